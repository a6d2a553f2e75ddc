import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedExecutable, publish } from './executable-cache.ts';
import { download } from './download.ts';
import { noHash, noMember, wrongHash } from '../text/install-problems.ts';
import { InstallError } from './install-error.ts';
import type { Release } from './npm.ts';
import { extractFile, type Extracted } from './tarball.ts';
import type { Workshop } from './workshop.ts';

/** It answers in 0.8 s; a loaded or emulated machine gets more. */
const PROOF_LIMIT = 30_000;

/** What a package must be: the archive's sha512 as npm writes it, and the sha256 and size of the executable inside. */
export type Pin = { integrity: string; sha256: string; bytes: number };

/** One executable inside one npm package. */
export type Executable = {
  package: string;
  version: string;
  /** The file's name, in the package's `bin` and in the cache. */
  name: string;
  /** Undefined for versions that our source does not know: then the registry's hash counts. */
  pin: Pin | undefined;
  /** The final folder. */
  folder: string;
};

export function cached({ folder, name, pin }: Executable): Promise<string | undefined> {
  return cachedExecutable(folder, name, pin?.sha256);
}

/**
 * Downloads, checks and publishes an executable; until then it is only in the workshop. With `prove` it is run once
 * before it gets its final name, and the answer is a reason when it does not run here.
 */
export async function installExecutable(
  workshop: Workshop,
  wanted: Executable,
  release: Release,
  prove: boolean,
): Promise<{ path: string } | { reason: string }> {
  const spec = `${wanted.package}@${wanted.version}`;
  const integrity = expectedIntegrity(spec, wanted.pin, release);
  const { path, found } = await unpack(workshop, wanted, release);
  if (found.integrity !== integrity) throw refused(wrongHash(spec, integrity, found.integrity));
  if (found.bytes === 0) throw refused(noMember(spec, `bin/${wanted.name}`));
  if (wanted.pin !== undefined && found.sha256 !== wanted.pin.sha256) {
    throw refused(wrongHash(`${wanted.name} of ${spec}`, wanted.pin.sha256, found.sha256));
  }
  const reason = prove ? await failureToRun(workshop, path) : undefined;
  if (reason !== undefined) return { reason };
  const executable = { path, name: wanted.name, sha256: found.sha256 };
  return { path: await publish(executable, workshop.folder, wanted.folder) };
}

/** A registry that already names another hash than ours is refused before anything is downloaded. */
function expectedIntegrity(spec: string, pin: Pin | undefined, release: Release): string {
  const named = release.integrity?.split(' ').find((hash) => hash.startsWith('sha512-'));
  if (pin === undefined) {
    if (named === undefined) throw refused(noHash(spec));
    return named;
  }
  if (named !== undefined && named !== pin.integrity)
    throw refused(wrongHash(spec, pin.integrity, named));
  return pin.integrity;
}

function unpack(
  workshop: Workshop,
  { package: name, version, name: file }: Executable,
  release: Release,
): Promise<{ path: string; found: Extracted }> {
  return download(workshop, `${name}@${version}`, release, async (archive) => {
    const path = join(workshop.folder, `unpacked-${randomBytes(6).toString('hex')}`);
    const member = `package/bin/${file}`;
    return { path, found: await extractFile(archive, member, path, workshop.signal) };
  });
}

/** Why `--version` does not answer, or undefined when it does. It runs without our environment's secrets. */
async function failureToRun(
  { env, folder, signal }: Workshop,
  path: string,
): Promise<string | undefined> {
  await chmod(path, 0o700);
  const options = { env: { PATH: env['PATH'], HOME: folder }, timeout: PROOF_LIMIT, signal };
  return new Promise((resolve) => {
    execFile(path, ['--version'], options, (error) => {
      resolve(error === null ? undefined : firstLine(error.message));
    });
  });
}

function refused(message: string): InstallError {
  return new InstallError('failed-to-start', message);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
