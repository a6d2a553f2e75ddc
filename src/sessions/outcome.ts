import type { AgentError, SessionId, Tokens } from './event.ts';

/** How a run can end. Adding one breaks the build wherever words or codes for it are missing. */
export const OUTCOMES = [
  'completed',
  'completed-with-denials',
  'nothing-produced',
  'agent-error',
  'child-error',
  'timed-out',
  'no-progress',
  'retries-exhausted',
  'budget-exhausted',
  'cancelled',
  'failed-to-start',
  'lost-contact',
  'invalid-input',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The exit code of each outcome; 130 is what a shell reports for an interrupted process. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  completed: 0,
  'completed-with-denials': 0,
  'agent-error': 1,
  'invalid-input': 2,
  'child-error': 3,
  'nothing-produced': 4,
  'timed-out': 5,
  'no-progress': 6,
  'retries-exhausted': 7,
  'budget-exhausted': 8,
  'failed-to-start': 9,
  'lost-contact': 10,
  cancelled: 130,
};

/** The code of an outcome that `fail-on` names although it normally passes. */
export const FAILED_BY_CHOICE = 1;

/**
 * `failOn` is the whole list of outcomes that fail the step, or undefined for the default
 * (everything but `completed` and `completed-with-denials`).
 */
export function exitCodeOf(outcome: Outcome, failOn?: ReadonlySet<Outcome>): number {
  if (failOn === undefined) return EXIT_CODES[outcome];
  if (!failOn.has(outcome)) return 0;
  return EXIT_CODES[outcome] === 0 ? FAILED_BY_CHOICE : EXIT_CODES[outcome];
}

export type SessionState = 'completed' | 'failed' | 'aborted' | 'deleted' | 'working' | 'waiting';

/** One session as people and outputs see it. */
export type SessionReport = {
  id: SessionId;
  parentId?: SessionId;
  /** 0 for the root. */
  depth: number;
  agent?: string;
  title: string;
  state: SessionState;
  error?: AgentError;
  created: number;
  /** Spans in which it was busy or retrying, in order; the last may still be open. */
  busy: { from: number; to?: number }[];
  /** Sum of those spans. */
  duration: number;
  toolCalls: number;
  cost: number;
  tokens: Tokens;
};

/** An ask that policy refused (a permission), or answered without a person (a question). */
export type Denial = {
  sessionId: SessionId;
  kind: 'permission' | 'question';
  /** The permission's name, or the question's text. */
  what: string;
  patterns: string[];
  at: number;
};

export type ChangedFile = {
  path: string;
  /** As git names it: A, M, D, R, … or `?` for untracked. */
  status: string;
  added?: number;
  deleted?: number;
};

/** Everything known about a run when it is over, whatever way it ended. Plain data. */
export type RunReport = {
  outcome: Outcome;
  /** One sentence for a person. Not escaped. */
  reason: string;
  finalMessage: string;
  structuredOutput?: unknown;
  rootId?: SessionId;
  /** Parents before children; empty when no session was created. */
  sessions: SessionReport[];
  cost: number;
  tokens: Tokens;
  started: number;
  ended: number;
  denials: Denial[];
  changes: ChangedFile[];
  commits: number;
  model?: string;
  opencodeVersion?: string;
  /** Absolute paths of what the run left on disk. */
  paths: { transcript?: string; page?: string; export?: string };
  /** Sentences for a person about what was not as asked for, e.g. an unpinned version. */
  warnings: string[];
};
