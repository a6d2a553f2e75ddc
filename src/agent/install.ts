import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import * as say from '../text/install-problems.ts';
import { cacheRoot } from './executable-cache.ts';
import { cached, type Executable, installExecutable } from './executable.ts';
import { inTime } from './in-time.ts';
import { InstallError } from './install-error.ts';
import { findReleases, type Release } from './npm.ts';
import { OPENCODE_PINS, OPENCODE_VERSION } from './pins.ts';
import { currentPlatform, executableName, opencodePackages, type Platform } from './platform.ts';
import { provideRipgrep } from './ripgrep.ts';
import { inEngine, newest, parseWanted, type Wanted } from './version.ts';
import { withStaging, type Workshop } from './workshop.ts';

/** Enough for 60 MB on a slow line; npm alone would try for ten minutes. */
const LIMIT = 180_000;

export type InstallRequest = {
  /** An exact version, a range, or `latest`. */
  version: string;
  /** Names the cache's place, and goes to npm as it is, for its registry and credentials. */
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
  signal?: AbortSignal;
  clock?: Clock;
  platform?: Platform;
};

export type Installed = {
  executable: string;
  version: string;
  /** Folders to put in front of the server's PATH: ripgrep's, where the machine has none. */
  pathEntries: string[];
  warnings: string[];
  /** The executable was there already. */
  cached: boolean;
};

/** Everything the steps of one installation share. */
export type Installation = {
  root: string;
  platform: Platform;
  clock: Clock;
  log: InstallRequest['log'];
  workshop: Workshop;
};

type Found = Pick<Installed, 'executable' | 'version' | 'cached'>;

/** Gives the opencode executable that fits this machine, from the cache or from npm. Throws InstallError. */
export async function installOpencode(request: InstallRequest): Promise<Installed> {
  const { env, log, signal: caller, clock = systemClock } = request;
  const platform = request.platform ?? currentPlatform();
  const wanted = parseWanted(request.version);
  const root = await cacheRoot(env);

  const bounds = { clock, limit: LIMIT, late: failed(say.tooSlow(LIMIT / 1000)), signal: caller };
  return inTime(bounds, (signal) =>
    withStaging(join(root, 'opencode'), clock.now(), async (folder) => {
      const installation = { root, platform, clock, log, workshop: { env, folder, signal } };
      const noUse = new AbortController();
      const ripgrep = provideRipgrep(installation, AbortSignal.any([signal, noUse.signal]));
      try {
        const opencode = await provideOpencode(installation, wanted);
        const { pathEntries, warnings } = await ripgrep;
        return {
          ...opencode,
          pathEntries,
          warnings: [...warningsFor(wanted, opencode.version), ...warnings],
        };
      } finally {
        noUse.abort();
        // It works in the folder, so the folder stays until it has ended.
        await ripgrep;
      }
    }),
  );
}

/** The first package that has a fitting release whose executable runs here. */
async function provideOpencode(installation: Installation, wanted: Wanted): Promise<Found> {
  const packages = opencodePackages(installation.platform);
  if (wanted.kind === 'exact') {
    const there = await firstCached(installation, packages, wanted.version);
    if (there !== undefined) return there;
  }
  const range = wanted.kind === 'exact' ? wanted.version : wanted.range;
  const refused: string[] = [];
  for (const name of packages) {
    const release = newest(await findReleases(installation.workshop, name, range));
    if (release === undefined) continue;
    const found = await provideRelease(installation, name, release);
    if ('executable' in found) return found;
    refused.push(`${name}: ${found.reason}`);
  }
  if (refused.length > 0) throw failed(say.doesNotRun(packages, refused));
  const instead = await publishedInstead(installation.workshop, packages);
  throw failed(say.notPublished(range, packages, instead));
}

async function provideRelease(
  installation: Installation,
  name: string,
  release: Release,
): Promise<Found | { reason: string }> {
  const { clock, log, platform, workshop } = installation;
  const version = inEngine(release.version);
  const there = await firstCached(installation, [name], version);
  if (there !== undefined) return there;

  const started = clock.now();
  const wanted = opencodeIn(installation, name, version);
  const installed = await installExecutable(workshop, wanted, release, isGuess(name, platform));
  if ('reason' in installed) return installed;
  log(say.installed(version, name, clock.now() - started));
  return { executable: installed.path, version, cached: false };
}

/** Whether the package was not chosen by what is known of the machine, so that only running it tells. */
function isGuess(name: string, platform: Platform): boolean {
  const [best, ...others] = opencodePackages(platform);
  return name !== best || (platform.avx2 === undefined && others.length > 0);
}

async function firstCached(
  installation: Installation,
  packages: readonly string[],
  version: string,
): Promise<Found | undefined> {
  for (const name of packages) {
    const executable = await cached(opencodeIn(installation, name, version));
    if (executable !== undefined) return { executable, version, cached: true };
  }
  return undefined;
}

function opencodeIn({ root, platform }: Installation, name: string, version: string): Executable {
  return {
    package: name,
    version,
    name: executableName('opencode', platform),
    pin: version === OPENCODE_VERSION ? OPENCODE_PINS[name] : undefined,
    folder: join(root, 'opencode', version, name),
  };
}

/** What the registry has for this platform, so that the message can name a way on. */
async function publishedInstead(
  workshop: Workshop,
  packages: readonly string[],
): Promise<string[]> {
  const found = await Promise.all(
    packages.map(async (name) => {
      const release = newest(await findReleases(workshop, name, '1').catch((): Release[] => []));
      return release === undefined ? [] : [`${name} ${release.version}`];
    }),
  );
  return found.flat();
}

function warningsFor(wanted: Wanted, version: string): string[] {
  return [
    ...(wanted.kind === 'range' ? [say.resolved(wanted.range, version)] : []),
    ...(version === OPENCODE_VERSION ? [] : [say.unpinned(version)]),
  ];
}

function failed(message: string): InstallError {
  return new InstallError('failed-to-start', message);
}
