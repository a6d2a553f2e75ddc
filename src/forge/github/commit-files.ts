import type { Clock } from '../../clock.ts';
import type { FileCommit } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { failureOfProblem, type Problem } from './failures.ts';

export const COMMIT = `mutation commitFiles($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { clientMutationId }
}`;

/** One request. GitHub compares the whole branch: any commit meanwhile is a conflict. */
export async function commitFiles(
  { calls, clock }: { calls: GithubCalls; clock: Clock },
  { owner, name }: Repository,
  { branch, onto, files, message }: FileCommit,
): Promise<'done' | 'conflict' | 'protected'> {
  const purpose = { what: `commit to ${owner}/${name}`, needs: 'contents=write' };
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
    expectedHeadOid: onto,
    message: { headline: message },
    fileChanges: {
      additions: files.map(({ path, text }) => ({
        path,
        contents: Buffer.from(text).toString('base64'),
      })),
    },
  };
  const problems = await calls.mutate(COMMIT, { input }, purpose);
  if (problems.length === 0) return 'done';
  if (problems.some(isStale)) return 'conflict';
  if (problems.some(isProtection)) return 'protected';
  throw failureOfProblem(problems, { ...purpose, now: clock.now() });
}

function isStale({ type, message }: Problem): boolean {
  return type === 'STALE_DATA' || /\bexpected branch to point to\b/i.test(message);
}

/** Of a protected branch, and of rulesets, which have no type of their own. */
function isProtection({ message }: Problem): boolean {
  return /\bprotected branch\b|\brule violations?\b|\bchanges must be made through a pull request\b/i.test(
    message,
  );
}
