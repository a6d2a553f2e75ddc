import { NO_TOKENS } from '../sessions/event.ts';
import type { RunReport } from '../sessions/outcome.ts';
import { reasonOf } from '../text/reasons.ts';

/** The report of a run that never began because its inputs are wrong. */
export function rejected(problems: readonly string[], now: number): RunReport {
  return {
    outcome: 'invalid-input',
    reason: problems.join(' '),
    finalMessage: '',
    sessions: [],
    cost: 0,
    tokens: NO_TOKENS,
    started: now,
    ended: now,
    denials: [],
    changes: [],
    commits: 0,
    paths: {},
    warnings: [],
  };
}

/** The report of a run that could not even begin, for a reason of the machine's. */
export function notBegun(error: unknown, now: number): RunReport {
  const message = error instanceof Error ? error.message : String(error);
  const outcome = 'failed-to-start';
  return { ...rejected([], now), outcome, reason: reasonOf({ outcome, message }) };
}
