import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedCheckout, seedConfigFolder, type Added } from './checkout.ts';
import { HANDOVER_VARIABLE, type GuardHandover } from './guard-handover.ts';
import { guardUrl } from './guard-location.ts';
import type { ServerOptions } from './server.ts';
import { MARKER_VARIABLE } from './survivors.ts';

export type RunFolder = {
  /** The whole environment of the server's process. */
  environment: Record<string, string>;
  /** What to take out of the checkout at the end. */
  added: Added;
  /** Whether the guard has taken over what it needs; it does so with the first request for a directory. */
  isGuarded(): boolean;
  /** Removes what no one may find later. */
  remove(): void;
};

/** Below these, opencode keeps what belongs to it; the user's own copies must neither be read nor written. */
const FOLDERS = {
  XDG_DATA_HOME: 'data',
  XDG_CONFIG_HOME: 'config',
  XDG_CACHE_HOME: 'cache',
  XDG_STATE_HOME: 'state',
  // Where it looks for `~/.opencode`, `~/.claude` and the like; HOME itself stays for git and the tools.
  OPENCODE_TEST_HOME: 'home',
};

type RunFolderOptions = Pick<
  ServerOptions,
  'runDir' | 'directory' | 'config' | 'models' | 'environment' | 'keys' | 'permissions'
> & { password: string; marker: string };

export function prepareRunFolder(options: RunFolderOptions): RunFolder {
  const { runDir, config, password, marker } = options;
  const folders = Object.fromEntries(
    Object.entries(FOLDERS).map(([name, folder]) => [name, join(runDir, folder)]),
  );
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  seedConfigFolder(join(runDir, FOLDERS.XDG_CONFIG_HOME, 'opencode'));
  const added = seedCheckout(options.directory);

  const handoverPath = join(runDir, KEYS_FILE);
  const plugins = Array.isArray(config['plugin']) ? config['plugin'] : [];
  const environment = {
    ...options.environment,
    ...folders,
    ...modelsVariable(runDir, options.models),
    OPENCODE_SERVER_PASSWORD: password,
    OPENCODE_CONFIG_CONTENT: JSON.stringify({
      ...config,
      // Behind all others, so that its word on permissions is the last one.
      plugin: [...plugins, guardUrl()],
    }),
    [HANDOVER_VARIABLE]: handoverPath,
    [MARKER_VARIABLE]: marker,
  };
  const handover: GuardHandover = {
    keys: options.keys,
    hidden: Object.keys(environment).filter(
      (name) => name.startsWith('OPENCODE_') || name === HANDOVER_VARIABLE,
    ),
    restored: restored(options.environment),
    ...options.permissions,
  };
  writeFileSync(handoverPath, JSON.stringify(handover), { mode: 0o600 });
  return {
    environment,
    added,
    isGuarded: () => !existsSync(handoverPath),
    remove: () => removeKeys(runDir),
  };
}

function modelsVariable(runDir: string, models: string | undefined): Record<string, string> {
  if (models === undefined) return {};
  const path = join(runDir, 'models.json');
  writeFileSync(path, models);
  return { OPENCODE_MODELS_PATH: path };
}

const KEYS_FILE = 'guard.json';

/** For a run that was killed before the guard had read them, and so removed the file. */
export function removeKeys(runDir: string): void {
  rmSync(join(runDir, KEYS_FILE), { force: true });
}

function restored(before: Record<string, string>): Record<string, string | null> {
  const changed = Object.keys(FOLDERS).filter((name) => name.startsWith('XDG_'));
  return Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
}
