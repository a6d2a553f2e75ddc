/** What administrators and owners may have arranged otherwise than the forge comes. */
export type GiteaSettings = {
  /** Beginnings of titles that make a draft: `[repository.pull-request] WORK_IN_PROGRESS_PREFIXES`. */
  draftPrefixes?: readonly string[];
  /** Words that close an issue: `[repository.pull-request] CLOSE_KEYWORDS`. */
  closingKeywords?: readonly string[];
  /** Where an owner keeps the config for all of their repositories; the first that has one counts. */
  sharedRepositories?: readonly string[];
};

/** Names that owners are used to. The forges themselves look into none of them. */
export const SHARED_REPOSITORIES: readonly string[] = ['.github', '.profile', '.gitea'];
