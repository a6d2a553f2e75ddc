import type { NoticeKind, NoticeRecord } from '../record.ts';
import {
  leastLeft,
  nextDeadline,
  pausedTime,
  timeLeft,
  wholePeriod,
  withPromise,
  type Clockwork,
} from './deadline.ts';
import type { Waiver } from './orders.ts';
import type { Situation, Stop } from './situation.ts';
import { isWhole } from './waiver.ts';

/** One turn of the state machine of one notice. */
export type Turn = {
  previous: NoticeRecord | undefined;
  subject: string;
  kind: NoticeKind;
  /** Keys, sorted. */
  errors: readonly string[];
  closing: readonly string[];
  /** Errors that only the waiver of a rule keeps out of `errors`. */
  hidesWaived: boolean;
  situation: Situation;
  clockwork: Clockwork;
  /** The rules of this notice that a maintainer has waived one by one. */
  ruleWaiver?: Waiver;
  /** A series was begun anew in this look. */
  isAnew?: boolean;
  /** A maintainer took a waiver back at this instant. */
  lifted?: number;
};

/**
 * What the notice has to remember after this look; undefined when there is nothing to say and never was. The same turn
 * on its own result changes nothing.
 */
export function nextRecord(turn: Turn): NoticeRecord | undefined {
  return withRuleWaiver(afterLook(turn), turn);
}

function afterLook(turn: Turn): NoticeRecord | undefined {
  const { situation, clockwork } = turn;
  const { life, waiver, exempt } = situation;
  const previous = begunAnew(turn);
  if (life === 'over') return previous && over(previous, situation.overSince);
  if (waiver !== undefined) return previous && waived(previous, waiver, turn);
  if (life === 'closed-by-us') return previous && whileClosed(previous, { ...turn, previous });
  if (exempt) return previous && over(previous, clockwork.now);
  return whileOpen({ ...turn, previous, isAnew: previous !== turn.previous });
}

function whileOpen(turn: Turn): NoticeRecord | undefined {
  const { previous, errors, situation } = turn;
  const { stopped } = situation;
  if (stopped?.why === 'hold') return paused(turn, stopped);
  if (errors.length === 0) return previous && fixed(previous, turn);
  if (stopped === undefined) return closedWhenDue(flagged(turn), turn);
  return isRunning(previous) ? paused(turn, stopped) : previous;
}

/** The author was told, or the bot was about to close: there is a clock to stop. */
function isRunning(record: NoticeRecord | undefined): boolean {
  return record?.phase === 'flagged' || record?.phase === 'paused' || record?.phase === 'closed';
}

/** Once looked after, always looked after, until a series is begun anew. */
function attention({ previous, situation, isAnew }: Turn): NoticeRecord['attended'] {
  return previous?.attended ?? (isAnew === true ? undefined : situation.attended);
}

function flagged(turn: Turn): NoticeRecord {
  const { previous, errors, closing, clockwork } = turn;
  if (previous === undefined) {
    return withDeadline(blank(turn), turn, wholePeriod(clockwork));
  }
  if (previous.phase === 'closed') return flaggedAfterClose(previous, turn);
  const { deadline: _, paused: __, resolvedAt: ___, remaining: ____, ...kept } = previous;
  const attended = attention(turn);
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

/** What had a deadline was fixed while other findings are left: if it breaks again, the rest of the time counts. */
function keptTime(previous: NoticeRecord, { errors, clockwork }: Turn): number | undefined {
  return previous.closing.some((key) => errors.includes(key))
    ? undefined
    : timeLeft(previous, clockwork.now);
}

/** The record says closed, yet the subject is open: somebody reopened it, or the close never came. */
function flaggedAfterClose(previous: NoticeRecord, turn: Turn): NoticeRecord {
  const { errors, closing, situation, clockwork } = turn;
  const { closedAt, ...open } = previous;
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
  return isNews
    ? withDeadline(record, turn, leastLeft(clockwork))
    : { ...previous, findings: errors, closing };
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

/** Only an instant that the notice has named before this look closes anything. */
function closedWhenDue(
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

function paused(turn: Turn, { since, ...stop }: Stop): NoticeRecord {
  const { previous, errors, closing, clockwork } = turn;
  if (previous?.phase === 'paused') {
    const left = pausedTime(previous, { errors, closing }, clockwork);
    const { remaining: _, ...kept } = previous;
    return {
      ...kept,
      findings: errors,
      closing,
      paused: stop,
      ...(left === undefined ? {} : { remaining: left }),
    };
  }
  const running = previous?.phase === 'flagged' ? previous : flagged(turn);
  const { deadline: _, reminded: __, closedAt: ___, remaining: ____, ...kept } = running;
  const left =
    running.phase === 'closed'
      ? leastLeft(clockwork) - clockwork.now
      : timeLeft(running, Math.min(since, clockwork.now));
  return {
    ...kept,
    phase: 'paused',
    findings: errors,
    closing,
    paused: stop,
    ...(left === undefined ? {} : { remaining: left }),
  };
}

/** Everything was fixed, or only waived rules are left. */
function fixed(previous: NoticeRecord, { hidesWaived, clockwork: { now } }: Turn): NoticeRecord {
  const phase = hidesWaived ? 'waived' : 'resolved';
  if (!isRunning(previous)) return previous;
  const { deadline: _, reminded: __, paused: ___, closedAt: ____, ...kept } = previous;
  const left = previous.phase === 'closed' ? 0 : timeLeft(previous, now);
  return {
    ...kept,
    phase,
    findings: [],
    closing: [],
    ...(phase === 'resolved' ? { resolvedAt: now } : {}),
    ...(left === undefined ? {} : { remaining: left }),
  };
}

/** The bot has closed it: a notice that had a part in that waits for the fix, the others follow what they are about. */
function whileClosed(previous: NoticeRecord, turn: Turn): NoticeRecord {
  const { errors, closing, situation } = turn;
  if (previous.phase !== 'closed') return besideClose(previous, turn);
  const stillClosing = [
    ...new Set([...closing, ...previous.closing.filter((key) => errors.includes(key))]),
  ].toSorted();
  if (stillClosing.length > 0) return { ...previous, findings: errors, closing: stillClosing };
  if (!situation.mayReopen) return previous;
  const { closedAt } = previous;
  const kept = closedAt === undefined ? {} : { closedAt };
  if (errors.length === 0) return { ...fixed(previous, turn), ...kept };
  return { ...previous, phase: 'flagged', findings: errors, closing: [] };
}

/** No clock is started or run out while the subject is closed. */
function besideClose(previous: NoticeRecord, turn: Turn): NoticeRecord {
  const { errors, closing } = turn;
  if (!isRunning(previous)) return previous;
  if (errors.length > 0) return { ...previous, findings: errors, closing };
  const { closedAt } = previous;
  return { ...fixed(previous, turn), ...(closedAt === undefined ? {} : { closedAt }) };
}

function waived(previous: NoticeRecord, waiver: Waiver, { situation }: Turn): NoticeRecord {
  if (previous.phase === 'waived' && previous.waiver?.at === waiver.at) return previous;
  const { deadline: _, reminded: __, paused: ___, remaining: ____, closedAt, ...kept } = previous;
  return {
    ...kept,
    phase: 'waived',
    findings: [],
    closing: [],
    waiver,
    ...(closedAt === undefined || situation.life === 'open' ? {} : { closedAt }),
  };
}

/** The clock stops for good; the rest of the time counts if somebody opens it again. */
function over(previous: NoticeRecord, since: number): NoticeRecord {
  if (!isRunning(previous)) return previous;
  const { deadline: _, reminded: __, remaining: ___, closedAt: ____, ...kept } = previous;
  const left = timeLeft(previous, since);
  return { ...kept, phase: 'done', ...(left === undefined ? {} : { remaining: left }) };
}

/** A waiver of single rules is written down whatever becomes of the rest. */
function withRuleWaiver(record: NoticeRecord | undefined, turn: Turn): NoticeRecord | undefined {
  const { ruleWaiver, situation, clockwork } = turn;
  if (isWhole(situation.waiver) || isWhole(record?.waiver)) return record;
  if (ruleWaiver !== undefined) {
    if (record !== undefined) return { ...record, waiver: ruleWaiver };
    const empty: NoticeRecord = { ...blank(turn), phase: 'waived', findings: [], closing: [] };
    return situation.life === 'open' ? { ...empty, waiver: ruleWaiver } : undefined;
  }
  if (record?.waiver === undefined) return record;
  const { waiver: _, ...kept } = record;
  return record.phase === 'waived'
    ? { ...kept, phase: 'resolved', resolvedAt: clockwork.now }
    : kept;
}

/** After a waiver was taken back the author gets a whole series again; a repetition of that changes nothing. */
function begunAnew(turn: Turn): NoticeRecord | undefined {
  const { previous, situation, lifted } = turn;
  if (previous?.waiver === undefined || situation.waiver !== undefined) return previous;
  const isLifted = lifted !== undefined && previous.waiver.at < lifted;
  if (!isLifted && !isWhole(previous.waiver)) return previous;
  const { waiver: _, ...kept } = previous;
  if (situation.life === 'open') {
    const { explain } = previous;
    return { ...blank(turn), ...(explain === undefined ? {} : { explain }) };
  }
  return previous.phase === 'waived' && previous.closedAt !== undefined
    ? { ...kept, phase: 'closed' }
    : kept;
}

function blank({ subject, kind, errors, closing, clockwork, lifted }: Turn): NoticeRecord {
  return {
    version: 1,
    subject,
    notice: kind,
    phase: 'flagged',
    findings: errors,
    closing,
    flaggedAt: Math.max(clockwork.now, lifted ?? 0),
  };
}
