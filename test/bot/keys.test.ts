import { expect, test } from 'vitest';
import { keyOf, subjectOfKey } from '../../src/bot/keys.ts';

test.each([
  ['octo', 'hello', 1],
  ['octo', '.github', 123_456],
  ['a-b', 'x_y.z', 7],
])('%s/%s#%i is found again from its key', (owner, name, number) => {
  const subject = { owner, name, number };

  expect(subjectOfKey(keyOf('github', subject))).toEqual({ forge: 'github', subject });
});

test.each([
  '',
  'github',
  'github/octo/hello',
  'github/octo/hello#',
  'github/octo/hello#x',
  'a/b/c/d#1',
])('%j is no key', (key) => {
  expect(subjectOfKey(key)).toBeUndefined();
});
