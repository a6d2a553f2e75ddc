import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { globMatcher } from '../../../src/hygiene/rules/path-globs.ts';

const GLOBS = [
  ...'* ** **/*.md docs/** docs/**/x release/* revert-* d?v *.{js,ts} [ab]* a**b'.split(' '),
  ...'**/a/**/b/* .github/** {a,b}/**/*.md a/**/* src/*.ts {1..3} **.md !docs/**'.split(' '),
];
const NAMES = [
  ...'a b 2 dev README.md docs docs/x docs/a/x docs/a/b.md release/1 release/1/2 x/a/b/c'.split(
    ' ',
  ),
  ...'revert-a a.js b/c.md .github/a .github/.b/c src/a.ts src/a/b.ts axb ax/b .a.md'.split(' '),
];

test.each(GLOBS)('%s fits what picomatch says', (glob) => {
  const expected = NAMES.filter((name) =>
    picomatch.isMatch(name, glob, { dot: true, strictSlashes: true }),
  );

  expect(NAMES.filter(globMatcher([glob]))).toEqual(expected);
});

test('one of several is enough', () => {
  expect(['a.md', 'b.ts', 'c.js'].filter(globMatcher(['*.md', '*.ts']))).toEqual(['a.md', 'b.ts']);
});

test.each(['', 'a'.repeat(70_000), '!'])('what is no glob fits nothing', (glob) => {
  expect(NAMES.filter(globMatcher([glob]))).toEqual([]);
});

test.each(['*a*a*a*a*a*b', '**/a/**/a/**/a/**/b', '{a,aa}{a,aa}{a,aa}*b'])(
  '%s takes no time on a hostile name',
  (glob) => {
    const started = performance.now();

    globMatcher([glob])('a'.repeat(4000));
    globMatcher([glob])('a/'.repeat(2000));

    expect(performance.now() - started).toBeLessThan(500);
  },
);
