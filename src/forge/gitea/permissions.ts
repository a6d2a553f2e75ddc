import { Forbidden } from '../errors.ts';
import type { Permission, Repository } from '../model.ts';
import { permissionNamed, sameLogin } from './accounts.ts';
import type { GiteaCalls, Purpose, Route } from './calls.ts';
import { checked } from './checked.ts';
import type { KnownIds } from './known-ids.ts';
import { permission, repository, teams, users } from './repository-shapes.ts';

/**
 * One request where our account is an administrator of the repository. Where it is not, the forge refuses to say; then
 * whoever can be assigned has `write`, so that `maintain` and `admin` are told of the owner only.
 */
export async function permissionOf(
  calls: GiteaCalls,
  { owner, name }: Repository,
  login: string,
): Promise<Permission> {
  if (login === '') return 'none';
  const purpose = {
    what: `read a permission in ${owner}/${name}`,
    needs: 'read:repository, and administration of the repository',
  };
  const route: Route = ['repos', owner, name, 'collaborators', login, 'permission'];
  try {
    const found = await calls.get(route, purpose);
    if (found === undefined) return 'none';
    return permissionNamed(checked(permission, found.data, purpose.what).permission) ?? 'none';
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    calls.log.debug(error.message);
    return inferredPermission(calls, { owner, name }, login, purpose);
  }
}

async function inferredPermission(
  calls: GiteaCalls,
  { owner, name }: Repository,
  login: string,
  purpose: Purpose,
): Promise<Permission> {
  const place = ['repos', owner, name] as const;
  const writers = await calls.get([...place, 'assignees'], purpose);
  const mayWrite = checked(users, writers?.data, purpose.what).some((user) =>
    sameLogin(user.login, login),
  );
  if (sameLogin(owner, login)) return 'admin';
  if (mayWrite) return 'write';
  const found = await calls.get(place, purpose);
  if (found === undefined) return 'none';
  if (!checked(repository, found.data, purpose.what).private) return 'read';
  // 422: there is no such account.
  const collaborator = await calls.get([...place, 'collaborators', login], {
    ...purpose,
    gone: [422],
  });
  return collaborator === undefined ? 'none' : 'read';
}

/** Teams are told to members of the organisation only, and found by a search among their names. */
export async function isTeamMember(
  calls: GiteaCalls,
  known: KnownIds,
  { owner }: Repository,
  team: string,
  login: string,
): Promise<boolean> {
  if (team === '' || login === '') return false;
  const purpose = {
    what: `read a membership in a team of ${owner}`,
    needs: 'read:organization',
    gone: [403],
  };
  const key = `${owner}/${team}`.toLowerCase();
  const id = known.teams.get(key) ?? (await findTeam(calls, owner, team, purpose));
  if (id === undefined) return false;
  known.teams.set(key, id);
  const isMember = (await calls.get(['teams', id, 'members', login], purpose)) !== undefined;
  // Perhaps the team is another one by now: looked for next time.
  if (!isMember) known.teams.delete(key);
  return isMember;
}

async function findTeam(
  calls: GiteaCalls,
  owner: string,
  team: string,
  purpose: Purpose,
): Promise<number | undefined> {
  const found = await calls.get(['orgs', owner, 'teams', 'search'], purpose, {
    q: team,
    limit: 50,
  });
  if (found === undefined) return undefined;
  return checked(teams, found.data, purpose.what).data.find(
    ({ name }) => name.toLowerCase() === team.toLowerCase(),
  )?.id;
}
