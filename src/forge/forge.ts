import type { ForgeFiles } from './forge-files.ts';
import type {
  Account,
  Change,
  ForgeKind,
  IssueReference,
  Permission,
  Repository,
  RepositoryFile,
  RepositoryReading,
  SubjectReading,
  SubjectRef,
} from './model.ts';

/**
 * A forge in the verbs of the engine. One instance speaks for one account of one server. Every method rejects with an
 * error of `errors.ts`; none of them waits for a rate limit, so that the job can be put back instead.
 */
export interface Forge {
  readonly kind: ForgeKind;
  /** Host and port of the server, as in the web address: part of a subject's identity. */
  readonly host: string;
  readonly abilities: ForgeAbilities;
  /** Writes to the repository itself; absent where nothing of it may be written. */
  readonly files?: ForgeFiles;

  /** The account that writes our comments; asked for once. */
  self(): Promise<Account>;

  /** What the default branch says; `undefined` when the repository is gone or closed to us. */
  readRepository(repository: Repository): Promise<RepositoryReading | undefined>;

  /** A file of the default branch, or of `ref`; `undefined` when there is none. */
  readFile(repository: Repository, path: string, ref?: string): Promise<RepositoryFile | undefined>;

  /**
   * The versions of a file that the default branch had at or after `since`, newest first, the one that was current at
   * `since` included, 10 at most.
   */
  fileVersions(
    repository: Repository,
    path: string,
    since: number,
  ): Promise<readonly RepositoryFile[]>;

  /**
   * Everything a reconcile must know of the subject; `undefined` when it is gone. One request where the forge allows it;
   * Gitea and Forgejo take two, since Gitea 1.26 three, and one for each reference and each command that was not answered.
   */
  readSubject(subject: SubjectRef, wanted: Wanted): Promise<SubjectReading | undefined>;

  /**
   * `none` for somebody who may not even see the repository. Gitea and Forgejo tell it to administrators of the repository
   * only; for others whoever can be assigned has `write`, and nobody but the owner has more.
   */
  permissionOf(repository: Repository, login: string): Promise<Permission>;

  /**
   * `team` is the team's slug within the repository's owner, or its name where teams have none; false when the team is
   * unknown or hidden.
   */
  isTeamMember(repository: Repository, team: string, login: string): Promise<boolean>;

  /**
   * Writes the changes in their order, in as few requests as the forge allows. Each is idempotent or harmless when
   * repeated; after an error those in front of the failed one are done. Labels that do not exist are made first. Where
   * there is no mutation of several parts each change is a request, and each label that is taken off another one.
   */
  write(subject: SubjectRef, changes: readonly Change[]): Promise<void>;

  /**
   * Numbers of the subjects that carry the label, most recently updated first. Ceil(n/50) requests, all of them before the
   * first number where the forge sorts otherwise.
   */
  listLabelled(
    repository: Repository,
    label: string,
    state: 'open' | 'closed',
  ): AsyncIterable<ListedSubject>;

  /** Open subjects, most recently updated first: what a sweep walks where webhooks are not repeated. */
  listOpen(repository: Repository): AsyncIterable<ListedSubject>;

  /** Repositories this account should look after. */
  listRepositories(): AsyncIterable<Repository>;
}

export type ListedSubject = {
  number: number;
  kind: 'pull-request' | 'issue';
  updatedAt: number;
  /** Where the list tells it. */
  createdAt?: number;
};

/** What differs between forges so much that the engine says other words or decides otherwise. */
export type ForgeAbilities = {
  /** Own comments can be folded away by the forge; where not, the notice folds its own text. */
  minimise: boolean;
  /** Check runs with a summary, or a commit status of one line. */
  checks: 'check-run' | 'commit-status';
  /** The forge links an issue to a pull request only when this merges into the default branch. */
  closesOnlyFromDefaultBranch: boolean;
  /** An author without write permission may reopen what somebody else closed. */
  authorMayReopen: boolean;
  /** A closed pull request cannot be reopened once its head branch was replaced or deleted. */
  reopenNeedsSameHead: boolean;
  /** The forge's own search order and file kinds for templates; see `hygiene/template`. */
  pullRequestForms: boolean;
  /** Words that close an issue on this server; absent: those that all forges come with. */
  closingKeywords?: readonly string[];
};

/** What a read of a subject should bring along; each part may cost a request on some forges. */
export type Wanted = {
  /** What a comment must begin with to count as a notice of ours. */
  marker: string;
  /** What a comment must begin with to count as a command. */
  commandPrefix: string;
  references: readonly IssueReference[];
  /** Logins whose permission should be told if the same request can. */
  permissionsOf: readonly string[];
  /** Changed lines and files of a pull request. */
  changes: boolean;
};
