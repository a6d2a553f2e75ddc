import type { NoticeRecord } from '../record.ts';
import { leastLeft, withPromise, type Clockwork } from './deadline.ts';
import type { Noticed } from './desired.ts';
import type { Place } from './layout.ts';
import { headIsIntact, type Life } from './life.ts';
import type { Look } from './look.ts';
import type { Orders } from './orders.ts';
import { nextRecord } from './next-record.ts';
import { concernOf } from './raised.ts';
import type { RuleId } from '../finding.ts';
import { subjectIdentity } from '../../text/marker.ts';
import { ruleWaiverOf } from './waiver.ts';

/** Turns every notice of the layout, and tells whether that opens again what they had closed. */
export function noticesAfter(look: Look): { notices: readonly Noticed[]; reopens: boolean } {
  const { around } = look;
  const turned = withAnswers(
    look.places.map((place) => ({ place, record: turn(place, look, around.life) })),
    look,
  );
  const notices = standing(turned);
  const reopens =
    around.life === 'closed-by-us' &&
    !around.reopenRefused &&
    notices.every(({ record }) => record.phase !== 'closed') &&
    notices.some(({ record }) => owesReopening(record, look));
  return { notices: reopens ? afterReopening(turned, look) : notices, reopens };
}

type Turned = { place: Place; record: NoticeRecord | undefined };

/** An heir without a comment needs none to say that nothing is asked any more. */
function standing(turned: readonly Turned[]): readonly Noticed[] {
  return turned.flatMap(({ place, record }) => {
    if (record === undefined) return [];
    const isHeirOnly = place.previous !== undefined && place.notice === undefined;
    const isOver = record.phase !== 'flagged' && record.phase !== 'paused';
    const isMute = isHeirOnly && isOver && record.phase !== 'closed' && !hasRules(record);
    return isMute ? [] : [{ place, record }];
  });
}

function hasRules({ waiver }: NoticeRecord): boolean {
  return waiver?.rules !== undefined;
}

function turn(place: Place, look: Look, life: Life): NoticeRecord | undefined {
  const { around } = look;
  const { raised, previous } = place;
  const { orders, exempt } = around;
  const situation = { ...look.situationOf(place), life };
  const isUnasked = previous === undefined && !isAskedPlace(place, look);
  if (isUnasked && situation.stopped?.why === 'hold') return undefined;
  const asksNothing = exempt && life === 'closed-by-us';
  const { kind, errors, closing, hidesWaived } = raised;
  const ruleWaiver = ruleWaiverOf(
    (rule) => kind === 'all' || concernOf(rule as RuleId) === kind,
    previous,
    orders,
  );
  return nextRecord({
    previous,
    subject: identityOf(look),
    kind,
    errors: asksNothing ? [] : errors,
    closing: asksNothing ? [] : closing,
    hidesWaived,
    situation,
    clockwork: clockworkOf(look, situation.lastAuthorActivity),
    ...(ruleWaiver === undefined ? {} : { ruleWaiver }),
    ...(orders.lifted === undefined ? {} : { lifted: orders.lifted }),
  });
}

function identityOf({ input }: Look): string {
  return subjectIdentity(input.forge.host, input.reading.subject);
}

function clockworkOf({ input, around }: Look, lastAuthorActivity: number): Clockwork {
  const { now, policy } = around;
  const round = input.roundDeadline ?? ((instant) => instant);
  return { now, grace: policy.grace, lastAuthorActivity, round };
}

/** Where a command that needs a notice gets one: beside what is wrong, else at the first place. */
function isAskedPlace(place: Place, { places, own }: Look): boolean {
  const concerned = places.find(({ raised }) => raised.errors.length > 0) ?? places[0];
  return own.kept.length === 0 && place === concerned;
}

/** Puts what somebody asked to see into the first notice, or into a new one. */
function withAnswers(turned: readonly Turned[], look: Look): readonly Turned[] {
  const { orders, life, now } = look.around;
  if (life === 'over') return turned;
  const shown = turned.find(({ record }) => record !== undefined);
  const asked = answersOf(orders, shown?.record);
  if (shown?.record !== undefined) {
    const answering = { ...shown, record: { ...shown.record, ...asked } };
    return turned.map((one) => (one === shown ? answering : one));
  }
  if (!orders.explain && orders.help === undefined) return turned;
  return turned.map((one) => {
    const { place } = one;
    if (!isAskedPlace(place, look)) return one;
    const { kind, errors } = place.raised;
    const previous: NoticeRecord = {
      version: 1,
      subject: identityOf(look),
      notice: kind,
      phase: errors.length === 0 ? 'resolved' : 'done',
      findings: [],
      closing: [],
      flaggedAt: now,
      ...asked,
    };
    return { place, record: turn({ ...place, previous }, look, life) };
  });
}

/** A command that was understood ends the talk about one that was not. */
function answersOf(
  { explain, help, answers }: Orders,
  before: NoticeRecord | undefined,
): Pick<NoticeRecord, 'explain' | 'help'> {
  const isOutdated = before?.help?.word !== undefined && answers.length > 0;
  const shown = help ?? (isOutdated ? {} : undefined);
  return {
    ...(explain ? { explain: true as const } : {}),
    ...(shown === undefined ? {} : { help: shown }),
  };
}

/**
 * Every notice is looked at once more as one of an open subject: what nobody was told while it was closed is told now, a
 * clock that ran meanwhile gets some time, or stands still again.
 */
function afterReopening(turned: readonly Turned[], look: Look): readonly Noticed[] {
  return standing(
    turned.map(({ place, record }) => {
      if (record === undefined) return { place, record: turn(place, look, 'open') };
      const { lastAuthorActivity } = look.situationOf(place);
      const previous = withTime(record, lastAuthorActivity, look);
      const next = turn({ ...place, previous }, look, 'open');
      return { place, record: next && withoutClose(next) };
    }),
  );
}

/** What the notice says is written when it is open again: the close is over. */
function withoutClose(record: NoticeRecord): NoticeRecord {
  const { closedAt: _, ...opened } = record;
  return opened;
}

/** It was closed by us, and the notice has moved on; a waiver by label asks for no more than to be left alone. */
function owesReopening({ phase, closedAt, waiver }: NoticeRecord, { around }: Look): boolean {
  const { reading, abilities } = around;
  const isOwed = closedAt !== undefined && phase !== 'done' && waiver?.how !== 'label';
  return isOwed && headIsIntact(reading, closedAt, abilities);
}

/** A deadline that ran out while the subject was closed leaves some time from the reopening on. */
function withTime(record: NoticeRecord, lastAuthorActivity: number, look: Look): NoticeRecord {
  const { deadline } = record;
  if (deadline === undefined) return record;
  const clockwork = clockworkOf(look, lastAuthorActivity);
  return withPromise(record, Math.max(deadline, leastLeft(clockwork)), clockwork);
}
