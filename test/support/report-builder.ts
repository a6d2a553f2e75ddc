import { NO_TOKENS } from '../../src/sessions/event.ts';
import type { RunReport } from '../../src/sessions/outcome.ts';
import { sessionReports, totalsOf } from '../../src/sessions/report.ts';
import { DAWN, type Story } from './tree-builder.ts';

/** The report of a run that went well; say only what is different. */
export function aReport(different: Partial<RunReport> = {}): RunReport {
  return {
    outcome: 'completed',
    reason: 'Every session finished.',
    finalMessage: 'All done.',
    sessions: [],
    cost: 0,
    tokens: NO_TOKENS,
    started: DAWN,
    ended: DAWN + 90_000,
    denials: [],
    changes: [],
    commits: 0,
    paths: {},
    warnings: [],
    ...different,
  };
}

/** The report of the run that a story tells. */
export function reportOf(story: Story, different: Partial<RunReport> = {}): RunReport {
  const sessions = sessionReports(story.tree, story.now);
  return aReport({
    rootId: story.tree.rootId,
    sessions,
    ...totalsOf(sessions),
    ended: story.now,
    ...different,
  });
}
