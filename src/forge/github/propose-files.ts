import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { Refused } from '../errors.ts';
import type { FileProposal, ProposedPull } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import { commitFiles } from './commit-files.ts';
import { failureOfProblem } from './failures.ts';
import { nodes } from './subject-shapes.ts';

/** Anybody can propose from a fork with a branch of the same name, but hardly so often. */
export const PULLS_FROM = `query readPullsFrom($owner: String!, $name: String!, $head: String!, $base: String!, $ref: String!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    id
    ref(qualifiedName: $ref) { id }
    pullRequests(
      headRefName: $head, baseRefName: $base, first: 50, orderBy: { field: CREATED_AT, direction: DESC }
    ) { nodes { number url state isCrossRepository } }
  }
}`;

export const CREATE_REF = `mutation createBranch($input: CreateRefInput!) {
  createRef(input: $input) { clientMutationId }
}`;
export const UPDATE_REF = `mutation resetBranch($input: UpdateRefInput!) {
  updateRef(input: $input) { clientMutationId }
}`;
export const CREATE_PULL = `mutation openPull($input: CreatePullRequestInput!) {
  createPullRequest(input: $input) { clientMutationId }
}`;

const answer = z.object({
  repository: z
    .object({
      id: z.string(),
      ref: z.object({ id: z.string() }).nullable(),
      pullRequests: z.object({
        nodes: nodes(
          z.object({
            number: z.number(),
            url: z.string(),
            state: z.string(),
            isCrossRepository: z.boolean(),
          }),
        ),
      }),
    })
    .nullable(),
});

type Through = { calls: GithubCalls; clock: Clock };
type Found = { repositoryId: string; refId?: string; pulls: readonly Pull[] };
type Pull = { number: number; url: string; state: string };

/** One request when there is one already; five to make one. */
export async function ensurePullRequest(
  through: Through,
  repository: Repository,
  proposal: FileProposal,
): Promise<ProposedPull> {
  const { calls, clock } = through;
  const before = await find(calls, repository, proposal);
  const open = before.pulls.find(({ state }) => state === 'OPEN');
  if (open !== undefined) return told(open, 'open-already');
  const [last] = before.pulls;
  if (!proposal.again && before.refId !== undefined && last?.state === 'CLOSED') {
    return told(last, 'declined');
  }

  const { owner, name } = repository;
  const { branch, base, onto, title, body } = proposal;
  const send = async (document: string, what: string, input: object): Promise<void> => {
    const purpose = {
      what: `${what} of ${owner}/${name}`,
      needs: 'contents=write; pull_requests=write',
    };
    const problems = await calls.mutate(document, { input }, purpose);
    if (problems.length > 0) throw failureOfProblem(problems, { ...purpose, now: clock.now() });
  };
  const { repositoryId, refId } = before;
  if (refId === undefined) {
    const input = { repositoryId, name: `refs/heads/${branch}`, oid: onto };
    await send(CREATE_REF, 'make a branch', input);
  } else {
    await send(UPDATE_REF, 'reset a branch', { refId, oid: onto, force: true });
  }
  const committed = await commitFiles(through, repository, proposal);
  if (committed !== 'done') {
    throw new Refused(`GitHub, commit to a branch of our own of ${owner}/${name}: ${committed}`);
  }
  const input = { repositoryId, baseRefName: base, headRefName: branch, title, body };
  await send(CREATE_PULL, 'open a pull request', input);
  const after = await find(calls, repository, proposal);
  const made = after.pulls.find(({ state }) => state === 'OPEN');
  if (made !== undefined) return told(made, 'opened');
  throw new Refused(`GitHub, open a pull request of ${owner}/${name}: it is closed already`);
}

async function find(
  calls: GithubCalls,
  { owner, name }: Repository,
  { branch, base }: FileProposal,
): Promise<Found> {
  const purpose = { what: `find pull requests of ${owner}/${name}`, needs: 'pull_requests=read' };
  const variables = { owner, name, head: branch, base, ref: `refs/heads/${branch}` };
  const { data } = await calls.query(PULLS_FROM, variables, purpose, isAbsent);
  const { repository } = checked(answer, data, purpose.what);
  if (repository === null) throw new Refused(`GitHub, ${purpose.what}: it is gone`);
  const { id, ref, pullRequests } = repository;
  return {
    repositoryId: id,
    ...(ref === null ? {} : { refId: ref.id }),
    pulls: pullRequests.nodes.filter(({ isCrossRepository }) => !isCrossRepository),
  };
}

function isAbsent({ type }: { type: string }): boolean {
  return type === 'NOT_FOUND';
}

function told({ number, url }: Pull, state: ProposedPull['state']): ProposedPull {
  return { number, url, state };
}
