import type { ForgeAbilities } from '../../forge/forge.ts';
import type { Account, SubjectReading } from '../../forge/model.ts';
import type { Grace } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';
import { CLOCK_SKEW, isSame } from './events.ts';

/** `over`: merged, closed by somebody else, or moved here by a maintainer. */
export type Life = 'open' | 'closed-by-us' | 'over';

export function lifeOf(
  { subject, events }: SubjectReading,
  records: readonly NoticeRecord[],
  self: Account,
): Life {
  if (subject.merged || events.some(({ kind }) => kind === 'transferred')) return 'over';
  if (subject.state === 'open') return 'open';
  return records.some((record) => wasClosedFor(record, events, self)) ? 'closed-by-us' : 'over';
}

/**
 * Whether the close that the subject is in was ours. A record that has moved on from `closed` speaks of a reopening that
 * was about to come: it counts only as long as we have not reopened since.
 */
function wasClosedFor(
  record: NoticeRecord,
  events: SubjectReading['events'],
  self: Account,
): boolean {
  const { closedAt } = record;
  if (closedAt === undefined) return false;
  const since = events.filter(
    ({ kind, at }) => (kind === 'closed' || kind === 'reopened') && at >= closedAt - CLOCK_SKEW,
  );
  const last = since.at(-1);
  if (record.phase !== 'closed') {
    const hasReopened = since.some(({ kind, by }) => kind === 'reopened' && isSame(by, self));
    return last?.kind === 'closed' && isSame(last.by, self) && !hasReopened;
  }
  return last?.kind !== 'closed' || last.by === undefined || isSame(last.by, self);
}

/** Replacing or deleting the head of a pull request seals it where the forge is strict. */
export function headIsIntact(
  { subject, events }: SubjectReading,
  closedAt: number,
  abilities: ForgeAbilities,
): boolean {
  if (!abilities.reopenNeedsSameHead || subject.kind === 'issue') return true;
  const isReplaced = events.some(
    ({ kind, at }) =>
      (kind === 'head-replaced' || kind === 'head-deleted') && at >= closedAt - CLOCK_SKEW,
  );
  return !isReplaced && subject.branches?.headRepository !== undefined;
}

export function isWithinWindow(closedAt: number, grace: Grace, now: number): boolean {
  return grace.reopenOnFix && now <= closedAt + grace.reopenWindow;
}
