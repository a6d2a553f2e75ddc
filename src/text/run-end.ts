import type { RunReport } from '../sessions/outcome.ts';
import { counted, formatCost, formatTokens } from './amounts.ts';
import { formatDuration } from './duration.ts';
import { inertLine, oneLine } from './escape.ts';

/** What a terminal or a log shows when a run is over, line by line. */
export function runEnd(report: RunReport): string[] {
  const { paths, denials, changes, commits } = report;
  const facts = [
    formatDuration(report.ended - report.started),
    counted(report.sessions.length, 'session'),
    formatCost(report.cost),
    `tokens: ${formatTokens(report.tokens)}`,
    ...(changes.length > 0 ? [counted(changes.length, 'changed file')] : []),
    ...(commits > 0 ? [counted(commits, 'commit')] : []),
    ...(denials.length > 0 ? [counted(denials.length, 'denial')] : []),
  ];
  return [
    `${report.outcome}: ${oneLine(report.reason)}`,
    facts.join(', '),
    ...(paths.transcript === undefined ? [] : [`Transcript: ${paths.transcript}`]),
    ...(paths.page === undefined ? [] : [`To read it: ${paths.page}`]),
    ...(paths.export === undefined ? [] : [`To go on from it: --session ${paths.export}`]),
  ];
}

/** The summary of a job as lines of its log, to be unfolded: for a forge that shows no summaries. */
export function summaryInLog(markdown: string): string[] {
  return ['::group::Summary', ...markdown.trimEnd().split('\n').map(inertLine), '::endgroup::'];
}

export function wrongInputs(problems: readonly string[]): string[] {
  return [
    `error: ${counted(problems.length, 'problem')} with the inputs:`,
    ...problems.map((problem) => `  - ${problem}`),
    'See agent-run run --help.',
  ];
}

export function promptTwice(): string {
  return 'Give the prompt once: as the argument or with --prompt.';
}
