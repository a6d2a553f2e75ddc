import type { ForgeAbilities } from '../../forge/forge.ts';
import type { Account, SubjectEvent, SubjectReading } from '../../forge/model.ts';
import type { Policy } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';
import { CLOCK_SKEW, isSame, lastOf, type Permissions } from './events.ts';
import type { Place } from './layout.ts';
import { headIsIntact, isWithinWindow, type Life } from './life.ts';
import type { Orders, Waiver } from './orders.ts';

/** What is so of the subject, apart from findings, seen from one notice. */
export type Situation = {
  life: Life;
  /** When its life ended, as far as that is known. */
  overSince: number;
  waiver?: Waiver;
  /** Out of the policy's reach. */
  exempt: boolean;
  /** The clock stands still since then. */
  stopped?: Stop;
  /** A maintainer's look since the flag. */
  attended?: NonNullable<NoticeRecord['attended']>;
  /** When somebody who may not waive reopened what the bot had closed. */
  reopenedAt?: number;
  /** Whether the bot may open again what it closed. */
  mayReopen: boolean;
  /** Why nobody can open it again. */
  sealed?: NonNullable<NoticeRecord['sealed']>;
  /** The bot itself has reopened it since it closed it. */
  isReopenedByUs: boolean;
  /** Whatever the record says: where the account is shared, the comment has to stand there for a whole period. */
  earliestClose: number;
  lastAuthorActivity: number;
};

export type Stop = NonNullable<NoticeRecord['paused']> & { since: number };

/** The same for all notices of the subject. */
export type Surroundings = {
  now: number;
  reading: SubjectReading;
  self: Account;
  abilities: ForgeAbilities;
  policy: Policy;
  permissions: Permissions;
  orders: Orders;
  records: readonly NoticeRecord[];
  exempt: boolean;
  sharesAccount: boolean;
  reopenRefused: boolean;
  life: Life;
  waiver: Waiver | undefined;
  attended: Situation['attended'];
};

export function situationOf(around: Surroundings, { previous, notice }: Place): Situation {
  const { now, reading, policy, life, waiver, exempt, sharesAccount } = around;
  const stopped = stopOf(around);
  const reopenedAt = reopeningSince(previous?.closedAt, around);
  const sealed = sealOf(previous, around);
  return {
    life,
    overSince: Math.min(now, lastOf(reading.events, 'closed', 'transferred')?.at ?? now),
    ...(waiver === undefined ? {} : { waiver }),
    exempt,
    ...(stopped === undefined ? {} : { stopped }),
    ...(around.attended === undefined ? {} : { attended: around.attended }),
    ...(reopenedAt === undefined ? {} : { reopenedAt }),
    mayReopen: sealed === undefined && mayReopen(previous?.closedAt, around),
    ...(sealed === undefined ? {} : { sealed }),
    isReopenedByUs: isReopenedByUs(previous?.closedAt, around),
    earliestClose: sharesAccount
      ? (notice?.comment.createdAt ?? now) + policy.grace.period - CLOCK_SKEW
      : 0,
    lastAuthorActivity: authorActivity(around),
  };
}

/** A hold stands over a lock, a lock over a draft; only one of them is told. */
function stopOf({ now, reading, policy, orders, records }: Surroundings): Stop | undefined {
  const { subject, events } = reading;
  const kept = records.map(({ paused }) => paused).find((paused) => paused?.why === 'hold');
  const hold = orders.hold ?? kept;
  if (hold?.until !== undefined && hold.until > now) {
    const since = orders.hold?.at ?? now;
    return {
      why: 'hold',
      until: hold.until,
      ...(hold.by === undefined ? {} : { by: hold.by }),
      since,
    };
  }
  if (subject.locked) return { why: 'locked', since: lastOf(events, 'locked')?.at ?? now };
  if (subject.draft && policy.exempt.drafts === 'pause') {
    return { why: 'draft', since: lastOf(events, 'drafted')?.at ?? now };
  }
  return undefined;
}

/** After the close that the record speaks of; where the forge tells of no close at all, after its instant. */
function reopeningSince(
  closedAt: number | undefined,
  { reading: { events }, self }: Surroundings,
): number | undefined {
  const last = lastOf(events, 'reopened');
  if (closedAt === undefined || last === undefined || isSame(last.by, self)) return undefined;
  const before = events.slice(0, events.indexOf(last));
  const close =
    lastOf(before, 'closed') ?? (lastOf(events, 'closed') === undefined ? last : undefined);
  return close !== undefined && close.at >= closedAt - CLOCK_SKEW ? last.at : undefined;
}

function isReopenedByUs(
  closedAt: number | undefined,
  { reading: { events }, self }: Surroundings,
): boolean {
  const last = lastOf(events, 'closed', 'reopened');
  const isOurs = last?.kind === 'reopened' && isSame(last.by, self);
  return isOurs && closedAt !== undefined && last.at >= closedAt - CLOCK_SKEW;
}

/** What the forge refused once is tried again only when somebody asks for it. */
function sealOf(previous: NoticeRecord | undefined, around: Surroundings): Situation['sealed'] {
  const { reading, abilities, orders, reopenRefused } = around;
  const { closedAt, sealed } = previous ?? {};
  if (closedAt === undefined) return undefined;
  if (!headIsIntact(reading, closedAt, abilities)) return 'head';
  const isRefused = reopenRefused || (sealed === 'refused' && !orders.reopen);
  return isRefused ? 'refused' : undefined;
}

function mayReopen(closedAt: number | undefined, { now, policy, orders }: Surroundings): boolean {
  if (closedAt === undefined) return false;
  return orders.reopen || isWithinWindow(closedAt, policy.grace, now);
}

function authorActivity({ reading }: Surroundings): number {
  const { subject, editedAt, events, commands } = reading;
  const isAuthors = ({ by }: SubjectEvent): boolean => isSame(by, subject.author);
  return Math.max(
    subject.createdAt,
    editedAt ?? 0,
    ...events.filter(isAuthors).map(({ at }) => at),
    ...commands
      .filter(({ author }) => isSame(author, subject.author))
      .map(({ createdAt }) => createdAt),
  );
}
