import type { Repository } from '../../../../src/forge/model.ts';
import { commitOf } from '../history.ts';
import { blankIssuesOf, GITHUB_PLACES, sharedOf } from '../repository-view.ts';
import { kindOf, type RepositoryState, sameName } from '../state.ts';
import { repositoryUrl } from '../subject-view.ts';
import type { ForgeWorld } from '../world.ts';
import { connection, type PageArguments, rankOf } from './connections.ts';
import { commitNode, objectNamed, objectOf } from './git-nodes.ts';
import { commentNamed, named, nodeId, noNode } from './node-ids.ts';
import { GithubProblem } from './problem.ts';
import type { Quota } from './quota.ts';
import { commentNode, type GithubNode, isoOf, labelNode, subjectNode } from './subject-nodes.ts';

/** Later than every instant of a test. */
const END_OF_TIME = 1e15;

type ListArguments = PageArguments & {
  labels?: string[] | null;
  states?: string[] | null;
  headRefName?: string | null;
  baseRefName?: string | null;
  orderBy?: { field: 'UPDATED_AT' | 'CREATED_AT' } | null;
};

/** The fields that can be asked for at the top of a query. */
export function queryRoot(world: ForgeWorld, quota: Quota): GithubNode {
  return {
    rateLimit: () => ({
      cost: 1,
      limit: quota.limit,
      remaining: quota.remaining,
      resetAt: isoOf(quota.resetAt),
    }),
    viewer: { __typename: 'User', login: world.bot },
    repository: ({ owner, name }: Repository) =>
      repositoryNode(world, seen(world, { owner, name })),
    node: ({ id }: { id: string }) => nodeNamed(world, id),
  };
}

function seen(world: ForgeWorld, { owner, name }: Repository): RepositoryState {
  const found = world.findRepository({ owner, name });
  if (found !== undefined && world.isVisible(found)) return found;
  const says = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
  throw new GithubProblem('NOT_FOUND', says);
}

function nodeNamed(world: ForgeWorld, id: string): GithubNode {
  const found = named(id);
  if (found.of === 'subject') {
    const subject = world.findSubject(found.ref);
    if (subject !== undefined) return subjectNode(world, subject);
  }
  if (found.of === 'comment') {
    const { subject, comment } = world.findComment(commentNamed(id));
    return commentNode(world, subject, comment);
  }
  throw noNode(id);
}

function repositoryNode(world: ForgeWorld, state: RepositoryState): GithubNode {
  const { owner, name } = state;
  return {
    id: nodeId({ of: 'repository', repository: { owner, name } }),
    name,
    url: repositoryUrl(world, state),
    isPrivate: state.private,
    isArchived: state.archived,
    isBlankIssuesEnabled: () =>
      blankIssuesOf(state, sharedOf(world, state, GITHUB_PLACES), GITHUB_PLACES),
    defaultBranchRef: () => {
      const commit = commitOf(state, 'HEAD');
      return commit === undefined
        ? null
        : { name: state.defaultBranch, target: commitNode(state, commit) };
    },
    object: ({ expression, oid }: { expression?: string; oid?: string }) =>
      oid === undefined ? objectNamed(state, expression ?? '') : objectOf(state, oid),
    label: (given: { name: string }) => {
      const found = state.labels.find((each) => sameName(each.name, given.name));
      return found === undefined ? null : labelNode(state, found);
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      const branch = qualifiedName.replace('refs/heads/', '');
      return state.branches.has(branch)
        ? { id: nodeId({ of: 'ref', repository: { owner, name }, branch }) }
        : null;
    },
    labels: (page: PageArguments) =>
      connection(
        'labels',
        state.labels.map((label) => ({
          rank: rankOf(label.id),
          node: () => labelNode(state, label),
        })),
        page,
      ),
    issueOrPullRequest: ({ number }: { number: number }) => {
      const subject = state.subjects.get(number);
      if (subject !== undefined) return subjectNode(world, subject);
      const says = `Could not resolve to an issue or pull request with the number of ${number}.`;
      throw new GithubProblem('NOT_FOUND', says);
    },
    collaborators: (asked: PageArguments & { query?: string }) =>
      collaborators(world, state, asked),
    pullRequests: (asked: ListArguments) => subjectList(world, state, 'pull-request', asked),
    issues: (asked: ListArguments) => subjectList(world, state, 'issue', asked),
  };
}

/** Apps are never among them. The search finds parts of logins. */
function collaborators(
  world: ForgeWorld,
  state: RepositoryState,
  { query = '', ...page }: PageArguments & { query?: string },
): GithubNode {
  const logins = [state.owner.toLowerCase(), ...state.permissions.keys()].filter(
    (login) => login.includes(query.toLowerCase()) && world.permissionIn(state, login) !== 'none',
  );
  return connection(
    'collaborators',
    logins.map((login, index) => ({
      rank: rankOf(index),
      node: () => ({ login: world.account(login).login }),
    })),
    page,
    (index) => ({ permission: world.permissionIn(state, logins[index] ?? '').toUpperCase() }),
  );
}

/** Most recently updated, or created, first: no other order is asked for. */
function subjectList(
  world: ForgeWorld,
  state: RepositoryState,
  kind: 'pull-request' | 'issue',
  { labels, states, headRefName, baseRefName, orderBy, ...page }: ListArguments,
): GithubNode {
  const found = [...state.subjects.values()]
    .filter((subject) => kindOf(subject) === kind)
    .filter(({ state: now, pull }) => {
      const spelled = pull?.merged === true ? 'MERGED' : now.toUpperCase();
      return states === undefined || states === null || states.includes(spelled);
    })
    .filter(
      (subject) =>
        labels === undefined ||
        labels === null ||
        subject.labels.some((worn) => labels.some((label) => sameName(label, worn))),
    )
    .filter(({ pull }) => headRefName === undefined || pull?.head === headRefName)
    .filter(({ pull }) => baseRefName === undefined || pull?.base === baseRefName)
    .map((subject) => ({
      rank:
        orderBy?.field === 'CREATED_AT'
          ? rankOf(END_OF_TIME - subject.createdAt, END_OF_TIME - subject.ref.number)
          : rankOf(END_OF_TIME - subject.updatedAt, subject.ref.number),
      node: () => subjectNode(world, subject),
    }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
  return connection(kind === 'issue' ? 'issues' : 'pullRequests', found, page);
}
