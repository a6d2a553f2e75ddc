import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { folderWith } from './hygiene/typed.ts';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');
const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';

/** The real process, whose reader goes away before it says a word. */
async function unread(argv: readonly string[], folder: string, which: 'stdout' | 'stderr') {
  const child = spawn(process.execPath, [MAIN, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  child.stdin.end();
  child[which].destroy();
  const other = which === 'stdout' ? child.stderr : child.stdout;
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [said, code] = await Promise.all([text(other), ended]);
  return { code, said };
}

const check = (body: string): string[] => [
  'check',
  '--body-file',
  body,
  '--template-folder',
  '.github',
];

test.each([
  ['findings', check('bad.md'), 1],
  ['nothing to say', check('good.md'), 0],
  ['help', ['--help'], 0],
  ['a script', ['completion', 'bash'], 0],
])('a closed output changes nothing about the exit code: %s', async (_title, argv, code) => {
  const folder = folderWith({
    '.github/pull_request_template.md': TEMPLATE,
    'bad.md': 'Please merge.\n',
    'good.md': '## What\n\nFixes #1.\n\n## Why\n\nThat.\n',
  });

  const ended = await unread(argv, folder, 'stdout');

  expect(ended.code).toBe(code);
  expect(ended.said).not.toMatch(/EPIPE|at .*\.ts:\d/);
});

test('nor does nobody reading the mistakes', async () => {
  const { code } = await unread(['check', '--body-file', 'none.md'], folderWith({}), 'stderr');

  expect(code).toBe(2);
});

test('a full disk is no closed pipe', () => {
  const shell = `"$0" "$1" completion bash > /dev/full`;

  const { status, stderr } = spawnSync('bash', ['-c', shell, process.execPath, MAIN], {
    encoding: 'utf8',
    timeout: 40_000,
  });

  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: what this command says cannot be written: .*ENOSPC.*\.\n$/);
});
