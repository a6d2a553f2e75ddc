import { NO_TOKENS } from '../sessions/event.ts';
import type { RunReport } from '../sessions/outcome.ts';

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
