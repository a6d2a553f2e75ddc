import { counted } from './amounts.ts';
import { columns } from './cli-progress.ts';
import { clipLine } from './clip.ts';
import { inertLine, oneLine } from './escape.ts';
import { formatInstant } from './instant.ts';

/** What `agent-run simulate` says. */

export const FATES = ['closed', 'flagged', 'paused', 'fine', 'exempt', 'unknown'] as const;
/** What would have become of a subject, had it not been fixed. */
export type Fate = (typeof FATES)[number];

export type SimulatedRow = {
  number: number;
  kind: 'pull-request' | 'issue';
  title: string;
  author: string;
  url: string;
  state: 'open' | 'closed' | 'merged';
  fate: Fate;
  /** What it lacks, or why nothing was asked. */
  why: string;
};

export type Summary = {
  total: number;
  fates: Readonly<Record<Fate, number>>;
  /** Of those that would have been flagged or closed: how many were merged all the same. */
  merged: Readonly<Record<'flagged' | 'closed', number>>;
};

export function summaryOf(rows: readonly SimulatedRow[]): Summary {
  const count = (fits: (row: SimulatedRow) => boolean): number => rows.filter(fits).length;
  const fates = Object.fromEntries(
    FATES.map((fate) => [fate, count((row) => row.fate === fate)]),
  ) as Record<Fate, number>;
  const mergedOf = (fate: Fate): number =>
    count((row) => row.fate === fate && row.state === 'merged');
  return {
    total: rows.length,
    fates,
    merged: { flagged: mergedOf('flagged'), closed: mergedOf('closed') },
  };
}

/** Those that would have heard of it, the worst first, and the sums below. */
export function simulatedTable(rows: readonly SimulatedRow[]): string[] {
  return columns(
    told(rows).map((row) => [
      `#${String(row.number)}`,
      row.kind.replace('-', ' '),
      row.fate,
      row.state,
      clipLine(oneLine(row.author), 40),
      inertLine(`${row.why}: ${clipLine(oneLine(row.title), 60)}`),
    ]),
  );
}

export function told(rows: readonly SimulatedRow[]): SimulatedRow[] {
  return FATES.slice(0, 3).flatMap((fate) => rows.filter((row) => row.fate === fate));
}

export function summaryLines({ total, fates, merged }: Summary): string[] {
  return [
    `Of ${counted(total, 'pull request or issue', 'pull requests and issues')}:`,
    `  ${String(fates.closed)} closed, unless fixed in time${anyway(merged.closed)}`,
    `  ${String(fates.flagged)} flagged${anyway(merged.flagged)}`,
    ...(fates.paused > 0 ? [`  ${String(fates.paused)} flagged once no draft any more`] : []),
    `  ${String(fates.fine)} in order`,
    `  ${String(fates.exempt)} exempt`,
    ...(fates.unknown > 0 ? [`  ${String(fates.unknown)} could not be judged`] : []),
  ];
}

function anyway(count: number): string {
  return count === 0 ? '' : `, ${String(count)} of them merged all the same`;
}

/** What the numbers leave out. */
export function caveat(): string {
  return 'Judged as they are now: what was fixed on request counts as in order.';
}

export function goesOn(done: number, total: number): string {
  return `Going on from ${String(done)} of ${String(total)} that were read before.`;
}

export function stopped(
  { why, until }: { why: 'cancelled' | 'quota' | 'silent'; until?: number },
  left: number,
  file: string,
): string {
  const reason = {
    cancelled: 'Ended',
    quota: 'The quota of the token is nearly used up',
    silent: 'The forge does not answer',
  }[why];
  const when = until === undefined ? '' : ` after ${formatInstant(until)}`;
  return `${reason}: ${String(left)} left. The same command goes on from ${oneLine(file)}${when}.`;
}

export function historyUnreadable(flag: string, path: string): string {
  return `${flag}: ${oneLine(path)} cannot be read.`;
}

export function notAHistory(flag: string, path: string): string {
  return `${flag}: ${oneLine(path)} is no file that simulate has written. Name another, or remove it.`;
}

export function historyMissing(path: string): string {
  return `--from: there is no file ${oneLine(path)}.`;
}

export function historyUnwritable(path: string): string {
  return `${oneLine(path)} cannot be written.`;
}

export function fromAndRepo(): string {
  return 'give either --from or --repo: a file is about one repository already.';
}

export function pageWritten(path: string): string {
  return `The report: ${oneLine(path)}`;
}
