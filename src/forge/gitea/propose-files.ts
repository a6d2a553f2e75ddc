import { z } from 'zod';
import { Forbidden, Refused } from '../errors.ts';
import type { FileProposal, ProposedPull } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls, Purpose } from './calls.ts';
import { checked } from './checked.ts';
import { commitFiles } from './commit-files.ts';
import { pages } from './pages.ts';

/** Of open pull requests; in a repository with more, one of ours that is older is taken for none. */
const MOST_PAGES = 20;

const pull = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.string(),
  merged: z.boolean().default(false),
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string() }),
});
type Pull = z.infer<typeof pull>;

/** One request more than pages of open pull requests when there is one already; five or six to make one. */
export async function ensurePullRequest(
  calls: GiteaCalls,
  repository: Repository,
  proposal: FileProposal,
): Promise<ProposedPull> {
  const { owner, name } = repository;
  const { branch, base, title, body } = proposal;
  const route = ['repos', owner, name];
  const purpose: Purpose = {
    what: `propose a change to ${owner}/${name}`,
    needs: 'write:repository, and write access to the repository',
  };
  const last = await lastFrom(calls, repository, proposal, purpose);
  if (last?.state === 'open') return told(last, 'open-already');

  const branchRoute = [...route, 'branches', ...branch.split('/')];
  if ((await calls.get(branchRoute, purpose)) !== undefined) {
    if (!proposal.again && last !== undefined && !last.merged) return told(last, 'declined');
    await calls.send('DELETE', branchRoute, undefined, purpose);
  }
  const committed = await commitFiles(calls, repository, { ...proposal, branch: base }, branch);
  if (committed === 'protected') {
    throw new Forbidden(`The forge, ${purpose.what}: it may not make a branch`, purpose.needs);
  }
  if (committed === 'conflict') throw new Refused(`The forge, ${purpose.what}: ${committed}`);
  const made = await calls.send(
    'POST',
    [...route, 'pulls'],
    { base, head: branch, title, body },
    purpose,
  );
  return told(checked(pull, made?.data, purpose.what), 'opened');
}

/** The open one, else the most recent one that is closed. */
async function lastFrom(
  calls: GiteaCalls,
  repository: Repository,
  { branch, base }: FileProposal,
  purpose: Purpose,
): Promise<Pull | undefined> {
  const { owner, name } = repository;
  const route = ['repos', owner, name, 'pulls'];
  // There may be several: then any of them, most likely the first.
  const any = await calls.get([...route, base, ...branch.split('/')], purpose);
  if (any === undefined) return undefined;
  const some = checked(pull, any.data, purpose.what);
  if (some.state === 'open') return some;
  const isOurs = ({ head, base: onto }: Pull): boolean =>
    head.ref === branch &&
    onto.ref === base &&
    head.repo?.full_name.toLowerCase() === `${owner}/${name}`.toLowerCase();
  for (const state of ['open', 'closed']) {
    let count = 0;
    for await (const page of pages(calls, route, pull, purpose, { state, sort: 'recentupdate' })) {
      const ours = page.find(isOurs);
      if (ours !== undefined) return ours;
      count += 1;
      if (count === (state === 'open' ? MOST_PAGES : 1)) break;
    }
  }
  return some;
}

function told({ number, html_url: url }: Pull, state: ProposedPull['state']): ProposedPull {
  return { number, url, state };
}
