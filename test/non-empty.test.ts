import { expect, test } from 'vitest';
import { folderList, nonEmpty } from '../src/non-empty.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  [' ', ' '],
  ['/tmp', '/tmp'],
])('of a variable that is %j, %j was given', (value, expected) => {
  expect(nonEmpty(value)).toBe(expected);
});

test.each([
  [['/a', '/usr/bin:/bin'], '/a:/usr/bin:/bin'],
  [['/a', ''], '/a'],
  [['/a', undefined], '/a'],
  [['', '/a'], '/a'],
])('the folders of %j are %j, and never the current one', (folders, list) => {
  expect(folderList(folders, ':')).toBe(list);
});
