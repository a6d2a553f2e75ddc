import type { NoticeRecord } from '../record.ts';
import { leastLeft, pausedTime, timeLeft } from './deadline.ts';
import { flagged } from './flagged.ts';
import type { Waiver } from './orders.ts';
import type { Stop } from './situation.ts';
import { isRunning, type Turn } from './turn.ts';

/** The clock stands still, with what was left when it stopped. */
export function paused(turn: Turn, { since, ...stop }: Stop): NoticeRecord {
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
  const atStop = timeLeft(running, Math.min(since, clockwork.now));
  const left =
    running.phase === 'closed'
      ? leastLeft(clockwork) - clockwork.now
      : pausedTime(
          { ...kept, ...(atStop === undefined ? {} : { remaining: atStop }) },
          { errors, closing },
          clockwork,
        );
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
export function fixed(
  previous: NoticeRecord,
  { hidesWaived, clockwork: { now } }: Turn,
): NoticeRecord {
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

/** A maintainer's word: nothing is asked any more. */
export function waived(previous: NoticeRecord, waiver: Waiver, { situation }: Turn): NoticeRecord {
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
export function over(previous: NoticeRecord, since: number): NoticeRecord {
  if (!isRunning(previous)) return previous;
  const { deadline: _, reminded: __, remaining: ___, closedAt: ____, ...kept } = previous;
  const left = timeLeft(previous, since);
  return { ...kept, phase: 'done', ...(left === undefined ? {} : { remaining: left }) };
}
