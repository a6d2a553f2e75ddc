// Installs the pinned oh-my-opencode for the scenario tests, beside the project: not every platform package that it
// lists is published, so a lock file that held it would be refused by `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '4.19.4';
const target = fileURLToPath(new URL('../.cache/oh-my-opencode', import.meta.url));

if (installedVersion(target) !== VERSION) install();

function installedVersion(folder) {
  const manifest = join(folder, 'node_modules', 'oh-my-opencode', 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

/** Installed under another name first, so that a broken-off install is never taken for a whole one. */
function install() {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{"name":"plugin-under-test","private":true}\n');
  const { status, error } = spawnSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--loglevel=error',
      `oh-my-opencode@${VERSION}`,
    ],
    { cwd: partial, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    console.error(
      `oh-my-opencode ${VERSION} could not be installed (npm: ${error?.message ?? `exit code ${status}`}). ` +
        'Its tests are left out until `node scripts/oh-my-opencode.mjs` succeeds; it needs a package registry.',
    );
    process.exit(1);
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}
