import { expect, test } from 'vitest';
import type { CustomRule } from '../../../src/hygiene/policy.ts';
import { custom } from '../../../src/hygiene/rules/custom.ts';
import { customRule, factsOf } from './judged-subject.ts';

const FACTS = factsOf(
  { title: 'Add a door', body: 'One\nTODO two', labels: ['area: ui', 'bug'] },
  { changes: { lines: 3, files: ['src/a.ts', 'dist/b.js'] } },
);

test.each<[string, Partial<CustomRule>, boolean]>([
  ['a title that fits', { on: 'title', match: '^Add ' }, true],
  ['a title that does not', { on: 'title', match: '^Fix ' }, false],
  ['a body without what is refused', { on: 'body', reject: 'FIXME' }, true],
  ['a body with it', { on: 'body', reject: 'TODO' }, false],
  ['some label that fits', { on: 'labels', match: '^area: ' }, true],
  ['no label that fits', { on: 'labels', match: '^size: ' }, false],
  ['some file that is refused', { on: 'files', reject: '^dist/' }, false],
  ['some file that is wanted', { on: 'files', match: '^src/' }, true],
  ['a head branch that fits', { on: 'head-branch', match: '^topic$' }, true],
  ['a base branch that is refused', { on: 'base-branch', reject: '^dev$' }, false],
  ['an author that is refused', { on: 'author', reject: '(?i)^ALICE$' }, false],
  ['both, content', { on: 'title', match: 'door', reject: 'window' }, true],
  ['both, refused', { on: 'title', match: 'door', reject: 'Add' }, false],
  ['an expression that does not compile', { on: 'title', match: '(', reject: '(?<=a)(' }, true],
  ['a rule for issues', { on: 'title', match: 'window', subjects: 'issue' }, true],
])('%s', (_, rule, isContent) => {
  expect(custom(FACTS, customRule(rule))).toHaveLength(isContent ? 0 : 1);
});

test('says what the maintainers wrote, and on which line', () => {
  const rule = customRule({
    id: 'no-todo',
    on: 'body',
    reject: 'TODO',
    message: 'No.',
    fix: 'Do.',
  });

  expect(custom(FACTS, rule)).toEqual([
    {
      rule: 'custom/no-todo',
      key: 'custom/no-todo',
      severity: 'error',
      line: 2,
      problem: { kind: 'custom', message: 'No.', fix: 'Do.' },
    },
  ]);
});

test('is silent about files that nobody looked at and branches that an issue has not', () => {
  const { changes: _, ...facts } = FACTS;
  const { branches: __, ...subject } = facts.subject;
  const issue = { ...facts, subject: { ...subject, kind: 'issue' as const } };

  expect(custom(facts, customRule({ on: 'files', match: 'x' }))).toEqual([]);
  expect(custom(issue, customRule({ on: 'head-branch', match: 'x' }))).toEqual([]);
});

test('needs no time for an expression that explodes elsewhere', () => {
  const facts = factsOf({ body: 'a'.repeat(65_536) });
  const started = performance.now();

  expect(custom(facts, customRule({ on: 'body', match: '^(a+)+b$' }))).toHaveLength(1);

  expect(performance.now() - started).toBeLessThan(1000);
});
