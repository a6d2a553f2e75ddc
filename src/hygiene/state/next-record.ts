import type { NoticeRecord } from '../record.ts';
import { closedWhenDue, flagged } from './flagged.ts';
import { fixed, over, paused, waived } from './settled.ts';
import { blank, isRunning, type Turn } from './turn.ts';
import { isWhole } from './waiver.ts';

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
  const begun = begunAnew(turn);
  const previous = life === 'open' ? begun && unsealed(begun) : begun;
  if (life === 'over') return previous && over(previous, situation.overSince);
  if (waiver !== undefined) return previous && waived(previous, waiver, turn);
  if (life === 'closed-by-us') return previous && whileClosed(previous, { ...turn, previous });
  if (exempt) return previous && over(previous, clockwork.now);
  return whileOpen({ ...turn, previous, isAnew: begun !== turn.previous });
}

/** Somebody has opened it all the same. */
function unsealed(record: NoticeRecord): NoticeRecord {
  const { sealed: _, ...others } = record;
  return others;
}

function whileOpen(turn: Turn): NoticeRecord | undefined {
  const { previous, errors, situation } = turn;
  const { stopped } = situation;
  if (stopped?.why === 'hold') return paused(turn, stopped);
  if (errors.length === 0) return previous && fixed(previous, turn);
  if (stopped === undefined) return closedWhenDue(flagged(turn), turn);
  return isRunning(previous) ? paused(turn, stopped) : previous;
}

/** The bot has closed it: a notice that had a part in that waits for the fix, the others follow what they are about. */
function whileClosed(previous: NoticeRecord, turn: Turn): NoticeRecord {
  const { errors, closing, situation } = turn;
  if (previous.phase !== 'closed') return besideClose(previous, turn);
  const stillClosing = [
    ...new Set([...closing, ...previous.closing.filter((key) => errors.includes(key))]),
  ].toSorted();
  const { sealed } = situation;
  if (stillClosing.length > 0) {
    const closed = { ...unsealed(previous), findings: errors, closing: stillClosing };
    return sealed === 'head' ? { ...closed, sealed } : closed;
  }
  if (sealed !== undefined) return { ...previous, findings: errors, closing: [], sealed };
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

/** After a waiver was taken back the author gets a whole series again; a repetition of that changes nothing. */
function begunAnew(turn: Turn): NoticeRecord | undefined {
  const { previous, situation, lifted } = turn;
  if (previous?.waiver === undefined || situation.waiver !== undefined) return previous;
  const isLifted = lifted !== undefined && previous.waiver.at < lifted;
  if (!isLifted && !isWhole(previous.waiver)) return previous;
  const { waiver: _, ...kept } = previous;
  if (situation.life === 'open') {
    const { explain, help } = previous;
    return {
      ...blank(turn),
      ...(explain === undefined ? {} : { explain }),
      ...(help === undefined ? {} : { help }),
    };
  }
  return previous.phase === 'waived' && previous.closedAt !== undefined
    ? { ...kept, phase: 'closed' }
    : kept;
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
