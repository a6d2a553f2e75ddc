import type { AgentError, SessionId } from './event.ts';
import type { Pending } from './settle.ts';

/**
 * Why a run ended, as data; `src/text/reasons.ts` makes the sentence. The first ending that happens wins, later ones
 * are its consequences.
 */
export type Ending =
  | { outcome: 'completed' }
  | { outcome: 'completed-with-denials'; denials: number }
  | { outcome: 'nothing-produced'; expected: 'changes' | 'commits' | 'output' }
  | { outcome: 'agent-error'; why: AgentFailure }
  | { outcome: 'child-error'; children: ChildFailure[] }
  | { outcome: 'timed-out'; limit: number; waiting: Pending[] }
  | { outcome: 'no-progress'; limit: number; waiting: Pending[] }
  | { outcome: 'retries-exhausted'; sessionId: SessionId; limit: number; message: string }
  | { outcome: 'budget-exhausted'; what: 'cost' | 'tokens'; limit: number; spent: number }
  | { outcome: 'cancelled'; by: string }
  | { outcome: 'failed-to-start'; message: string }
  | { outcome: 'lost-contact'; message: string }
  | { outcome: 'invalid-input'; problems: string[] };

export type AgentFailure =
  | { kind: 'error'; error: AgentError }
  /** The model stopped for another reason than being done: `length`, `content-filter`, `unknown`, … */
  | { kind: 'finish'; finish: string }
  /** The last message was never completed. */
  | { kind: 'unfinished' }
  /** A refused permission ended the turn. */
  | { kind: 'refused'; tool: string }
  | { kind: 'deleted' }
  /** A schema was given, but no structured output came. */
  | { kind: 'no-structure' };

export type ChildFailure = {
  sessionId: SessionId;
  title: string;
  /** `undelivered`: it ended well, but its parent never got the result. */
  how: 'failed' | 'aborted' | 'deleted' | 'unfinished' | 'undelivered';
  error?: AgentError;
};
