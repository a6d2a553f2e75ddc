import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedExecutable, cacheRoot, isOneOf } from '../../src/agent/executable-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Where tools are kept, and which variables say so; a file is in the way of whatever would lie below it. */
const ROOTS: Record<string, Record<string, string>> = {
  tools: { RUNNER_TOOL_CACHE: 'tools', XDG_CACHE_HOME: 'xdg', HOME: 'home' },
  'xdg/agent-run': { RUNNER_TOOL_CACHE: '', XDG_CACHE_HOME: 'xdg', LOCALAPPDATA: 'data' },
  'data/agent-run': { RUNNER_TOOL_CACHE: '', XDG_CACHE_HOME: '', LOCALAPPDATA: 'data' },
  'home/.cache/agent-run': { XDG_CACHE_HOME: '', LOCALAPPDATA: '', HOME: 'home' },
  'temp/agent-run-tools': { RUNNER_TOOL_CACHE: 'file/tools', HOME: 'file', RUNNER_TEMP: 'temp' },
};

test.each(Object.entries(ROOTS))('tools are kept in %s', async (root, variables) => {
  writeFileSync(join(folder, 'file'), '');
  const env = Object.entries(variables).map(([name, value]) => [
    name,
    value === '' ? '' : join(folder, value),
  ]);

  expect(await cacheRoot(Object.fromEntries(env) as NodeJS.ProcessEnv)).toBe(join(folder, root));
});

test.each(['', undefined])(
  'without a place to write and with RUNNER_TEMP %j, in the system’s',
  async (value) => {
    writeFileSync(join(folder, 'file'), '');
    const HOME = join(folder, 'file');

    expect(await cacheRoot({ HOME, RUNNER_TOOL_CACHE: '', RUNNER_TEMP: value })).toBe(
      join(tmpdir(), 'agent-run-tools'),
    );
  },
);

function put(content: Buffer): void {
  writeFileSync(join(folder, 'opencode'), content);
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** No two stretches of it are alike. */
function bytes(length: number): Buffer {
  const content = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) content.writeUInt32LE(at, at);
  return content;
}

const MIB = 1 << 20;
const SIZES = [0, 1, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1, 8 * MIB, 13 * MIB + 7];

test.each(SIZES)('an executable of %i bytes is known by its hash', async (size) => {
  const content = bytes(size);
  put(content);

  expect(await cachedExecutable(folder, 'opencode', sha256(content))).toBe(
    join(folder, 'opencode'),
  );
});

test.each([0, 4 * MIB, 8 * MIB - 1, 13 * MIB + 6])(
  'one wrong byte is noticed, be it the one at %i',
  async (at) => {
    const content = bytes(13 * MIB + 7);
    const pinned = sha256(content);
    content[at] = (content[at] ?? 0) ^ 1;
    put(content);

    expect(await cachedExecutable(folder, 'opencode', pinned)).toBeUndefined();
  },
);

test('a pinned hash is not asked of the file beside the executable', async () => {
  const planted = Buffer.from('planted by an earlier job');
  put(planted);
  writeFileSync(join(folder, 'sha256'), sha256(planted));

  expect(await cachedExecutable(folder, 'opencode', sha256(bytes(8)))).toBeUndefined();
  expect(await cachedExecutable(folder, 'opencode', undefined)).toBe(join(folder, 'opencode'));
});

test('what is no file is not there', async () => {
  expect(await cachedExecutable(folder, 'missing', sha256(bytes(8)))).toBeUndefined();
  mkdirSync(join(folder, 'folder'));
  expect(await cachedExecutable(folder, 'folder', sha256(bytes(0)))).toBeUndefined();
});

test('an executable is known wherever it is, and only by its size and hash', async () => {
  const path = join(folder, 'elsewhere');
  writeFileSync(path, 'program');
  const hash = sha256(Buffer.from('program'));

  expect(
    await isOneOf(path, [
      { sha256: 'another', bytes: 7 },
      { sha256: hash, bytes: 7 },
    ]),
  ).toBe(true);
  expect(await isOneOf(path, [{ sha256: hash, bytes: 8 }])).toBe(false);
  expect(await isOneOf(path, [{ sha256: 'another', bytes: 7 }])).toBe(false);
  expect(await isOneOf(join(folder, 'nothing'), [{ sha256: hash, bytes: 7 }])).toBe(false);
});
