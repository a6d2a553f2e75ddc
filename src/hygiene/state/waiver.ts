import type { Account, SubjectEvent, SubjectReading } from '../../forge/model.ts';
import type { NoticeRecord } from '../record.ts';
import { canWrite, hasLabel, isSame, lastOf, lastOfLabel, type Permissions } from './events.ts';
import type { Orders, Waiver } from './orders.ts';
import { seriesStart, type OwnNotice } from './own-notices.ts';

export type Waiving = {
  reading: SubjectReading;
  self: Account;
  permissions: Permissions;
  orders: Orders;
  notices: readonly OwnNotice[];
  /** Those of them that ask, or would ask, for something. */
  disputed: readonly OwnNotice[];
  exemptLabel: string;
  /** Labels that a notice of ours has put on and that it would put on again. */
  flagLabels: readonly string[];
};

/**
 * A maintainer's word that the whole subject is to be left alone: a command, the label, or an act that overrules the
 * bot. It lasts until somebody takes it back.
 */
export function waiverOf(waiving: Waiving): Waiver | undefined {
  const { orders, notices } = waiving;
  if (orders.waiver !== undefined && orders.waiver.rules === undefined) return orders.waiver;
  if (orders.lifted !== undefined) return undefined;
  const standing = notices.map(({ record }) => record.waiver).find(isWhole);
  if (standing !== undefined) return isTakenBack(standing, waiving) ? undefined : standing;
  return fromLabel(waiving) ?? fromOverruling(waiving);
}

/** The rules that are waived one by one. */
export function waivedRules(records: readonly NoticeRecord[], orders: Orders): ReadonlySet<string> {
  const before =
    orders.lifted === undefined ? records.flatMap(({ waiver }) => waiver?.rules ?? []) : [];
  const standing = before.filter((rule) => !orders.liftedRules.includes(rule));
  return new Set([...standing, ...(orders.waiver?.rules ?? [])]);
}

/** What of it one notice writes down: the waived rules that it is about. */
export function ruleWaiverOf(
  isAbout: (rule: string) => boolean,
  previous: NoticeRecord | undefined,
  orders: Orders,
): Waiver | undefined {
  const before = orders.lifted === undefined ? previous?.waiver : undefined;
  const given = orders.waiver?.rules?.filter(isAbout) ?? [];
  const standing = (before?.rules ?? []).filter((rule) => !orders.liftedRules.includes(rule));
  const rules = [...new Set([...standing, ...given])].toSorted();
  const latest = given.length > 0 ? orders.waiver : before;
  return latest === undefined || rules.length === 0 ? undefined : { ...latest, rules };
}

export function isWhole(waiver: Waiver | undefined): waiver is Waiver {
  return waiver !== undefined && waiver.rules === undefined;
}

/** When the last series was begun anew on purpose: what was done before does not waive again. */
export function startedAnewAt(events: readonly SubjectEvent[], exemptLabel: string): number {
  const last = lastOfLabel(events, exemptLabel);
  return last?.kind === 'unlabelled' ? last.at : 0;
}

/** Somebody took the label off again, which only people who may can do. */
function isTakenBack(standing: Waiver, waiving: Waiving): boolean {
  const { reading, permissions, self, exemptLabel } = waiving;
  if (hasLabel(reading.subject.labels, exemptLabel)) return false;
  if (standing.how === 'exempt-label') return true;
  const last = lastOfLabel(reading.events, exemptLabel);
  return (
    last?.kind === 'unlabelled' &&
    last.at >= standing.at &&
    last.by !== undefined &&
    !isSame(last.by, self) &&
    canWrite(permissions, last.by.login)
  );
}

function fromLabel({ reading, exemptLabel }: Waiving): Waiver | undefined {
  if (!hasLabel(reading.subject.labels, exemptLabel)) return undefined;
  const last = lastOfLabel(reading.events, exemptLabel);
  return {
    by: nameOf(last),
    at: last?.at ?? reading.subject.createdAt,
    how: 'exempt-label',
  };
}

/** Reopening, or taking our label off, since the flag. */
function fromOverruling(waiving: Waiving): Waiver | undefined {
  const { reading, disputed, flagLabels, exemptLabel } = waiving;
  if (disputed.length === 0) return undefined;
  const since = Math.max(
    Math.min(...disputed.map(seriesStart)),
    startedAnewAt(reading.events, exemptLabel),
  );
  const events = reading.events.filter(
    (event) => event.at >= since && isOfMaintainer(event, waiving),
  );
  const reopened = lastOf(events, 'reopened');
  if (reopened !== undefined) return { by: nameOf(reopened), at: reopened.at, how: 'reopened' };
  const unlabelled = flagLabels
    .filter((label) => !hasLabel(reading.subject.labels, label))
    .map((label) => lastOfLabel(reading.events, label))
    .find((event) => event?.kind === 'unlabelled' && events.includes(event));
  return unlabelled === undefined
    ? undefined
    : { by: nameOf(unlabelled), at: unlabelled.at, how: 'label' };
}

function isOfMaintainer({ by }: SubjectEvent, { self, permissions }: Waiving): boolean {
  return by !== undefined && !by.isBot && !isSame(by, self) && canWrite(permissions, by.login);
}

function nameOf(event: SubjectEvent | undefined): string {
  return event?.by?.login ?? 'a maintainer';
}
