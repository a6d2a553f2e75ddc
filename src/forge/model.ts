/**
 * What a forge holds, in the words of this project. Adapters translate a forge's JSON into these types once, at the
 * border. All instants are milliseconds since the epoch.
 */

export type ForgeKind = 'github' | 'gitea' | 'forgejo';

export type Repository = { owner: string; name: string };

/** A pull request or an issue: both share one row of numbers. */
export type SubjectRef = Repository & { number: number };

/** From nothing to everything; GitHub's roles, Gitea's `owner` counts as `admin`. */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Account = {
  /** As the forge shows it; an app's login ends in `[bot]` whichever API it came from. */
  login: string;
  isBot: boolean;
};

/** What the payload of a webhook and a read of the forge both tell. */
export type Subject = SubjectRef & {
  kind: 'pull-request' | 'issue';
  title: string;
  /** Empty when there is none, never null. */
  body: string;
  /** The login `ghost` stands for a deleted account. */
  author: Account;
  state: 'open' | 'closed';
  merged: boolean;
  /** On Gitea and Forgejo from the prefix of the title. */
  draft: boolean;
  locked: boolean;
  labels: readonly string[];
  assignees: readonly string[];
  /** The page a person opens. */
  url: string;
  createdAt: number;
  updatedAt: number;
  /** Only of a pull request. */
  branches?: Branches;
};

export type Branches = {
  base: string;
  baseIsDefault: boolean;
  head: string;
  /** The commit that a check belongs to. */
  headSha: string;
  /** `owner/name` of the head's repository; absent when it was deleted. */
  headRepository?: string;
};

export type Comment = {
  /** What the forge's writes name it by. */
  id: string;
  author: Account;
  body: string;
  createdAt: number;
  url: string;
  /** Folded by the forge itself; always false where it cannot. */
  minimised: boolean;
};

/** A comment of somebody else whose first line calls the bot. */
export type CommandComment = Comment & {
  /** The bot's account has reacted to it: the command was carried out. */
  answered: boolean;
};

/** What happened to a subject, oldest first, as far as the bot has to know it. */
export type SubjectEvent = {
  at: number;
  /** Absent when the forge does not tell. */
  by?: Account;
} & (
  | { kind: 'closed' | 'reopened' | 'drafted' | 'readied' | 'locked' | 'unlocked' | 'transferred' }
  | { kind: 'labelled' | 'unlabelled'; label: string }
  | { kind: 'assigned'; to: string }
  /** A review with a verdict or a comment, of somebody who is not the author. */
  | { kind: 'reviewed' }
  | { kind: 'head-replaced' | 'head-deleted' }
);

/** An issue that the text of a pull request names. */
export type IssueReference = Repository & { number: number };

/** What a reference turned out to be; `absent` also when the bot may not see it. */
export type ReferencedIssue = IssueReference &
  (
    | { kind: 'absent' }
    | { kind: 'issue' | 'pull-request'; open: boolean; assignees: readonly string[] }
  );

/** One read of a subject: everything a reconcile needs to know of it. */
export type SubjectReading = {
  subject: Subject;
  /** Last edit of title or body; absent when there was none or the forge does not tell. */
  editedAt?: number;
  /** All comments of the bot's own account that begin with one of our markers, oldest first, from all pages. */
  ownNotices: readonly Comment[];
  /** Comments that begin with the command prefix, oldest first, of the last 50 comments. */
  commands: readonly CommandComment[];
  events: readonly SubjectEvent[];
  /** One entry for each reference that was asked for. */
  references: readonly ReferencedIssue[];
  /** The issues the forge itself would close; undefined where it cannot tell. `manual`: linked by hand, not by text. */
  closing?: readonly (IssueReference & { manual: boolean })[];
  /** Of a pull request; undefined when it was not asked for. */
  changes?: { lines: number; files: readonly string[] };
  /** Of the accounts that were asked for and that the same read could tell. */
  permissions: ReadonlyMap<string, Permission>;
};

/** A file of a repository's default branch. */
export type RepositoryFile = {
  path: string;
  text: string;
  /** The page a person opens, where it is not the repository's own: a file of the owner's shared repository. */
  url?: string;
};

/** A repository as far as it says how its subjects should look. */
export type RepositoryReading = {
  repository: Repository;
  url: string;
  defaultBranch: string;
  /** The commit that was read. */
  commit: string;
  /** Own config files that exist, in the order of the forge's own folders; more than one is a mistake to report. */
  configs: readonly RepositoryFile[];
  /** The config of the owner's shared repository (`.github`, or what the forge's settings name). */
  ownerConfig?: RepositoryFile;
  /** Name of the repository that `ownerConfig` is from, where it is not `.github`. */
  ownerRepository?: string;
  /** The pull request templates that the forge would offer, in its order; the owner's shared one when there is no own. */
  pullRequestTemplates: readonly RepositoryFile[];
  /**
   * Files of the issue template folders, in the forge's order, without `config.yml`; on Gitea and Forgejo the single
   * template that fills every new issue in, where no folder has one.
   */
  issueTemplates: readonly RepositoryFile[];
  /** The effective value of `blank_issues_enabled`. */
  blankIssues: boolean;
  /** On a server that does not close an issue by its address, though newer ones of its kind do. */
  closesByAddress?: false;
  /** Path of the contributing guide, when there is one. */
  contributing?: string;
  /** When the bot's own config file was first committed; absent when there is none or the forge does not tell. */
  configSince?: number;
};

/** Words of the check on a pull request's head commit. */
export type Check = {
  /** `neutral` where the mode only warns. Commit statuses show it as success. */
  conclusion: 'success' | 'neutral' | 'failure';
  title: string;
  /** Markdown; a commit status shows only the title. */
  summary: string;
};

export type LabelLook = { name: string; color: string; description: string };

/** One write. The adapter groups a list of them into as few requests as it can, in their order. */
export type Change =
  | { do: 'post-notice'; body: string }
  | { do: 'edit-notice'; comment: string; body: string }
  | { do: 'delete-notice'; comment: string }
  /** Folds, or unfolds, a comment of ours; nothing where the forge cannot. */
  | { do: 'minimise' | 'unminimise'; comment: string }
  | { do: 'reply'; body: string }
  | { do: 'add-labels'; labels: readonly LabelLook[] }
  | { do: 'remove-labels'; labels: readonly string[] }
  /** `not_planned` for an issue where the forge knows it. */
  | { do: 'close' }
  | { do: 'reopen' }
  | { do: 'edit-body'; body: string }
  | { do: 'set-check'; sha: string; check: Check }
  /** `done` is a thumbs up, `confused` says that the command was not understood, `denied` is a thumbs down. */
  | { do: 'react'; comment: string; reaction: 'done' | 'confused' | 'denied' };
