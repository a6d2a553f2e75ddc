import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cached, type Executable, installExecutable } from './executable.ts';
import { NO_RIPGREP } from './install-error.ts';
import { findReleases } from './npm.ts';
import { RIPGREP_PINS, RIPGREP_VERSION } from './pins.ts';
import { executableName, type Platform, ripgrepPackage } from './platform.ts';
import type { Workshop } from './workshop.ts';

/** Folders to put in front of PATH so that `rg` is found, or why it will not be. */
export type Ripgrep = { pathEntries: string[]; warnings: string[] };

/**
 * opencode searches with ripgrep, and downloads it from GitHub when PATH has none: slow, unchecked, and impossible
 * where that is out of reach. Failing to get it is a warning, because most work needs no search.
 */
export async function provideRipgrep(
  openWorkshop: () => Promise<Workshop>,
  env: NodeJS.ProcessEnv,
  root: string,
  platform: Platform,
): Promise<Ripgrep> {
  const name = executableName('rg', platform);
  if (isOnPath(name, env)) return { pathEntries: [], warnings: [] };
  try {
    const path = await installRipgrep(openWorkshop, ripgrepIn(root, name, platform));
    return { pathEntries: [dirname(path)], warnings: [] };
  } catch (error) {
    return { pathEntries: [], warnings: [NO_RIPGREP((error as Error).message)] };
  }
}

function ripgrepIn(root: string, name: string, platform: Platform): Executable {
  const npmPackage = ripgrepPackage(platform);
  const folder = join(
    root,
    'ripgrep',
    RIPGREP_VERSION,
    npmPackage.replace('@', '').replace('/', '-'),
  );
  const pin = RIPGREP_PINS[npmPackage];
  if (pin === undefined) throw new Error(`no build is known for ${platform.os} ${platform.arch}.`);
  return { package: npmPackage, version: RIPGREP_VERSION, name, pin, folder };
}

async function installRipgrep(
  openWorkshop: () => Promise<Workshop>,
  wanted: Executable,
): Promise<string> {
  const there = await cached(wanted);
  if (there !== undefined) return there;
  const workshop = await openWorkshop();
  const [release] = await findReleases(workshop, wanted.package, wanted.version);
  if (release === undefined)
    throw new Error(`${wanted.package}@${wanted.version} is not published.`);
  const installed = await installExecutable(workshop, wanted, release, false);
  if ('reason' in installed) throw new Error(installed.reason);
  return installed.path;
}

function isOnPath(name: string, env: NodeJS.ProcessEnv): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
