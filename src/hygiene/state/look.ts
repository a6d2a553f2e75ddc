import type { NoticeTemplates } from '../../text/notice-view.ts';
import { attentionOf } from './attention.ts';
import { byLogin, hasLabel, sameLabel } from './events.ts';
import type { DecisionInput } from './input.ts';
import { arrange, type Place } from './layout.ts';
import { lifeOf } from './life.ts';
import { askedOf, ordersOf, type Orders } from './orders.ts';
import type { OwnNotice, OwnNotices } from './own-notices.ts';
import { raisedBy, type Raised } from './raised.ts';
import { situationOf, type Situation, type Surroundings } from './situation.ts';
import type { Showing } from './view.ts';
import { waivedRules, waiverOf } from './waiver.ts';

/** Everything that can be said of the subject before the notices are turned. */
export type Look = {
  input: DecisionInput;
  own: OwnNotices;
  raised: readonly Raised[];
  places: readonly Place[];
  obsolete: readonly OwnNotice[];
  around: Surroundings;
  /** A command takes the exempt label off. */
  isLifted: boolean;
  showing: Showing & { templates: NoticeTemplates; exempt: boolean };
  situationOf: (place: Place) => Situation;
};

export function lookAround(input: DecisionInput, own: OwnNotices): Look {
  const { now, verdict, reading, forge, templates, parts } = input;
  const policy = input.promisesNoClose === true ? withoutClosing(input.policy) : input.policy;
  const permissions = byLogin(reading.permissions, input.permissions);
  const { abilities, self } = forge;
  const records = own.kept.map(({ record }) => record);
  const orders = ordersOf(askedOf(reading, policy, permissions));
  const raised = raisedBy(verdict, policy, waivedRules(records, orders));
  const { places, obsolete } = arrange(raised, own.kept);
  const exemptLabel = policy.report.labels.exempt.name;
  const waiver = waiverOf({
    reading,
    self,
    permissions,
    orders,
    notices: own.kept,
    disputed: disputedOf(places),
    exemptLabel,
    flagLabels: labelsStanding(places),
  });
  const exempt = isExempt(input, exemptLabel);
  const around: Surroundings = {
    now,
    reading,
    self,
    abilities,
    policy,
    permissions,
    orders,
    records,
    exempt,
    sharesAccount: input.sharesAccount === true,
    reopenRefused: input.reopenRefused === true,
    life: lifeOf(reading, records, self),
    waiver,
    attended: attentionOf(own.kept, { reading, permissions, self, exemptLabel }),
  };
  return {
    input,
    own,
    raised,
    places,
    obsolete,
    around,
    isLifted: isLifted(orders, reading.subject.labels, exemptLabel),
    showing: { subject: reading.subject, forge, policy, verdict, parts, templates, exempt },
    situationOf: (place) => situationOf(around, place),
  };
}

/** The label of waivers is looked at apart from all other reasons: a command may be taking it off. */
function isExempt({ exemption }: DecisionInput, exemptLabel: string): boolean {
  if (exemption?.why === 'label') return !sameLabel(exemption.label, exemptLabel);
  return exemption !== undefined;
}

function isLifted({ lifted }: Orders, labels: readonly string[], exemptLabel: string): boolean {
  return lifted !== undefined && hasLabel(labels, exemptLabel);
}

/** A fixed notice counts again as soon as something is wrong: in which order that was seen must not matter. */
function disputedOf(places: readonly Place[]): OwnNotice[] {
  return places.flatMap(({ notice, raised }) => {
    if (notice === undefined) return [];
    const isSettled = notice.record.phase === 'resolved' || notice.record.phase === 'waived';
    return isSettled && raised.errors.length === 0 ? [] : [notice];
  });
}

function labelsStanding(places: readonly Place[]): string[] {
  return places
    .filter(({ notice }) => notice !== undefined)
    .flatMap(({ raised }) => raised.labels.map(({ name }) => name));
}

function withoutClosing(policy: DecisionInput['policy']): DecisionInput['policy'] {
  return { ...policy, grace: { ...policy.grace, period: 0 } };
}
