import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import { cacheRoot } from './executable-cache.ts';
import { cached, type Executable, installExecutable } from './executable.ts';
import { doesNotRun, notPublished, RESOLVED, tooSlow, UNPINNED } from './install-error.ts';
import { findReleases, type Release } from './npm.ts';
import { OPENCODE_PINS, OPENCODE_VERSION } from './pins.ts';
import { currentPlatform, executableName, opencodePackages, type Platform } from './platform.ts';
import { provideRipgrep } from './ripgrep.ts';
import { inEngine, newest, parseWanted, type Wanted } from './version.ts';
import { createStaging, type Workshop } from './workshop.ts';

/** Two minutes are enough for 60 MB on a slow line; npm alone would try for ten. */
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
  /** Nothing had to be asked or downloaded. */
  cached: boolean;
};

type Found = Pick<Installed, 'executable' | 'version' | 'cached'>;

/** Everything the steps below share. The workshop is opened only when there is something to install. */
type Context = {
  root: string;
  platform: Platform;
  log: InstallRequest['log'];
  openWorkshop: () => Promise<Workshop>;
};

/** Gives the opencode executable that fits this machine, from the cache or from npm. Throws InstallError. */
export async function installOpencode(request: InstallRequest): Promise<Installed> {
  const { env, log, clock = systemClock, platform = currentPlatform() } = request;
  const wanted = parseWanted(request.version);
  const root = await cacheRoot(env);

  return inTime(clock, request.signal, async (signal) => {
    let opened: Promise<string> | undefined;
    const openWorkshop = async (): Promise<Workshop> => {
      opened ??= createStaging(join(root, 'opencode'), clock.now());
      return { env, signal, folder: await opened };
    };
    try {
      const context = { root, platform, log, openWorkshop };
      const [opencode, ripgrep] = await Promise.all([
        provideOpencode(context, wanted),
        provideRipgrep(openWorkshop, env, root, platform),
      ]);
      return {
        ...opencode,
        pathEntries: ripgrep.pathEntries,
        warnings: [...warningsFor(wanted, opencode.version), ...ripgrep.warnings],
      };
    } finally {
      if (opened !== undefined) await rm(await opened, { recursive: true, force: true });
    }
  });
}

async function provideOpencode(context: Context, wanted: Wanted): Promise<Found> {
  const packages = opencodePackages(context.platform);
  if (wanted.kind === 'exact') {
    const hit = await firstCached(context, packages, wanted.version);
    if (hit !== undefined) return hit;
  }
  const workshop = await context.openWorkshop();
  const range = wanted.kind === 'exact' ? wanted.version : wanted.range;
  const refused: string[] = [];
  for (const name of packages) {
    const release = newest(await findReleases(workshop, name, range));
    if (release === undefined) continue;
    const version = inEngine(release.version);
    if (wanted.kind === 'range') {
      const hit = await firstCached(context, [name], version);
      if (hit !== undefined) return hit;
    }
    context.log(`Installing opencode ${version} (${name})`);
    const isSure =
      name === packages[0] && (context.platform.avx2 !== undefined || packages.length === 1);
    const installed = await installExecutable(
      workshop,
      opencodeIn(context, name, version),
      release,
      !isSure,
    );
    if ('path' in installed) return { executable: installed.path, version, cached: false };
    refused.push(`${name}: ${installed.reason}`);
  }
  if (refused.length > 0) throw doesNotRun(packages, refused);
  throw notPublished(range, packages, await publishedInstead(workshop, packages));
}

async function firstCached(
  context: Context,
  packages: readonly string[],
  version: string,
): Promise<Found | undefined> {
  for (const name of packages) {
    const executable = await cached(opencodeIn(context, name, version));
    if (executable !== undefined) return { executable, version, cached: true };
  }
  return undefined;
}

function opencodeIn({ root, platform }: Context, name: string, version: string): Executable {
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
  const releases = await Promise.all(
    packages.map(async (name) => ({
      name,
      release: newest(await findReleases(workshop, name, '1').catch((): Release[] => [])),
    })),
  );
  return releases.flatMap(({ name, release }) => (release ? [`${name} ${release.version}`] : []));
}

function warningsFor(wanted: Wanted, version: string): string[] {
  return [
    ...(wanted.kind === 'range' ? [RESOLVED(wanted.range, version)] : []),
    ...(version === OPENCODE_VERSION ? [] : [UNPINNED(version)]),
  ];
}

/** Ends the work when the caller does or when it takes too long, and says which it was. */
async function inTime<T>(
  clock: Clock,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const finished = new AbortController();
  const late = new AbortController();
  void clock.sleep(LIMIT, finished.signal).then(() => late.abort(tooSlow(LIMIT / 1000)));
  const signal = caller === undefined ? late.signal : AbortSignal.any([caller, late.signal]);
  try {
    return await work(signal);
  } catch (error) {
    // What an abort breaks fails in its own words; the reason is what counts.
    throw signal.aborted ? (signal.reason as Error) : error;
  } finally {
    finished.abort();
  }
}
