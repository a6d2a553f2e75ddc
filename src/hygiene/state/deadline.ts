import type { Grace } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';
import { progress } from './keys.ts';

/** What a deadline is reckoned with. */
export type Clockwork = {
  now: number;
  grace: Grace;
  lastAuthorActivity: number;
  /** A later instant at which somebody will look again: deadlines are only promised for such. */
  round: (instant: number) => number;
};

/** What a new finding leaves of the time, at least; never more than a whole period. */
const LEAST_LEFT = 30 * 60_000;

type Found = { errors: readonly string[]; closing: readonly string[] };

/** The whole grace period from now. */
export function wholePeriod({ now, grace, round }: Clockwork): number {
  return round(now + grace.period);
}

export function leastLeft({ now, grace, round }: Clockwork): number {
  return round(now + Math.min(LEAST_LEFT, grace.period));
}

/**
 * Until when the author of a subject that was flagged before has time now. The rest of the time counts from now where
 * the clock stood still; a promised instant is never moved to an earlier one.
 */
export function nextDeadline(
  previous: NoticeRecord,
  found: Found,
  clockwork: Clockwork,
): number | undefined {
  const { now, grace, round } = clockwork;
  const { phase, deadline, remaining } = previous;
  const half = Math.round(grace.period / 2);
  switch (phase) {
    case 'flagged':
      if (deadline !== undefined) return adjusted(deadline, previous, found, clockwork);
      return remaining === undefined
        ? wholePeriod(clockwork)
        : round(now + Math.max(remaining, half));
    case 'paused':
      return remaining === undefined
        ? wholePeriod(clockwork)
        : adjusted(round(now + remaining), previous, found, clockwork);
    case 'resolved':
    case 'waived':
      return remaining === undefined
        ? wholePeriod(clockwork)
        : round(now + Math.max(remaining, half));
    case 'done':
      return remaining === undefined
        ? wholePeriod(clockwork)
        : Math.max(round(now + remaining), leastLeft(clockwork));
    case 'closed':
      return leastLeft(clockwork);
  }
}

/** The record with this deadline, or a later one that the author's work has earned, and with the reminder in time. */
export function withPromise(
  record: NoticeRecord,
  least: number,
  clockwork: Clockwork,
): NoticeRecord {
  const { now, grace } = clockwork;
  const { reminded: _, ...rest } = record;
  const deadline = Math.max(least, byActivity(record.flaggedAt, clockwork));
  const remindAt = deadline - grace.remindBefore;
  const isNear = grace.remindBefore > 0 && remindAt > record.flaggedAt && now >= remindAt;
  return { ...rest, deadline, ...(isNear ? { reminded: true } : {}) };
}

/** A period from the author's last activity where the policy counts so, up to the longest time since the flag. */
function byActivity(flaggedAt: number, { grace, lastAuthorActivity, round }: Clockwork): number {
  return grace.clock === 'last-author-activity'
    ? round(Math.min(lastAuthorActivity + grace.period, flaggedAt + grace.max))
    : 0;
}

/** What is left of the time when the clock is stopped at `since`. */
export function timeLeft(
  { deadline, remaining, flaggedAt }: NoticeRecord,
  since: number,
): number | undefined {
  if (deadline === undefined) return remaining;
  return Math.max(0, deadline - Math.max(since, flaggedAt));
}

/** The same while the clock stands still: only what the author does with the findings changes the rest of the time. */
export function pausedTime(
  previous: NoticeRecord,
  found: Found,
  clockwork: Clockwork,
): number | undefined {
  const { remaining } = previous;
  const isSame =
    progress(previous.findings, found.errors) === 'same' && !closesMore(previous, found);
  if (remaining === undefined || isSame) return remaining;
  const { now } = clockwork;
  return adjusted(now + remaining, previous, found, { ...clockwork, round: (at) => at }) - now;
}

function adjusted(
  deadline: number,
  previous: NoticeRecord,
  found: Found,
  clockwork: Clockwork,
): number {
  const { now, grace, round } = clockwork;
  const latest = previous.flaggedAt + grace.max;
  const candidates = [deadline];
  const change = progress(previous.findings, found.errors);
  if (change === 'fewer' && grace.extendOnProgress > 0) {
    candidates.push(round(Math.min(now + grace.extendOnProgress, latest)));
  }
  if (change === 'other') candidates.push(leastLeft(clockwork));
  if (closesMore(previous, found)) candidates.push(wholePeriod(clockwork));
  return Math.max(...candidates);
}

/** Something that the author was told of without a deadline has one now: a rule began to enforce. */
function closesMore(previous: NoticeRecord, { closing }: Found): boolean {
  return closing.some((key) => previous.findings.includes(key) && !previous.closing.includes(key));
}
