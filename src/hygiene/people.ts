import type { Permission, SubjectReading } from '../forge/model.ts';
import { accountKey, fresh } from './memory.ts';
import type { World } from './observe.ts';
import type { Policy } from './policy.ts';
import { peopleWhoMatter } from './state/people.ts';
import type { Verdict } from './verdict.ts';

type About = { reading: SubjectReading; verdict: Verdict; policy: Policy };

/** Permissions of those whose word or work the decision depends on, asked for only where nobody told them yet. */
export async function askPermissions(
  about: About,
  { forge, memory, clock }: World,
): Promise<ReadonlyMap<string, Permission>> {
  const { reading } = about;
  const permissions = new Map<string, Permission>();
  for (const login of peopleWhoMatter(about, await forge.self())) {
    const key = accountKey(reading.subject, login);
    const known = reading.permissions.get(login) ?? fresh(memory.permissions.get(key), clock.now());
    const permission = known ?? (await forge.permissionOf(reading.subject, login));
    if (known === undefined) memory.permissions.set(key, { value: permission, at: clock.now() });
    permissions.set(login, permission);
  }
  return permissions;
}

/** Whether the author belongs to an exempt team; asked only when that would spare them something. */
export async function isInTeam(
  { reading, verdict, policy }: About,
  { forge, memory, clock }: World,
): Promise<boolean | undefined> {
  const isAsked = verdict.results.some(({ findings }) => findings.length > 0);
  if (policy.exempt.teams.length === 0 || !isAsked) return undefined;
  const { login } = reading.subject.author;
  for (const team of policy.exempt.teams) {
    const key = `${accountKey(reading.subject, login)}/${team.toLowerCase()}`;
    const known = fresh(memory.memberships.get(key), clock.now());
    const isMember = known ?? (await forge.isTeamMember(reading.subject, team, login));
    if (known === undefined) memory.memberships.set(key, { value: isMember, at: clock.now() });
    if (isMember) return true;
  }
  return false;
}
