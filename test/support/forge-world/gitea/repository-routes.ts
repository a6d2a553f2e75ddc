import { commitsTouching, filesAt, folderAt } from '../history.ts';
import { sameName } from '../state.ts';
import { commitNode, contentNode, repositoryNode, treeOf } from './repository-nodes.ts';
import { chooserOf } from './chooser-config.ts';
import { userNode } from './subject-nodes.ts';
import {
  type ApiAnswer,
  MOST_AT_ONCE,
  paged,
  repositoryAt,
  type Route,
  type Site,
} from './request.ts';

const NOTHING_FORBIDDEN: ApiAnswer = { status: 403, body: { message: 'Only admins can do this' } };

const repository: Route = (site, request) => {
  const state = repositoryAt(site, request);
  return state && { status: 200, body: repositoryNode(site.world, state) };
};

const tree: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const found = state && treeOf(state, request.path[5] ?? '', request.query.has('recursive'));
  if (found === undefined) return undefined;
  const size = Math.min(Number(request.query.get('per_page') ?? 1000), 1000);
  const page = Number(request.query.get('page') ?? 1);
  const entries = found.entries.slice((page - 1) * size, page * size);
  const truncated = found.entries.length > page * size;
  const body = {
    sha: found.sha,
    tree: entries,
    page,
    truncated,
    total_count: found.entries.length,
  };
  return { status: 200, body };
};

/** A file, or the list of a folder. */
const contents: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const files = filesAt(state, request.query.get('ref') ?? 'HEAD');
  const wanted = request.path.slice(4).join('/');
  const text = files.get(wanted);
  if (text !== undefined) {
    return { status: 200, body: contentNode(site.world, state, wanted, text) };
  }
  const folder = folderAt(files, wanted);
  return (
    folder && {
      status: 200,
      body: folder.map(({ path, isFolder }) =>
        contentNode(site.world, state, path, isFolder ? undefined : files.get(path)),
      ),
    }
  );
};

/** With a path the size of a page is the server's own, whatever the limit says. */
const commits: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const found = commitsTouching(state, 'HEAD', request.query.get('path') ?? '');
  const page = Number(request.query.get('page') ?? 1);
  return {
    status: 200,
    body: found.slice((page - 1) * MOST_AT_ONCE, page * MOST_AT_ONCE).map(commitNode),
    headers: { 'x-total-count': String(found.length) },
  };
};

const issueConfig: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { blankAllowed } = chooserOf(site, state);
  return { status: 200, body: { blank_issues_enabled: blankAllowed, contact_links: null } };
};

/** The bot administers nothing unless the site says so: then only what it may do itself is told. */
const permission: Route = (site, request) => {
  const { world } = site;
  const state = repositoryAt(site, request);
  const login = request.path[4] ?? '';
  if (state === undefined) return undefined;
  if (!site.botIsAdmin && !sameName(login, world.bot)) return NOTHING_FORBIDDEN;
  if (world.findAccount(login) === undefined) return undefined;
  const isAdmin = site.botIsAdmin && sameName(login, world.bot) && state.installed;
  const own = isAdmin ? 'admin' : levelOf(world.permissionIn(state, login));
  const told = sameName(login, state.owner) ? 'owner' : own;
  return { status: 200, body: { permission: told, role_name: told, user: userNode(world, login) } };
};

function levelOf(told: string): string {
  if (told === 'maintain') return 'write';
  return told === 'triage' ? 'read' : told;
}

/** Whoever was added by name, whatever they may do. */
const collaborator: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const login = request.path[4] ?? '';
  if (site.world.findAccount(login) === undefined) {
    return { status: 422, body: { message: 'user does not exist' } };
  }
  return state?.permissions.has(login.toLowerCase()) === true ? { status: 204 } : undefined;
};

/** Whoever may write. */
const assignees: Route = (site, request) => {
  const { world } = site;
  const state = repositoryAt(site, request);
  return (
    state && {
      status: 200,
      body: world.accounts
        .filter(({ login }) => world.may(state, login, 'write'))
        .map(({ login }) => userNode(world, login)),
    }
  );
};

const ownRepositories: Route = (site, request) =>
  paged(
    site.world.repositories.filter((state) => state.installed),
    request,
    (state) => repositoryNode(site.world, state),
  );

/** Teams of which the bot is told nothing are left out of the search. */
const teamSearch: Route = (site, request) => {
  const name = request.query.get('q') ?? '';
  const owner = request.path[1] ?? '';
  const isTold = site.world.showsTeam(owner, name);
  const data = isTold ? [{ id: idOf(site, owner, name), name }] : null;
  return { status: 200, body: { data, ok: true } };
};

const teamMember: Route = (site, request) => {
  const [, id = '', , login = ''] = request.path;
  const found = teams(site).get(Number(id));
  return found !== undefined && site.world.isInTeam(found.owner, found.name, login)
    ? { status: 200, body: userNode(site.world, login) }
    : undefined;
};

const searched = new WeakMap<Site, Map<number, { owner: string; name: string }>>();

function teams(site: Site): Map<number, { owner: string; name: string }> {
  const known = searched.get(site) ?? new Map<number, { owner: string; name: string }>();
  searched.set(site, known);
  return known;
}

function idOf(site: Site, owner: string, name: string): number {
  const known = teams(site);
  for (const [id, team] of known) if (team.owner === owner && team.name === name) return id;
  const id = 70 + known.size;
  known.set(id, { owner, name });
  return id;
}

/** `*` stands for one part of a path, `**` for any number of them. */
export const REPOSITORY_ROUTES: Readonly<Record<string, Route>> = {
  'GET version': ({ version }) => ({ status: 200, body: { version } }),
  'GET user': ({ world }) => ({ status: 200, body: userNode(world, world.bot) }),
  'GET user/repos': ownRepositories,
  'GET repos/*/*': repository,
  'GET repos/*/*/git/trees/*': tree,
  'GET repos/*/*/contents/**': contents,
  'GET repos/*/*/commits': commits,
  'GET repos/*/*/issue_config': issueConfig,
  'GET repos/*/*/collaborators/*/permission': permission,
  'GET repos/*/*/collaborators/*': collaborator,
  'GET repos/*/*/assignees': assignees,
  'GET orgs/*/teams/search': teamSearch,
  'GET teams/*/members/*': teamMember,
};
