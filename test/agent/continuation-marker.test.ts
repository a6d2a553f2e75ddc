import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isContinuing } from '../../src/agent/continuation-marker.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-run-marker-'));
});

afterEach(() => rm(folder, { recursive: true }));

const sources = (...states: string[]): string =>
  JSON.stringify({ sources: Object.fromEntries(states.map((state, at) => [at, { state }])) });

test.each([
  ['goes on when a source is active', sources('active'), true],
  ['goes on when one of several is', sources('idle', 'active'), true],
  ['does not when all are idle', sources('idle', 'idle'), false],
  ['does not when there is none', sources(), false],
  ['does not when the file is being written', '{"sources":{"background', false],
  ['does not when the file says something else', '[]', false],
  ['does not when the file is about another session', undefined, false],
])('a plugin %s', async (_, text, continues) => {
  const name = text === undefined ? 'ses_other' : 'ses_root';
  const path = join(folder, '.omo', 'run-continuation', `${name}.json`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text ?? sources('active'));

  expect(await isContinuing(folder, 'ses_root')).toBe(continues);
});

test('without the plugin nothing goes on', async () => {
  expect(await isContinuing(folder, 'ses_root')).toBe(false);
});
