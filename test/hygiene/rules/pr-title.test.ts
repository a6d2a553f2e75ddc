import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/hygiene/finding.ts';
import { prTitle } from '../../../src/hygiene/rules/pr-title.ts';
import { factsOf, kindsOf, TITLE_POLICY } from './judged-subject.ts';

type TitlePolicy = typeof TITLE_POLICY;

function judged(title: string, policy: Partial<TitlePolicy> = {}): string[] {
  return kindsOf(prTitle(factsOf({ title }), { ...TITLE_POLICY, ...policy }));
}

function keyOf(title: string): string | undefined {
  return prTitle(factsOf({ title }), TITLE_POLICY)[0]?.key;
}

function nearestIn(finding: Finding | undefined): string | undefined {
  return finding?.problem.kind === 'title-type-unknown' ? finding.problem.nearest : undefined;
}

test.each([
  'fix(run): wait for background/child sessions before exiting',
  'feat!: drop the old format',
  'feat(api)!: drop the old format',
  'perf: read once',
  'ci: run on arm',
  'build: bump',
  'build(deps): bump x from 1 to 2',
  'revert: the last change',
  'fix(app/ui): a',
  'fix(a,b): a',
  'fix(a, b): a',
  '[WIP] fix: a',
  'WIP: fix: a',
  'Draft: fix: a',
  '  fix: a  ',
  'fix: a: b: c',
  'Revert "fix: a"',
  'Reapply "fix: a"',
  "Merge branch 'main' into topic",
  'Merge pull request #1 from a/b',
])('"%s" is a good title', (title) => {
  expect(judged(title)).toEqual([]);
});

test.each([
  ['Fix the crash', ['title-malformed']],
  ['', ['title-malformed']],
  ['   ', ['title-malformed']],
  ['[WIP]', ['title-malformed']],
  ['fix', ['title-malformed']],
  ['fix:without a blank', ['title-malformed']],
  ['fix : a', ['title-malformed']],
  ['fix (a): b', ['title-malformed']],
  ['fix(): a', ['title-malformed']],
  ['fix(a: b', ['title-malformed']],
  ['fix:', ['title-without-subject']],
  ['fix(a)!:  ', ['title-without-subject']],
  ['Fix: a', ['title-type-unknown']],
  ['update: a', ['title-type-unknown']],
  ['update:', ['title-type-unknown', 'title-without-subject']],
  ['https://example.org', ['title-malformed']],
  ['Revert the change', ['title-malformed']],
])('"%s" is told %j', (title, kinds) => {
  expect(judged(title)).toEqual(kinds);
});

test.each([
  ['Fix: a', 'fix'],
  ['feature: a', 'feat'],
  ['doc: a', 'docs'],
  ['refector: a', 'refactor'],
  ['zzzzzz: a', undefined],
])('"%s" was most likely meant as %s', (title, meant) => {
  const [finding] = prTitle(factsOf({ title }), TITLE_POLICY);

  expect(nearestIn(finding)).toBe(meant);
});

test.each<[string, Partial<TitlePolicy>, string[]]>([
  ['fix: a', { requireScope: true }, ['title-scope-missing']],
  ['fix(x): a', { requireScope: true }, []],
  ['fix(x): a', { scopes: ['ui'] }, ['title-scope-unknown']],
  ['fix(ui,x): a', { scopes: ['ui'] }, ['title-scope-unknown']],
  ['fix: a', { scopes: ['ui'] }, []],
  ['[WIP] fix: a', { allowWip: false }, ['title-malformed']],
  ['Chore: a', { types: ['Chore'] }, []],
  ['what: a', { types: [] }, []],
  ['fix: 12345', { maxLength: 10 }, []],
  ['fix: 123456', { maxLength: 10 }, ['title-too-long']],
  ['fix: \u{1F600}\u{1F600}', { maxLength: 7 }, []],
])('"%s" under %j is told %j', (title, policy, kinds) => {
  expect(judged(title, policy)).toEqual(kinds);
});

test('two malformed titles are the same finding, two unknown types are not', () => {
  expect(keyOf('one')).toBe(keyOf('two'));
  expect(keyOf('one: a')).not.toBe(keyOf('two: a'));
});

test('an issue has no conventional title', () => {
  expect(prTitle(factsOf({ kind: 'issue', title: 'It crashes' }), TITLE_POLICY)).toEqual([]);
});

test('no title throws or makes a long key', () => {
  const part = fc.constantFrom(
    'fix',
    '(',
    ')',
    '!',
    ':',
    ' ',
    ',',
    '\n',
    '#',
    '-',
    'gpg: ',
    'x'.repeat(300),
  );
  const title = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(title, (text) => {
      const policy = { ...TITLE_POLICY, scopes: ['ui'], requireScope: true, maxLength: 20 };

      for (const { key } of prTitle(factsOf({ title: text }), policy)) {
        expect(key.length).toBeLessThanOrEqual(200);
      }
    }),
  );
});
