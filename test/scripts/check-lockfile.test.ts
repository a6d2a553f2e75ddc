import { expect, test } from 'vitest';
import { lockfileProblems, readLockfile } from '../../scripts/check-lockfile.ts';

const owner = { version: '2.0.0', optionalDependencies: { 'tool-linux': '2.0.0' } };

test('our own lock file has every platform package and names no registry', () => {
  expect(lockfileProblems(readLockfile())).toEqual([]);
});

test.each([
  {
    claim: 'a platform package that is left out is named with its owner',
    packages: { 'node_modules/tool': owner },
    says: /node_modules\/tool wants tool-linux@2\.0\.0, found nothing/,
  },
  {
    claim: 'a platform package of another version is named',
    packages: { 'node_modules/tool': owner, 'node_modules/tool-linux': { version: '1.9.0' } },
    says: /found 1\.9\.0/,
  },
  {
    claim: 'the project itself is an owner too',
    packages: { '': owner },
    says: /the project wants tool-linux/,
  },
  {
    claim: 'an address of a registry is named',
    packages: { 'node_modules/a': { version: '1.0.0', resolved: 'https://registry.test/a.tgz' } },
    says: /node_modules\/a names a registry/,
  },
])('$claim', ({ packages, says }) => {
  expect(lockfileProblems({ packages })).toEqual([expect.stringMatching(says)]);
});

test.each([
  { where: 'at the top', path: 'node_modules/tool-linux' },
  { where: 'beside its owner', path: 'node_modules/x/node_modules/tool-linux' },
  {
    where: 'inside its owner',
    path: 'node_modules/x/node_modules/@scope/tool/node_modules/tool-linux',
  },
])('a platform package is found $where', ({ path }) => {
  const packages = {
    'node_modules/x/node_modules/@scope/tool': owner,
    [path]: { version: '2.0.0' },
  };

  expect(lockfileProblems({ packages })).toEqual([]);
});
