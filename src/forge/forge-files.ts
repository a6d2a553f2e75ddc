import type { Repository, RepositoryFile } from './model.ts';

/**
 * The few writes to a repository itself, for the file that switches blank issues. They take permission to write contents,
 * which the rest of the bot does without; each method rejects with an error of `errors.ts`, `Forbidden` where it is missing.
 */
export interface ForgeFiles {
  /** Everything that decides about the menu of new issues, from one commit; `undefined` when the repository is gone. */
  readIssueFiles(repository: Repository): Promise<IssueFiles | undefined>;

  /** The switch as the forge itself understands it: to verify what was written. */
  issueConfig(repository: Repository): Promise<EffectiveIssueConfig>;

  /**
   * Writes all files in one commit, or none. `conflict`: the branch, or one of the files, is no longer what was read.
   * `protected`: this account may not push to the branch.
   */
  commitFiles(
    repository: Repository,
    commit: FileCommit,
  ): Promise<'done' | 'conflict' | 'protected'>;

  /**
   * One open pull request from `branch`, made when there is none. A branch that is left over from an earlier one is made
   * anew. Unless `again`, a closed one whose branch is still there is taken for a no.
   */
  ensurePullRequest(repository: Repository, proposal: FileProposal): Promise<ProposedPull>;
}

export type IssueFiles = {
  /** The commit that was read. */
  commit: string;
  defaultBranch: string;
  /** Configs and templates of issues in every folder where some forge looks for them. */
  files: readonly IssueFile[];
  /** The same of the owner's public shared repository; empty where the forge has no such thing. */
  ownerFiles: readonly IssueFile[];
};

export type IssueFile = RepositoryFile & {
  /** Of its content, where an edit has to name it. */
  sha?: string;
  /** The text is the whole of it, byte for byte: not so for a link, for what is no UTF-8, and for what is too large. */
  whole: boolean;
};

export type EffectiveIssueConfig = {
  value: boolean;
  /** What the forge's own check of the file says; undefined where it has none. */
  valid?: boolean;
};

/** `sha` is that of the content that is replaced; without it the file must not exist. */
export type FileWrite = { path: string; text: string; sha?: string };

export type FileCommit = {
  branch: string;
  /** The commit that everything was decided on. */
  onto: string;
  files: readonly FileWrite[];
  /** One line. */
  message: string;
};

export type FileProposal = Omit<FileCommit, 'branch'> & {
  /** The branch to propose it from. */
  branch: string;
  /** The branch to propose it for. */
  base: string;
  title: string;
  body: string;
  /** Somebody asked for it just now, whatever was said of an earlier one. */
  again: boolean;
};

/** `declined`: closed without a merge, and not asked for again. */
export type ProposedPull = {
  number: number;
  url: string;
  state: 'opened' | 'open-already' | 'declined';
};
