import { z } from 'zod';
import { Forbidden, ForgeUnavailable, Refused } from '../errors.ts';
import type { FileCommit } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { checked } from './checked.ts';

const NEEDS = 'write:repository, and write access to the repository';

const branchShape = z.object({ protected: z.boolean() });

/**
 * One request. The forge compares the files and not the branch: other commits meanwhile are none of our business.
 * `newBranch` is made of `branch` first, and gets the commit.
 */
export async function commitFiles(
  calls: GiteaCalls,
  repository: Repository,
  commit: FileCommit,
  newBranch?: string,
): Promise<'done' | 'conflict' | 'protected'> {
  const { branch, files, message } = commit;
  const { owner, name } = repository;
  const purpose = { what: `commit to ${owner}/${name}`, needs: NEEDS };
  const body = {
    branch,
    ...(newBranch === undefined ? {} : { new_branch: newBranch }),
    message,
    files: files.map(({ path, text, sha }) => ({
      operation: sha === undefined ? 'create' : 'update',
      path,
      content: Buffer.from(text).toString('base64'),
      ...(sha === undefined ? {} : { sha }),
    })),
  };
  try {
    const made = await calls.send('POST', ['repos', owner, name, 'contents'], body, purpose);
    // A file that is gone, or the branch.
    return made === undefined ? 'conflict' : 'done';
  } catch (error) {
    if (error instanceof Refused) return 'conflict';
    if (error instanceof ForgeUnavailable && (await isAnyGone(calls, repository, commit))) {
      return 'conflict';
    }
    if (!(error instanceof Forbidden) || error.needs !== NEEDS) throw error;
    if (await isProtected(calls, repository, branch)) return 'protected';
    throw error;
  }
}

/** Forgejo stumbles (500) over a file that it is to change and does not have. */
async function isAnyGone(
  calls: GiteaCalls,
  { owner, name }: Repository,
  { branch, files }: FileCommit,
): Promise<boolean> {
  const purpose = { what: `look for a file of ${owner}/${name}`, needs: 'read:repository' };
  for (const { path, sha } of files) {
    if (sha === undefined) continue;
    const route = ['repos', owner, name, 'contents', ...path.split('/')];
    const found = await calls.get(route, purpose, { ref: branch });
    // A list is a folder, and all that a repository without a commit has.
    if (found === undefined || Array.isArray(found.data)) return true;
  }
  return false;
}

/** Both a branch that is protected and one of a repository that is closed to us are answered with 403. */
async function isProtected(
  calls: GiteaCalls,
  { owner, name }: Repository,
  branch: string,
): Promise<boolean> {
  const purpose = { what: `look at a branch of ${owner}/${name}`, needs: 'read:repository' };
  const found = await calls.get(['repos', owner, name, 'branches', ...branch.split('/')], purpose);
  return found !== undefined && checked(branchShape, found.data, purpose.what).protected;
}
