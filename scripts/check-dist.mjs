// Builds the bundles anew and fails when the committed ones differ, files too many or too few included.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
run('npm', 'run', '--silent', 'build');
const changes = run('git', 'status', '--porcelain', '--untracked-files=all', '--', 'dist');
if (changes !== '') {
  console.error(
    `dist/ is not what the sources build. Expected no difference, found:\n${changes}` +
      'To do: run npm run build and commit dist/.',
  );
  process.exit(1);
}

/** What the command printed; when it fails, its own message is all there is to say. */
function run(command, ...args) {
  const { status, stdout } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
  return stdout;
}
