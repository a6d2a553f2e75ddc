import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What one installation works with. */
export type Workshop = {
  env: NodeJS.ProcessEnv;
  /**
   * A folder of our own, on the file system of the final place. npm runs in it: npm also reads the .npmrc of the
   * project around it, and the workspace may be a stranger's pull request, whose .npmrc could name any host and put
   * any variable of the environment into the address.
   */
  folder: string;
  signal: AbortSignal;
};

const PREFIX = '.staging-';
const ABANDONED_AFTER = 60 * 60_000;

/** Lends the work a new folder in `parent`, and removes it however the work ends. */
export async function withStaging<T>(
  parent: string,
  now: number,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent, now);
  const folder = join(parent, `${PREFIX}${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A killed job leaves its folder; one this old is nobody's any more. */
async function removeAbandoned(parent: string, now: number): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(parent, name);
    const touched = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now,
    );
    if (now - touched > ABANDONED_AFTER) await rm(path, { recursive: true, force: true });
  }
}
