// Installs what is missing before a command runs. Plain JavaScript for Node 20: it runs before anything is installed.
// npm's own record of what it installed (node_modules/.package-lock.json) is compared with the lock file, so that
// nothing is started when nothing is to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The dependencies and the tests need this; the bundles in dist/ run on Node 20. */
const DEVELOPMENT_NODE = 24;
const root = fileURLToPath(new URL('..', import.meta.url));

const missing = firstMissing(join(root, 'package-lock.json'), join(root, 'node_modules'));
if (missing !== undefined) install(missing);
checkNode();

/** The first package that this machine should have and has not, or undefined. */
function firstMissing(lockFile, modules) {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return 'everything';
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.keys(wanted).find(
    (path) =>
      path !== '' &&
      isNeededHere(wanted[path]) &&
      (installed[path]?.version !== wanted[path].version ||
        installed[path]?.integrity !== wanted[path].integrity ||
        !existsSync(join(root, path))),
  );
}

/** Platform packages count only on their platform; where the C library decides too, npm's choice is taken as it is. */
function isNeededHere(entry) {
  if (entry.optional !== true && entry.devOptional !== true) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return entry.os.includes(process.platform) && entry.cpu.includes(process.arch);
}

function install(reason) {
  console.error(`ensure: installing the locked packages (missing or out of date: ${reason})`);
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status === 0) return;
  stop(
    `npm ci ended with ${error?.message ?? `exit code ${status}`}; its own message is above.\n` +
      'Expected: a reachable package registry and a package-lock.json that fits package.json.\n' +
      'To do: mend what npm names, then run the same command again.',
  );
}

function checkNode() {
  const bundled = join(root, 'node_modules', '.bin', 'node');
  const major = Number(process.versions.node.split('.')[0]);
  if (existsSync(bundled) || major >= DEVELOPMENT_NODE) return;
  stop(
    `Node ${process.versions.node} is too old for the tests, and npm has no Node ${DEVELOPMENT_NODE} for ` +
      `${process.platform} ${process.arch}.\nTo do: install Node ${DEVELOPMENT_NODE} or newer and run the same command again.`,
  );
}

function stop(message) {
  console.error(`ensure: ${message}`);
  process.exit(1);
}
