/*
 * Builds a Gitea for the tests in test/real, from its sources as the Go module proxy has them.
 *
 *   node scripts/build-gitea.ts 1.27.3 [folder]
 *
 * It takes the Go that this version asks for, a C compiler for SQLite, and some ten minutes. What comes out is one
 * executable with its own templates in it; it has no scripts and styles, so that its pages look bare. Its path is the last
 * line.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = 'code.gitea.io/gitea';
const TAGS = 'bindata sqlite sqlite_unlock_notify';
/** Those that put files of the sources into the executable. */
const GENERATED = ['options', 'templates', 'public', 'migration'];
const DEFAULT_FOLDER = fileURLToPath(new URL('../.cache/gitea', import.meta.url));

const [version = '', folder = DEFAULT_FOLDER] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
  console.error('expected a version of Gitea, such as 1.27.3');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const executable = join(resolve(folder), `gitea-${version}`);
const sources = mkdtempSync(join(tmpdir(), 'gitea-sources-'));
try {
  // The module cache is read-only, and go generate writes beside the sources.
  cpSync(downloaded(), sources, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', sources]);
  go('generate', '-tags', TAGS, ...GENERATED.map((name) => `./modules/${name}`));
  go('build', '-tags', TAGS, '-ldflags', `-s -w -X main.Version=${version}`, '-o', executable, '.');
} finally {
  rmSync(sources, { recursive: true, force: true });
}
console.log(execFileSync(executable, ['--version'], { encoding: 'utf8' }).trim());
console.log(executable);

function downloaded(): string {
  const told = execFileSync('go', ['mod', 'download', '-json', `${MODULE}@v${version}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return (JSON.parse(told) as { Dir: string }).Dir;
}

function go(...parts: readonly string[]): void {
  const env = { ...process.env, CGO_ENABLED: '1' };
  execFileSync('go', parts, { cwd: sources, env, stdio: ['ignore', 'inherit', 'inherit'] });
}
