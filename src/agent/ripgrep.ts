import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import * as say from '../text/install-problems.ts';
import { cached, type Executable, installExecutable } from './executable.ts';
import { inTime } from './in-time.ts';
import type { Installation } from './install.ts';
import { findReleases } from './npm.ts';
import { RIPGREP_PINS, RIPGREP_VERSION } from './pins.ts';
import { executableName, type Platform, ripgrepPackage } from './platform.ts';
import type { Workshop } from './workshop.ts';

/** A run does not wait for npm's retries over a convenience. */
const LIMIT = 20_000;

/** Folders to put in front of PATH so that `rg` is found, or why it will not be. */
export type Ripgrep = { pathEntries: string[]; warnings: string[] };

/**
 * opencode searches with ripgrep, and downloads it from GitHub when PATH has none: slow, unchecked, and impossible
 * where that is out of reach. Failing to get it is a warning, because most work needs no search. Never throws.
 */
export async function provideRipgrep(
  installation: Installation,
  signal: AbortSignal,
): Promise<Ripgrep> {
  const { clock, platform, root, workshop } = installation;
  const name = executableName('rg', platform);
  if (isOnPath(name, workshop.env)) return { pathEntries: [], warnings: [] };
  const late = new Error(say.ripgrepTooSlow(LIMIT / 1000));
  try {
    const path = await inTime({ clock, limit: LIMIT, late, signal }, (inLimit) =>
      installRipgrep({ ...workshop, signal: inLimit }, ripgrepIn(root, name, platform)),
    );
    return { pathEntries: [dirname(path)], warnings: [] };
  } catch (error) {
    return { pathEntries: [], warnings: [say.noRipgrep((error as Error).message)] };
  }
}

function ripgrepIn(root: string, name: string, platform: Platform): Executable {
  const npmPackage = ripgrepPackage(platform);
  const pin = RIPGREP_PINS[npmPackage];
  if (pin === undefined) throw new Error(say.noRipgrepBuild(`${platform.os} ${platform.arch}`));
  const folder = npmPackage.replace('@', '').replace('/', '-');
  return {
    package: npmPackage,
    version: RIPGREP_VERSION,
    name,
    pin,
    folder: join(root, 'ripgrep', RIPGREP_VERSION, folder),
  };
}

async function installRipgrep(workshop: Workshop, wanted: Executable): Promise<string> {
  const there = await cached(wanted);
  if (there !== undefined) return there;
  const [release] = await findReleases(workshop, wanted.package, wanted.version);
  if (release === undefined)
    throw new Error(say.noRipgrepRelease(`${wanted.package}@${wanted.version}`));
  const installed = await installExecutable(workshop, wanted, release, false);
  if ('reason' in installed) throw new Error(installed.reason);
  return installed.path;
}

function isOnPath(name: string, env: NodeJS.ProcessEnv): boolean {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
