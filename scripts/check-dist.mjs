// Builds the bundles anew and fails when the committed ones differ, files too many or too few included.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (command, ...args) =>
  execFileSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

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
