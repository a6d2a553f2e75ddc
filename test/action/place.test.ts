import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskPlace } from '../../src/action/place.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-run-place-'));
  await writeFile(join(folder, 'prompt.md'), 'Go.');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('files, folders and links to them are told apart from nothing', async () => {
  await symlink('prompt.md', join(folder, 'link.md'));
  await symlink('gone.md', join(folder, 'broken.md'));
  const place = diskPlace(folder);

  const kinds = ['.', 'prompt.md', 'link.md', 'broken.md', 'prompt.md/below'].map((name) =>
    place.kindOf(join(folder, name)),
  );

  expect(await Promise.all(kinds)).toEqual(['folder', 'file', 'file', undefined, undefined]);
});

test('a text is read as it is', async () => {
  expect(await diskPlace(folder).readFile(join(folder, 'prompt.md'))).toBe('Go.');
});

test('a file that would fill the memory is not read', async () => {
  await truncate(join(folder, 'prompt.md'), 5 * 1024 * 1024);

  await expect(diskPlace(folder).readFile(join(folder, 'prompt.md'))).rejects.toThrow(
    'larger than',
  );
});

test('on a runner relative paths stay in the workspace or the temporary folder', () => {
  expect(diskPlace('/workspace', '/temp').roots).toEqual(['/workspace', '/temp']);
  expect(diskPlace('/workspace').roots).toBeUndefined();
});
