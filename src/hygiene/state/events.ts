import type { Account, Permission, SubjectEvent } from '../../forge/model.ts';

/**
 * Instants in a record are told by our clock, those of events by the forge's. An event this little older than a record
 * still counts as later: at worst somebody is treated too kindly.
 */
export const CLOCK_SKEW = 60_000;

/** By login in lower case. */
export type Permissions = ReadonlyMap<string, Permission>;

export function byLogin(...told: readonly ReadonlyMap<string, Permission>[]): Permissions {
  return new Map(
    told.flatMap((some) =>
      [...some].map(([login, permission]) => [login.toLowerCase(), permission] as const),
    ),
  );
}

/** Undefined when nobody looked. */
export function permissionOf(permissions: Permissions, login: string): Permission | undefined {
  return permissions.get(login.toLowerCase());
}

/** Whether the account may write to the repository; unknown accounts may not. */
export function canWrite(permissions: Permissions, login: string): boolean {
  const permission = permissionOf(permissions, login);
  return permission === 'write' || permission === 'maintain' || permission === 'admin';
}

export function isSame(one: Account | undefined, other: Account | undefined): boolean {
  return one !== undefined && one.login.toLowerCase() === other?.login.toLowerCase();
}

/** Labels are compared as forges do: letter case does not count. */
export function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function hasLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => sameLabel(label, name));
}

/** The last time the label was put on or taken off. */
export function lastOfLabel(
  events: readonly SubjectEvent[],
  name: string,
): (SubjectEvent & { kind: 'labelled' | 'unlabelled' }) | undefined {
  return events.findLast(
    (event): event is SubjectEvent & { kind: 'labelled' | 'unlabelled'; label: string } =>
      (event.kind === 'labelled' || event.kind === 'unlabelled') && sameLabel(event.label, name),
  );
}

export function lastOf(
  events: readonly SubjectEvent[],
  ...kinds: readonly SubjectEvent['kind'][]
): SubjectEvent | undefined {
  return events.findLast(({ kind }) => kinds.includes(kind));
}
