import type { Change } from '../forge/model.ts';
import { counted } from './amounts.ts';
import { clipLine } from './clip.ts';
import { columns } from './cli-progress.ts';
import { inertLine, oneLine, printable } from './escape.ts';
import { formatInstant } from './instant.ts';
import { listing } from './listing.ts';
import { changeWords, plannedChange } from './step-lines.ts';

/** What `agent-run sweep` says. */

export type SweptRow = {
  number: number;
  kind?: 'pull-request' | 'issue';
  /** What it was found to be, in a word. */
  verdict: string;
  changes: readonly Change[];
  /** What went wrong. */
  error?: string;
};

export function begins(login: string, dryRun: boolean): string {
  return dryRun
    ? `Looking as ${oneLine(login)}; nothing is written.`
    : `Writing as ${oneLine(login)}.`;
}

export function closesNothing(): string {
  return 'Without --sweep-every nobody knows when the next sweep comes, so that nothing is closed.';
}

export function sweptTable(rows: readonly SweptRow[], dryRun: boolean): string[] {
  return columns(
    rows.map(({ number, kind, verdict, changes, error }) => [
      `#${String(number)}`,
      kind === undefined ? '' : kind.replace('-', ' '),
      verdict,
      inertLine(
        error === undefined ? changesWords(changes, dryRun) : clipLine(oneLine(error), 200),
      ),
    ]),
  );
}

function changesWords(changes: readonly Change[], dryRun: boolean): string {
  if (changes.length === 0) return 'nothing to write';
  return listing(changes.map(dryRun ? plannedChange : changeWords), 'and');
}

export function ends(rows: readonly SweptRow[], left: number, why: string | undefined): string {
  const written = rows.filter(({ changes }) => changes.length > 0).length;
  const rest =
    left === 0
      ? ''
      : ` ${counted(left, 'is', 'are')} left${why === undefined ? '' : `: ${why}`}. The same command goes on.`;
  return `Looked at ${String(rows.length)}, something to write for ${String(written)}.${rest}`;
}

export function quotaSpared({
  remaining,
  resetAt,
}: {
  remaining: number;
  resetAt: number;
}): string {
  return `only ${counted(remaining, 'request')} of the quota are left until ${formatInstant(resetAt)}`;
}

export function quotaUsedUp(until: string): string {
  return `the quota of the token is used up until ${until}`;
}

export function silent(): string {
  return 'the forge does not answer';
}

/** What became of the switch for blank issues, with the change where somebody has to make it, or would see it made. */
export function switchLines(kept: { words: string; diff?: string } | undefined): string[] {
  if (kept === undefined) return [];
  return [kept.words, ...(kept.diff === undefined ? [] : [printable(kept.diff).trimEnd()])];
}
