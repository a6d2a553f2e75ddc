import type { NoticeRecord } from '../record.ts';
import { leastLeft, nextDeadline, timeLeft, wholePeriod, withPromise } from './deadline.ts';
import { blank, type Turn } from './turn.ts';

/** The author is told, with a deadline where something may close. */
export function flagged(turn: Turn): NoticeRecord {
  const { previous, errors, closing, clockwork } = turn;
  const attended = attention(turn);
  if (previous === undefined) {
    const first = { ...blank(turn), ...(attended === undefined ? {} : { attended }) };
    return withDeadline(first, turn, wholePeriod(clockwork));
  }
  if (previous.phase === 'closed') return flaggedAfterClose(previous, turn);
  const { deadline: _, paused: __, resolvedAt: ___, remaining: ____, ...kept } = previous;
  const record: NoticeRecord = {
    ...kept,
    phase: 'flagged',
    findings: errors,
    closing,
    ...(attended === undefined ? {} : { attended }),
  };
  const mayClose = closing.length > 0 && clockwork.grace.period > 0;
  if (mayClose) {
    return withDeadline(record, turn, nextDeadline(previous, { errors, closing }, clockwork));
  }
  const remaining = keptTime(previous, turn);
  return remaining === undefined ? record : { ...record, remaining };
}

/** Only an instant that the notice has named before this look closes anything. */
export function closedWhenDue(
  record: NoticeRecord,
  { previous, situation, clockwork: { now } }: Turn,
): NoticeRecord {
  const { deadline, reminded: _, ...rest } = record;
  const isDue =
    previous?.phase === 'flagged' &&
    previous.deadline !== undefined &&
    deadline !== undefined &&
    Math.max(previous.deadline, deadline, situation.earliestClose) <= now;
  return isDue ? { ...rest, phase: 'closed', closedAt: now } : record;
}

/** What had a deadline was fixed while other findings are left: if it breaks again, the rest of the time counts. */
function keptTime(previous: NoticeRecord, { errors, clockwork }: Turn): number | undefined {
  return previous.closing.some((key) => errors.includes(key))
    ? undefined
    : timeLeft(previous, clockwork.now);
}

/** The record says closed, yet the subject is open: somebody reopened it, or the close never came. */
function flaggedAfterClose(previous: NoticeRecord, turn: Turn): NoticeRecord {
  const { errors, closing, situation, clockwork } = turn;
  const { closedAt, remaining: _, paused: __, ...open } = previous;
  const attended = attention(turn);
  const record: NoticeRecord = {
    ...open,
    phase: 'flagged',
    findings: errors,
    closing,
    ...(attended === undefined ? {} : { attended }),
  };
  if (closing.length === 0 || attended !== undefined || clockwork.grace.period === 0) return record;
  if (situation.reopenedAt !== undefined) {
    if (previous.secondChance === true) {
      // Written already when the close was about to come: then the reopening is the older one.
      const isNew = closedAt === undefined || situation.reopenedAt > closedAt;
      const again = isNew ? { closedAt: clockwork.now } : {};
      return { ...previous, findings: errors, closing, ...again };
    }
    const again: NoticeRecord = { ...record, flaggedAt: clockwork.now, secondChance: true };
    return withDeadline(again, turn, wholePeriod(clockwork));
  }
  const isNews = closing.some((key) => !previous.closing.includes(key));
  return isNews || situation.isReopenedByUs
    ? withDeadline(record, turn, leastLeft(clockwork))
    : { ...previous, findings: errors, closing };
}

/** Once looked after, always looked after, until a series is begun anew. */
function attention({ previous, situation, isAnew }: Turn): NoticeRecord['attended'] {
  return previous?.attended ?? (isAnew === true ? undefined : situation.attended);
}

function withDeadline(
  record: NoticeRecord,
  { closing, clockwork }: Turn,
  deadline: number | undefined,
): NoticeRecord {
  const { reminded: _, ...rest } = record;
  const isAsked = closing.length > 0 && clockwork.grace.period > 0 && record.attended === undefined;
  return isAsked && deadline !== undefined ? withPromise(rest, deadline, clockwork) : rest;
}
