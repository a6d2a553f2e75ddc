import type { NoticeRecord } from '../record.ts';
import { leastLeft, type Clockwork } from './deadline.ts';
import type { Noticed } from './desired.ts';
import type { Place } from './layout.ts';
import { headIsIntact } from './life.ts';
import type { Look } from './look.ts';
import { nextRecord } from './next-record.ts';
import { concernOf } from './raised.ts';
import type { RuleId } from '../finding.ts';
import { subjectIdentity } from '../../text/marker.ts';
import { ruleWaiverOf } from './waiver.ts';

/** Turns every notice of the layout, and tells whether that opens again what they had closed. */
export function noticesAfter(look: Look): { notices: readonly Noticed[]; reopens: boolean } {
  const turned = look.places.map((place) => ({ place, record: turn(place, look) }));
  const asked = withAskedNotice(turned, look);
  const notices = asked.flatMap(({ place, record }) =>
    record === undefined ? [] : [{ place, record }],
  );
  const reopens =
    look.around.life === 'closed-by-us' &&
    notices.every(({ record }) => record.phase !== 'closed') &&
    notices.some(({ record }) => owesReopening(record, look));
  return { notices: reopens ? notices.map((notice) => withTime(notice, look)) : notices, reopens };
}

function turn(place: Place, look: Look): NoticeRecord | undefined {
  const { around, input } = look;
  const { raised, previous } = place;
  const { orders, exempt, life } = around;
  const situation = look.situationOf(place);
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
    subject: subjectIdentity(input.forge.host, input.reading.subject),
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

type Turned = { place: Place; record: NoticeRecord | undefined };

/** Puts the explanation into the first notice, or into a new one. */
function withAskedNotice(turned: readonly Turned[], look: Look): readonly Turned[] {
  const { orders, life, now } = look.around;
  if (!orders.explain || life === 'over') return turned;
  const shown = turned.find(({ record }) => record !== undefined);
  return turned.map((one) => {
    const { place, record } = one;
    if (record !== undefined) {
      return one === shown ? { place, record: { ...record, explain: true } } : one;
    }
    if (shown !== undefined || !isAskedPlace(place, look)) return one;
    const { host } = look.input.forge;
    return {
      place,
      record: {
        version: 1,
        subject: subjectIdentity(host, look.input.reading.subject),
        notice: place.raised.kind,
        phase: 'resolved',
        findings: [],
        closing: [],
        flaggedAt: now,
        resolvedAt: now,
        explain: true,
      },
    };
  });
}

/** It was closed by us, and the notice has moved on; a waiver by label asks for no more than to be left alone. */
function owesReopening({ phase, closedAt, waiver }: NoticeRecord, { around }: Look): boolean {
  const { reading, abilities } = around;
  const isOwed = closedAt !== undefined && phase !== 'done' && waiver?.how !== 'label';
  return isOwed && headIsIntact(reading, closedAt, abilities);
}

/** A deadline that ran out while the subject was closed leaves some time from the reopening on. */
function withTime({ place, record }: Noticed, look: Look): Noticed {
  const { deadline } = record;
  if (deadline === undefined) return { place, record };
  const least = leastLeft(clockworkOf(look, 0));
  return { place, record: { ...record, deadline: Math.max(deadline, least) } };
}
