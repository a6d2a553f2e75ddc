import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * opencode installs its plugin SDK (63 MB) with npm into every config folder, unless that looks installed already:
 * no setting turns this off. While the install runs, SIGTERM is swallowed, and without a network the first request
 * hangs for a minute. So folders get what makes them look installed.
 */
const LOCK = JSON.stringify({
  name: 'opencode',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { dependencies: { '@opencode-ai/plugin': '*' } } },
});

export function seedConfigFolder(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'package-lock.json'), LOCK);
}

/** What we and opencode put into a config folder of the checkout; all of it can be made again. */
const LITTER = ['node_modules', 'package-lock.json', 'bun.lock', '.gitignore'];

/** What to remove from the checkout at the end: absolute paths that did not exist before. Plain data. */
export type Added = {
  paths: string[];
  /** Folders to remove as well, if nothing is left in them. */
  folders: string[];
};

/**
 * Prepares the checkout's own `.opencode` folders, from the working directory up to the root of its repository.
 * One that holds somebody's package.json is left to opencode: its dependencies are wanted.
 */
export function seedCheckout(directory: string): Added {
  const folders = configPlaces(directory).map((parent) => join(parent, '.opencode'));
  const present = folders.filter((folder) => existsSync(folder));
  const absent = [join(directory, '.opencode')].filter((folder) => !existsSync(folder));
  const litter = [...present, ...absent].flatMap((folder) =>
    LITTER.map((name) => join(folder, name)),
  );
  const plugins = join(directory, '.omo');
  const added = {
    paths: [...litter, plugins].filter((path) => !existsSync(path)),
    folders: absent,
  };

  for (const folder of present) {
    if (existsSync(join(folder, 'package.json'))) continue;
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    if (!existsSync(join(folder, 'package-lock.json'))) seedConfigFolder(folder);
  }
  return added;
}

/** Leaves alone what cannot be removed: it is litter, and the run has ended. */
export function removeAdded({ paths, folders }: Added): void {
  for (const path of paths) quietly(() => rmSync(path, { recursive: true, force: true }));
  for (const folder of folders) {
    quietly(() => {
      if (readdirSync(folder).length === 0) rmdirSync(folder);
    });
  }
}

function quietly(remove: () => void): void {
  try {
    remove();
  } catch {
    return;
  }
}

/**
 * Where opencode looks for the checkout's configs: in the folder and those above, up to and with the repository's root; up to
 * the file system's root where there is none.
 */
export function configPlaces(directory: string): string[] {
  const parent = dirname(directory);
  const isLast = existsSync(join(directory, '.git')) || parent === directory;
  return isLast ? [directory] : [directory, ...configPlaces(parent)];
}
