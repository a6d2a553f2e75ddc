import { z } from 'zod';
import type { BoundedMap } from '../../bounded-map.ts';
import { Refused } from '../errors.ts';
import type { Check, Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import { checkKey } from './known-nodes.ts';

/** GitHub shows the latest run of a name, so that making another one in place of the last is no mistake. */
const NAME = 'hygiene';

const LONGEST_SUMMARY = 65_535;
const LONGEST_TITLE = 255;

const made = z.object({ id: z.number() });

/** Writes the check of a commit: into the run that this instance made for it before, else into a new one. */
export async function setCheck(
  calls: GithubCalls,
  known: BoundedMap<number>,
  { owner, name }: Repository,
  { sha, check }: { sha: string; check: Check },
): Promise<void> {
  const purpose = { what: `write a check of ${owner}/${name}`, needs: 'checks=write' };
  const run = {
    owner,
    repo: name,
    name: NAME,
    status: 'completed',
    conclusion: check.conclusion,
    output: {
      title: check.title.slice(0, LONGEST_TITLE),
      summary: check.summary.slice(0, LONGEST_SUMMARY),
    },
  };
  const key = checkKey({ owner, name }, sha);
  const last = known.get(key);
  if (last !== undefined) {
    const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
    const updated = await calls.rest(route, { ...run, check_run_id: last }, purpose);
    if (updated !== undefined) return;
  }
  const route = 'POST /repos/{owner}/{repo}/check-runs';
  const data = await calls.rest(route, { ...run, head_sha: sha }, purpose);
  if (data === undefined) throw new Refused(`GitHub, ${purpose.what}: the repository is gone`);
  known.set(key, checked(made, data, purpose.what).id);
}
