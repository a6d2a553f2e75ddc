import type { AgentEvent, Ask, SessionInfo } from './event.ts';
import type { Denial, Outcome } from './outcome.ts';

/** Raised when a reader of the former lines would misunderstand the new ones. */
export const TRANSCRIPT_SCHEMA = 1;

/** The first line of a transcript. */
export type TranscriptHeader = {
  type: 'agent-run-transcript';
  schema: number;
  at: number;
  /** Our own version. */
  version: string;
};

/** One line of a transcript after the first: what was heard of the session tree, or happened to the run, and when. */
export type TranscriptEntry =
  /** Which tree the events are about; again when we prompted the root once more. */
  | { type: 'tree'; at: number; root: SessionInfo; promptId: string; since: number }
  | { type: 'event'; at: number; event: AgentEvent }
  | { type: 'asked'; at: number; ask: Ask; denial?: Denial }
  | { type: 'notice'; at: number; level: 'info' | 'warning' | 'error'; sentence: string }
  | { type: 'outcome'; at: number; outcome: Outcome; reason: string };
