import type { AgentEvent, Ask } from '../sessions/event.ts';
import type { Denial } from '../sessions/outcome.ts';
import type { Pending } from '../sessions/settle.ts';
import type { SessionTree } from '../sessions/tree.ts';

/**
 * Who is told about a run while it goes on: the log, the live view, the transcript. Every method returns at once
 * and never throws; texts are not masked yet.
 */
export interface Progress {
  /** A sentence about the run itself, e.g. "opencode 1.18.33 is ready (1.8 s)". */
  notice(level: 'info' | 'warning' | 'error', sentence: string): void;
  /** An event of a session of the tree, already folded into it. */
  event(event: AgentEvent, tree: SessionTree, now: number): void;
  /** An ask that policy answered; `denial` is set when it was refused. */
  asked(ask: Ask, denial: Denial | undefined, tree: SessionTree): void;
  /** At least every 30 s, and not right after other news: what the run still waits for. */
  waiting(pending: Pending[], tree: SessionTree, now: number): void;
}

/** Tells several at once. */
export function together(...all: Progress[]): Progress {
  return {
    notice: (...told) => all.forEach((each) => each.notice(...told)),
    event: (...told) => all.forEach((each) => each.event(...told)),
    asked: (...told) => all.forEach((each) => each.asked(...told)),
    waiting: (...told) => all.forEach((each) => each.waiting(...told)),
  };
}
