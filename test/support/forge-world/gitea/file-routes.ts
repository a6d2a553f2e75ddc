import { filesAt, oidOf } from '../history.ts';
import { chooserOf } from './chooser-config.ts';
import { ForgeRefusal } from '../refusal.ts';
import type { RepositoryState, SubjectState } from '../state.ts';
import { type ApiAnswer, isForgejo, paged, repositoryAt, type Route, STUMBLED } from './request.ts';
import { pullNode } from './subject-nodes.ts';

type FileChange = { operation: string; path: string; content: string; sha?: string };
type Changes = { branch?: string; new_branch?: string; files: FileChange[] };

/** Several files in one commit, perhaps on a branch that is made for it. */
const changeFiles: Route = (site, request) => {
  const { world } = site;
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { branch = state.defaultBranch, new_branch: fresh, files } = request.body as Changes;
  const target = fresh ?? branch;
  if (state.protectedBranches.has(target)) {
    return { status: 403, body: { message: `branch ${target} is protected` } };
  }
  const base = state.branches.get(branch);
  if (base === undefined) return undefined;
  if (fresh !== undefined && state.branches.has(fresh)) return unprocessable('branch exists');
  const now = filesAt(state, branch);
  for (const { operation, path, sha } of files) {
    const text = now.get(path);
    if (operation === 'create' && text !== undefined) return unprocessable('file exists');
    // Forgejo stumbles over it.
    if (operation === 'update' && text === undefined) return isForgejo(site) ? STUMBLED : undefined;
    if (operation === 'update' && sha !== oidOf(path, text ?? '')) return unprocessable('sha');
  }
  if (fresh !== undefined) world.branchByApi(state, fresh, base);
  const texts = files.map(({ path, content }) => [path, Buffer.from(content, 'base64').toString()]);
  world.commitByApi(state, target, Object.fromEntries(texts) as Record<string, string>);
  return { status: 201, body: { files: [], commit: {}, verification: {} } };
};

const branch: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const name = request.path.slice(4).join('/');
  if (state?.branches.has(name) !== true) return undefined;
  return { status: 200, body: { name, protected: state.protectedBranches.has(name) } };
};

const deleteBranch: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const name = request.path.slice(4).join('/');
  if (state?.branches.has(name) !== true) return undefined;
  site.world.deleteBranchByApi(state, name);
  return { status: 204 };
};

/** Most recently updated first. */
const pulls: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const wanted = request.query.get('state');
  return (
    state &&
    paged(
      pullsOf(state)
        .filter((subject) => subject.state === wanted)
        .toSorted((one, other) => other.updatedAt - one.updatedAt),
      request,
      (subject) => pullNode(site.world, subject),
    )
  );
};

/** Any of those between the two branches: the first. */
const pullBetween: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const [base, ...head] = request.path.slice(4);
  const found = site.world
    .pullsFrom(state, head.join('/'))
    .filter(({ pull }) => pull?.base === base)
    .at(-1);
  return found && { status: 200, body: pullNode(site.world, found) };
};

const openPull: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { base = '', head = '', title = '', body = '' } = request.body as Record<string, string>;
  try {
    const ref = site.world.openPullByApi(state, { base, branch: head, title, body });
    return { status: 201, body: pullNode(site.world, site.world.subject(ref)) };
  } catch (error) {
    if (!(error instanceof ForgeRefusal) || error.why !== 'refused') throw error;
    return { status: 409, body: { message: error.message } };
  }
};

/** What the server thinks of the file that decides. */
const validate: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { valid, message } = chooserOf(site, state);
  return { status: 200, body: { valid, message } };
};

function pullsOf(state: RepositoryState): SubjectState[] {
  return [...state.subjects.values()].filter(({ pull }) => pull !== undefined);
}

function unprocessable(message: string): ApiAnswer {
  return { status: 422, body: { message } };
}

export const FILE_ROUTES: Readonly<Record<string, Route>> = {
  'POST repos/*/*/contents': changeFiles,
  'GET repos/*/*/branches/**': branch,
  'DELETE repos/*/*/branches/**': deleteBranch,
  'GET repos/*/*/pulls': pulls,
  'POST repos/*/*/pulls': openPull,
  'GET repos/*/*/pulls/*/**': pullBetween,
  'GET repos/*/*/issue_config/validate': validate,
};
