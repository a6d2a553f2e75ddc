import type { Change, SubjectRef } from '../../../src/forge/model.ts';
import type { CommentState } from './state.ts';

/** Something that happened, in the past tense; the timeline and the webhooks are made of these. */
export type Happening =
  | {
      kind:
        | 'opened'
        | 'closed'
        | 'reopened'
        | 'drafted'
        | 'readied'
        | 'locked'
        | 'unlocked'
        | 'linked'
        | 'head-replaced'
        | 'head-deleted'
        | 'deleted';
    }
  | { kind: 'edited'; from: { title?: string; body?: string; base?: string } }
  | { kind: 'pushed'; before: string; after: string }
  | { kind: 'labelled' | 'unlabelled'; label: string }
  | { kind: 'assigned' | 'unassigned'; to: string }
  | { kind: 'reviewed'; verdict: Verdict; body: string }
  | { kind: 'commented' | 'comment-deleted'; comment: CommentState }
  | { kind: 'comment-edited'; comment: CommentState; from: string }
  | { kind: 'minimised' | 'unminimised' | 'reacted'; comment: CommentState };

export type Verdict = 'approved' | 'changes-requested' | 'commented';

export type Act = Happening & { at: number; by: string; subject: SubjectRef };

/** A commit on a branch of a repository itself. */
export type BranchPush = {
  at: number;
  by: string;
  owner: string;
  name: string;
  branch: string;
  before: string;
  after: string;
  added: string[];
  modified: string[];
  removed: string[];
};

/** A write through an API, whether or not it changed anything. */
export type ApiWrite = {
  at: number;
  by: string;
  do: Change['do'] | 'make-label' | 'commit' | 'make-branch' | 'delete-branch' | 'open-pull';
  /** Absent for what belongs to the whole repository. */
  subject?: SubjectRef;
  /** False for a repetition that the forge took and that left everything as it was. */
  changed: boolean;
};
