import { z } from 'zod';
import type { ListedSubject } from '../forge.ts';
import type { Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import { instant, nodes } from './subject-shapes.ts';

/** Pull requests and issues are two lists; both are read side by side, 100 each. */
export const LIST = `query listSubjects(
  $owner: String!, $name: String!, $labels: [String!]
  $pullStates: [PullRequestState!], $issueStates: [IssueState!]
  $pulls: Boolean!, $pullsAfter: String
  $issues: Boolean!, $issuesAfter: String
) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    pulls: pullRequests(
      first: 100, after: $pullsAfter, labels: $labels, states: $pullStates
      orderBy: {field: UPDATED_AT, direction: DESC}
    ) @include(if: $pulls) { pageInfo { hasNextPage endCursor } nodes { number updatedAt } }
    issues(
      first: 100, after: $issuesAfter, labels: $labels, states: $issueStates
      orderBy: {field: UPDATED_AT, direction: DESC}
    ) @include(if: $issues) { pageInfo { hasNextPage endCursor } nodes { number updatedAt } }
  }
}`;

const connection = z
  .object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: nodes(z.object({ number: z.number(), updatedAt: instant })),
  })
  .optional();

const answer = z.object({
  repository: z.object({ pulls: connection, issues: connection }).nullable(),
});

/** One of the two lists, as far as it was read. */
type Side = {
  kind: ListedSubject['kind'];
  /** Read and not yet told, most recently updated first. */
  waiting: ListedSubject[];
  after: string | null;
  hasMore: boolean;
};

/** Subjects of both kinds, most recently updated first; nothing when the repository is gone. */
export async function* listSubjects(
  calls: GithubCalls,
  { owner, name }: Repository,
  which: { state: 'open' | 'closed'; label?: string },
): AsyncGenerator<ListedSubject> {
  const purpose = { what: `list ${owner}/${name}`, needs: 'pull_requests=read; issues=read' };
  const pulls: Side = { kind: 'pull-request', waiting: [], after: null, hasMore: true };
  const issues: Side = { kind: 'issue', waiting: [], after: null, hasMore: true };
  // A subject that is updated while the list is read moves to its front, and could come twice.
  const told = new Set<number>();
  while (pulls.hasMore || issues.hasMore) {
    const { data } = await calls.query(
      LIST,
      {
        owner,
        name,
        labels: which.label === undefined ? null : [which.label],
        pullStates: which.state === 'open' ? ['OPEN'] : ['CLOSED', 'MERGED'],
        issueStates: which.state === 'open' ? ['OPEN'] : ['CLOSED'],
        pulls: pulls.hasMore,
        pullsAfter: pulls.after,
        issues: issues.hasMore,
        issuesAfter: issues.after,
      },
      purpose,
      ({ type }) => type === 'NOT_FOUND',
    );
    const { repository } = checked(answer, data, purpose.what);
    take(pulls, repository?.pulls);
    take(issues, repository?.issues);
    for (const subject of inOrder(pulls, issues)) {
      if (told.has(subject.number)) continue;
      told.add(subject.number);
      yield subject;
    }
  }
}

function take(side: Side, page: z.infer<typeof connection>): void {
  for (const node of page?.nodes ?? []) side.waiting.push({ ...node, kind: side.kind });
  const cursor = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
  side.hasMore = side.hasMore && cursor !== null && cursor !== side.after;
  side.after = cursor;
}

/** What can be told before more is read: a side that has more to come may still hold a later update than the other. */
function* inOrder(one: Side, other: Side): Generator<ListedSubject> {
  for (;;) {
    const [first, second] = [one.waiting[0], other.waiting[0]];
    if ((first === undefined && one.hasMore) || (second === undefined && other.hasMore)) return;
    const isFirst =
      second === undefined || (first !== undefined && first.updatedAt >= second.updatedAt);
    const next = isFirst ? one.waiting.shift() : other.waiting.shift();
    if (next === undefined) return;
    yield next;
  }
}
