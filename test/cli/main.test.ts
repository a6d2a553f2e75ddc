import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/sessions/outcome.ts';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-run-cli-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };

/** The real process, as a shell would start it. */
async function agentRun(argv: string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, timeout: 30_000 });
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

test('--help ends well and shows how to begin', async () => {
  const { code, out, err } = await agentRun(['run', '--help']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('agent-run run "Fix the smallest TODO."');
});

test('an unknown flag ends with the code of wrong inputs and the nearest flag', async () => {
  const { code, out, err } = await agentRun(['run', 'Go.', '--max-cots', '5']);

  expect({ code, out }).toEqual({ code: EXIT_CODES['invalid-input'], out: '' });
  expect(err).toContain('--max-cost');
});

test('wrong inputs are told all at once, and leave nothing behind', async () => {
  const { code, out, err } = await agentRun(
    ['run', '-', '--files', 'missing.md', '--timeout', '5', '--json'],
    'Go.',
  );

  expect(code).toBe(EXIT_CODES['invalid-input']);
  expect(err).toContain('`files`: there is no file "missing.md"');
  expect(err).toContain('`timeout`: 5 has no unit');
  expect(JSON.parse(out)).toMatchObject({ outcome: 'invalid-input' });
  expect(await readdir(folder)).toEqual([]);
});

test('an executable that is not opencode ends with the code of a failed start', async () => {
  const flags = ['--opencode-path', process.execPath, '--model', 'fake/fake', '--json'];
  const folders = ['--output-folder', join(folder, 'run')];

  const { code, out } = await agentRun(['run', 'Go.', ...flags, ...folders]);

  expect(JSON.parse(out)).toMatchObject({ outcome: 'failed-to-start' });
  expect(code).toBe(EXIT_CODES['failed-to-start']);
});
