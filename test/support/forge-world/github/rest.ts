import type { LabelLook, Repository } from '../../../../src/forge/model.ts';
import type { ApiWrite } from '../acts.ts';
import { filesAt, folderAt, oidOf } from '../history.ts';
import { kindOf, type RepositoryState, sameName } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import { nodeId } from './node-ids.ts';

export type RestRequest = {
  method: string;
  /** Parts of the path, decoded. */
  path: readonly string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
};

export type RestAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type Route = (world: ForgeWorld, request: RestRequest) => RestAnswer | undefined;

export const NOT_FOUND: RestAnswer = { status: 404, body: { message: 'Not Found' } };

const LONGEST_SUMMARY = 65_535;
const LONGEST_DESCRIPTION = 100;

/** What of the REST API the bot uses, by method and path; `*` stands for one part. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'GET repos/*/*/collaborators/*/permission': permission,
  'POST repos/*/*/labels': createLabel,
  'POST repos/*/*/check-runs': createCheck,
  'PATCH repos/*/*/check-runs/*': updateCheck,
  'GET orgs/*/teams/*/memberships/*': membership,
};

/** The route of a request; contents have paths of any length. */
export function routeOf(
  { method, path }: RestRequest,
  routes: Readonly<Record<string, Route>> = ROUTES,
): [name: string, route: Route] | undefined {
  const isContents = path[0] === 'repos' && path[3] === 'contents';
  if (method === 'GET' && isContents) return ['GET contents', contents];
  return Object.entries(routes).find(([name]) => {
    const [wanted, pattern = ''] = name.split(' ');
    const parts = pattern.split('/');
    return (
      wanted === method &&
      parts.length === path.length &&
      parts.every((part, index) => part === '*' || part === path[index])
    );
  });
}

export function repositoryIn(
  world: ForgeWorld,
  path: readonly string[],
): RepositoryState | undefined {
  const found = world.findRepository({ owner: path[1] ?? '', name: path[2] ?? '' });
  return found !== undefined && world.isVisible(found) ? found : undefined;
}

function unprocessable(message: string, errors: object[] = []): RestAnswer {
  return { status: 422, body: { message, errors } };
}

function permission(world: ForgeWorld, { path }: RestRequest): RestAnswer {
  const repository = repositoryIn(world, path);
  const login = path[4] ?? '';
  if (repository === undefined || world.findAccount(login) === undefined) return NOT_FOUND;
  const role = world.permissionIn(repository, login);
  const legacy = role === 'triage' ? 'read' : role === 'maintain' ? 'write' : role;
  const body = { permission: legacy, role_name: role, user: { login } };
  return { status: 200, body };
}

function membership(world: ForgeWorld, { path }: RestRequest): RestAnswer {
  const [, owner = '', , team = '', , login = ''] = path;
  if (!world.isInTeam(owner, team, login)) return NOT_FOUND;
  return { status: 200, body: { state: 'active', role: 'member' } };
}

function createLabel(world: ForgeWorld, { path, body }: RestRequest): RestAnswer {
  const repository = repositoryIn(world, path);
  if (repository === undefined) return NOT_FOUND;
  const look = body as LabelLook;
  if (repository.labels.some(({ name }) => sameName(name, look.name))) {
    return unprocessable('Validation Failed', [{ resource: 'Label', code: 'already_exists' }]);
  }
  if (!/^[0-9a-f]{6}$/i.test(look.color) || look.description.length > LONGEST_DESCRIPTION) {
    return unprocessable('Validation Failed', [{ resource: 'Label', code: 'invalid' }]);
  }
  written(world, 'make-label', undefined, () => world.makeLabel(repository, look));
  const made = repository.labels.find(({ name }) => sameName(name, look.name));
  const { owner, name } = repository;
  const id = made?.id ?? 0;
  return {
    status: 201,
    body: { ...look, id, node_id: nodeId({ of: 'label', repository: { owner, name }, id }) },
  };
}

type CheckBody = {
  name: string;
  head_sha?: string;
  conclusion: 'success' | 'neutral' | 'failure';
  output: { title: string; summary: string };
};

function createCheck(world: ForgeWorld, { path, body }: RestRequest): RestAnswer {
  const repository = repositoryIn(world, path);
  if (repository === undefined) return NOT_FOUND;
  const { head_sha: sha = '' } = body as CheckBody;
  if (!repository.commits.has(sha)) return unprocessable(`No commit found for SHA: ${sha}`);
  return saveCheck(world, repository, sha, body as CheckBody, undefined);
}

function updateCheck(world: ForgeWorld, { path, body }: RestRequest): RestAnswer {
  const repository = repositoryIn(world, path);
  const last = repository?.checks.find(({ id }) => String(id) === path[4]);
  if (repository === undefined || last === undefined) return NOT_FOUND;
  return saveCheck(world, repository, last.sha, body as CheckBody, last.id);
}

function saveCheck(
  world: ForgeWorld,
  repository: RepositoryState,
  sha: string,
  { name, conclusion, output }: CheckBody,
  id: number | undefined,
): RestAnswer {
  if (output.summary.length > LONGEST_SUMMARY) return unprocessable('summary is too long');
  const pull = [...repository.subjects.values()].find(
    (subject) => kindOf(subject) === 'pull-request' && subject.pull?.headSha === sha,
  );
  let made = 0;
  written(world, 'set-check', pull?.ref, () => {
    made = world.setCheck(repository, sha, name, { conclusion, ...output }, id).id;
  });
  return { status: id === undefined ? 201 : 200, body: { id: made, head_sha: sha, conclusion } };
}

function written(
  world: ForgeWorld,
  what: ApiWrite['do'],
  subject: ApiWrite['subject'],
  work: () => void,
): void {
  const write = { by: world.bot, do: what, ...(subject === undefined ? {} : { subject }) };
  world.apiWrite(write, work);
}

function contents(world: ForgeWorld, { path, query }: RestRequest): RestAnswer {
  const repository = repositoryIn(world, path);
  if (repository === undefined) return NOT_FOUND;
  const files = filesAt(repository, query.get('ref') ?? 'HEAD');
  const wanted = path.slice(4).join('/');
  const text = files.get(wanted);
  if (text !== undefined) return { status: 200, body: fileBody(wanted, text) };
  const folder = folderAt(files, wanted);
  if (folder === undefined) return NOT_FOUND;
  const body = folder.map(({ name, path: at, isFolder }) => ({
    name,
    path: at,
    type: isFolder ? 'dir' : 'file',
  }));
  return { status: 200, body };
}

function fileBody(path: string, text: string): object {
  const content = Buffer.from(text).toString('base64');
  return { type: 'file', encoding: 'base64', path, content, sha: oidOf('blob', text) };
}

/** A page of a list, with the addresses of the others. */
export function paged<T>(
  items: readonly T[],
  { query, path }: RestRequest,
  bodyOf: (page: readonly T[]) => unknown,
): RestAnswer {
  const size = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  const hasMore = items.length > page * size;
  const next = `</${path.join('/')}?per_page=${size}&page=${page + 1}>; rel="next"`;
  return {
    status: 200,
    body: bodyOf(items.slice((page - 1) * size, page * size)),
    ...(hasMore ? { headers: { link: next } } : {}),
  };
}

export function fullName({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}
