import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `node scripts/oh-my-opencode.mjs` puts the plugin; opencode's config takes it as a `file://` URL. */
export const OH_MY_OPENCODE = fileURLToPath(
  new URL('../../.cache/oh-my-opencode/node_modules/oh-my-opencode', import.meta.url),
);

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser the page tests drive: CHROMIUM when set, else the first one on PATH, else undefined. */
export function chromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env['CHROMIUM'] !== undefined) return env['CHROMIUM'];
  const folders = (env['PATH'] ?? '').split(delimiter);
  return BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export function isOnPath(name: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const folders = (env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => isExecutable(join(folder, name)));
}

export function ohMyOpencode(): boolean {
  return existsSync(join(OH_MY_OPENCODE, 'package.json'));
}

/**
 * Whether tests that need `what` can run, for `describe.runIf`. Where it is absent they are skipped by name; in CI
 * (`CI=true`) leaving them out is a failure, so this throws. `remedy` says how to get it.
 */
export function requireInCi(
  what: string,
  present: boolean,
  remedy: string,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (present) return true;
  if (env['CI'] === 'true')
    throw new Error(`${what} is absent and CI leaves no test out: ${remedy}`);
  console.warn(`Left out, ${what} is absent: ${remedy}`);
  return false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
