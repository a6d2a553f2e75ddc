import type {
  Check,
  IssueReference,
  LabelLook,
  Permission,
  Repository,
  SubjectRef,
} from '../../../src/forge/model.ts';

/*
 * What the forge of a test holds. Faces (the port in memory, a server with a forge's own API) read it; only the verbs of
 * the world change it. Instants are whole seconds, in milliseconds since the epoch: forges count no finer.
 */

export type AccountState = {
  login: string;
  isBot: boolean;
  /** Their texts stay, their name does not. */
  deleted: boolean;
};

export type CommitState = {
  oid: string;
  parent?: string;
  at: number;
  by: string;
  message: string;
  /** Null for a file that the commit removed. */
  changes: ReadonlyMap<string, string | null>;
};

export type CheckState = Check & { id: number; name: string; sha: string; by: string; at: number };

export type ReactionState = { by: string; content: '+1' | '-1' | 'confused' | 'heart' };

export type CommentState = {
  id: string;
  author: string;
  body: string;
  createdAt: number;
  updatedAt: number;
  minimised: boolean;
  reactions: ReactionState[];
};

export type PullState = {
  base: string;
  head: string;
  headSha: string;
  /** Absent when the fork was deleted. */
  headRepository?: string;
  /** Why the forge will not open it again. */
  sealed?: 'replaced' | 'deleted';
  merged: boolean;
  draft: boolean;
  lines: number;
  files: string[];
  /** What the description said, oldest first: links show late. */
  bodies: { at: number; body: string }[];
  linked: IssueReference[];
};

export type SubjectState = {
  ref: SubjectRef;
  title: string;
  body: string;
  author: string;
  state: 'open' | 'closed';
  locked: boolean;
  /** Names as the repository spells them. */
  labels: string[];
  assignees: string[];
  createdAt: number;
  updatedAt: number;
  /** Last edit of the body. */
  bodyEditedAt?: number;
  comments: CommentState[];
  /** Only of a pull request. */
  pull?: PullState;
};

export type LabelState = LabelLook & { id: number };

export type RepositoryState = Repository & {
  private: boolean;
  archived: boolean;
  /** The bot looks after it. */
  installed: boolean;
  defaultBranch: string;
  permissions: Map<string, Permission>;
  commits: Map<string, CommitState>;
  branches: Map<string, string>;
  /** Only pull requests change them. */
  protectedBranches: Set<string>;
  /** The bot was not given permission to write files. */
  closedToCommits: boolean;
  labels: LabelState[];
  subjects: Map<number, SubjectState>;
  checks: CheckState[];
};

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function kindOf(subject: SubjectState): 'pull-request' | 'issue' {
  return subject.pull === undefined ? 'issue' : 'pull-request';
}
