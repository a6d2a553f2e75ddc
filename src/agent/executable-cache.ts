import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nonEmpty } from '../non-empty.ts';

/*
 * <root>/<tool>/<version>/<package>/<executable>   and beside it
 *                                   sha256         what the executable must hash to
 *
 * A package folder appears whole by one rename, so that a job that is killed, or two jobs at once, never show a
 * half-written executable. The hash is checked each time (0.12 s for 185 MB where the processor helps): on a runner
 * that lives longer than a job, an earlier job could have put another file there. For the pinned version the hash
 * comes from our source; for others from the file beside it, which only tells a damaged copy.
 */

const RECORD = 'sha256';
const ATTEMPTS = 3;
/** Bytes; hashing so much takes 2 ms, during which nothing else happens here. */
const CHUNK = 4 << 20;

/** Where tools are kept: the runner's cache, else the user's; the system's temporary folder when neither is writable. */
export async function cacheRoot(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = (name: string): string | undefined => nonEmpty(env[name]);
  const home = folder('HOME') ?? homedir();
  const user = folder('XDG_CACHE_HOME') ?? folder('LOCALAPPDATA') ?? join(home, '.cache');
  for (const root of [folder('RUNNER_TOOL_CACHE'), join(user, 'agent-run')]) {
    if (root !== undefined && (await isWritable(root))) return root;
  }
  return join(folder('RUNNER_TEMP') ?? tmpdir(), 'agent-run-tools');
}

/** The executable in `folder`, when it is there and is what it should be. */
export async function cachedExecutable(
  folder: string,
  name: string,
  pinned: string | undefined,
): Promise<string | undefined> {
  const path = join(folder, name);
  try {
    const expected = pinned ?? (await readFile(join(folder, RECORD), 'utf8')).trim();
    return (await sha256Of(path)) === expected ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gives a checked executable its final name; when another job was first, its copy is as good. `staging` is a folder
 * of our own on the same file system.
 */
export async function publish(
  executable: { path: string; name: string; sha256: string },
  staging: string,
  folder: string,
): Promise<string> {
  const whole = join(staging, `whole-${randomBytes(6).toString('hex')}`);
  await mkdir(whole);
  await mkdir(dirname(folder), { recursive: true });
  await chmod(executable.path, 0o755);
  await rename(executable.path, join(whole, executable.name));
  await writeFile(join(whole, RECORD), `${executable.sha256}\n`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(whole, folder);
      return join(folder, executable.name);
    } catch (error) {
      if (attempt === ATTEMPTS || !isOccupied(error)) throw error;
    }
    const other = await cachedExecutable(folder, executable.name, executable.sha256);
    if (other !== undefined) return other;
    await setAside(folder, staging);
  }
}

async function setAside(folder: string, staging: string): Promise<void> {
  await rename(folder, join(staging, `damaged-${randomBytes(6).toString('hex')}`)).catch(
    (error: unknown) => {
      // Another job did the same a moment ago.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    },
  );
}

function isOccupied(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

async function isWritable(folder: string): Promise<boolean> {
  const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(probe, { recursive: true });
    await rm(probe, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether an executable is one of these, wherever it is; what has another size is not read. */
export async function isOneOf(
  path: string,
  pins: readonly { sha256: string; bytes: number }[],
): Promise<boolean> {
  try {
    const { size } = await stat(path);
    if (!pins.some(({ bytes }) => bytes === size)) return false;
    const found = await sha256Of(path);
    return pins.some(({ sha256 }) => sha256 === found);
  } catch {
    return false;
  }
}

/** Twice as fast as a stream of the file, whose every chunk is new memory: one buffer is read into, the other is hashed. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    let [full, empty] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
    let { bytesRead } = await file.read(full, 0, CHUNK);
    while (bytesRead > 0) {
      const next = file.read(empty, 0, CHUNK);
      hash.update(full.subarray(0, bytesRead));
      ({ bytesRead } = await next);
      [full, empty] = [empty, full];
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
