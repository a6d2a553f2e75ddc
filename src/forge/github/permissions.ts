import { z } from 'zod';
import type { Permission, Repository } from '../model.ts';
import { permissionNamed } from './accounts.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';

const permission = z.object({ permission: z.string(), role_name: z.string().optional() });
const membership = z.object({ state: z.string() });

/** `permission` knows neither triage nor maintain, `role_name` may be a role of the organisation's own. */
export async function permissionOf(
  calls: GithubCalls,
  { owner, name }: Repository,
  login: string,
): Promise<Permission> {
  if (login === '') return 'none';
  const purpose = { what: `read a permission in ${owner}/${name}`, needs: 'metadata=read' };
  const data = await calls.rest(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    { owner, repo: name, username: login },
    purpose,
  );
  if (data === undefined) return 'none';
  const told = checked(permission, data, purpose.what);
  return permissionNamed(told.role_name ?? '') ?? permissionNamed(told.permission) ?? 'none';
}

/** An invitation that nobody accepted is no membership. */
export async function isTeamMember(
  calls: GithubCalls,
  { owner }: Repository,
  team: string,
  login: string,
): Promise<boolean> {
  if (team === '' || login === '') return false;
  const purpose = { what: `read a membership in a team of ${owner}`, needs: 'members=read' };
  const data = await calls.rest(
    'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
    { org: owner, team_slug: team, username: login },
    purpose,
  );
  return data !== undefined && checked(membership, data, purpose.what).state === 'active';
}
