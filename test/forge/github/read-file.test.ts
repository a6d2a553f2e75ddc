import { expect, test } from 'vitest';
import { githubWire, refusal } from './github-wire.ts';

const wire = githubWire();
const HELLO = { owner: 'octo', name: 'hello' };
const blob = (text: string | null): object => ({ kind: 'Blob', text });

test.each([
  ['a file', blob('text'), { path: 'a "b".md', text: 'text' }],
  ['an empty file', blob(''), { path: 'a "b".md', text: '' }],
  ['a picture', blob(null), undefined],
  ['a folder', { kind: 'Tree' }, undefined],
  ['nothing', null, undefined],
])('%s is read as what it is', async (_, object, expected) => {
  wire().answers({ rateLimit: null, repository: { object } });

  const found = await wire().forge().readFile(HELLO, 'a "b".md', 'v1');

  expect(found).toEqual(expected);
  expect(wire().asked[0]?.variables).toMatchObject({ expression: 'v1:a "b".md' });
});

test('a file is read from the default branch of a repository that is there', async () => {
  wire().answers({ rateLimit: null, repository: refusal('NOT_FOUND') });

  await expect(wire().forge().readFile(HELLO, 'a.md')).resolves.toBeUndefined();
  expect(wire().asked[0]?.variables).toMatchObject({ expression: 'HEAD:a.md' });
});

test('a ref cannot smuggle a path in', async () => {
  await expect(wire().forge().readFile(HELLO, '/../x', 'main:secrets')).resolves.toBeUndefined();
});

const version = (oid: string, text: string | null): object => ({
  oid,
  file: text === null ? null : { object: blob(text) },
});
const versions = (since: object[], before: object[]): object => ({
  rateLimit: null,
  repository: {
    defaultBranchRef: {
      target: { kind: 'Commit', since: { nodes: since }, before: { nodes: before } },
    },
  },
});

test('the versions of a file since an instant include the one that was current then', async () => {
  wire().answers(
    versions(
      [version('3', 'newest'), version('2', null), version('1', 'at since')],
      [version('1', 'at since')],
    ),
  );

  const found = await wire().forge().fileVersions(HELLO, 'a.md', 1_782_309_600_999);

  expect(found.map(({ text }) => text)).toEqual(['newest', 'at since']);
  expect(wire().asked[0]?.variables).toEqual({
    ...HELLO,
    path: 'a.md',
    since: '2026-06-24T14:00:00Z',
  });
});

test('of many versions ten are told, the one of that instant among them', async () => {
  const many = Array.from({ length: 10 }, (_, index) => version(`${index}`, `new ${index}`));
  wire().answers(versions(many, [version('old', 'old')]));

  const found = await wire().forge().fileVersions(HELLO, 'a.md', 0);

  expect(found).toHaveLength(10);
  expect(found.at(-1)?.text).toBe('old');
});

test('a repository without a commit, or that is gone, has no versions', async () => {
  wire()
    .answers({ rateLimit: null, repository: { defaultBranchRef: null } })
    .answers({ rateLimit: null, repository: refusal('NOT_FOUND') });

  await expect(wire().forge().fileVersions(HELLO, 'a.md', 0)).resolves.toEqual([]);
  await expect(wire().forge().fileVersions(HELLO, 'a.md', 0)).resolves.toEqual([]);
});
