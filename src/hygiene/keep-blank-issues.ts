import { Forbidden, ForgeUnavailable, RateLimited, Refused } from '../forge/errors.ts';
import type { BlankIssuesResult } from '../text/blank-issues-result.ts';
import type { Policy } from './policy.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { setBlankIssues, type FilesOf } from './switch-blank-issues.ts';

/** The value that the policy keeps; undefined where it leaves the switch alone. */
export function keptBlankIssues({ issues }: Policy): boolean | undefined {
  return issues.blank === 'leave' ? undefined : issues.blank === 'allow';
}

/**
 * Repairs the switch where it drifted from the policy; undefined when there is nothing to do, which costs no request.
 * A policy that only watches, or a config with a mistake in it, never writes.
 */
export async function keepBlankIssues(
  { reading, policy, problems }: RepositoryPolicy,
  forge: FilesOf,
): Promise<BlankIssuesResult | undefined> {
  const wanted = keptBlankIssues(policy);
  const mayWrite = policy.mode !== 'off' && policy.mode !== 'dry-run' && problems.length === 0;
  if (wanted === undefined || !mayWrite || reading.blankIssues === wanted) return undefined;
  if (forge.files === undefined) return undefined;
  const { write } = policy.issues;
  const told = await setBlankIssues(
    reading.repository,
    { wanted, write, because: 'policy' },
    forge,
  );
  return told.result === 'as-wanted' ? undefined : told;
}

/** As `keepBlankIssues`, at the end of a sweep that nobody goes on with: what the forge answers badly becomes a result, too. */
export async function endWithBlankIssues(
  home: RepositoryPolicy,
  forge: FilesOf,
): Promise<BlankIssuesResult | { result: 'failed'; error: Error } | undefined> {
  try {
    return await keepBlankIssues(home, forge);
  } catch (error) {
    const isForges =
      error instanceof Forbidden ||
      error instanceof Refused ||
      error instanceof RateLimited ||
      error instanceof ForgeUnavailable;
    if (!isForges) throw error;
    return { result: 'failed', error };
  }
}
