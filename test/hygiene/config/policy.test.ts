import { expect, test } from 'vitest';
import { resolvePolicy } from '../../../src/hygiene/config/resolve.ts';
import { layersOf, modesOf, resolved } from './layers-of.ts';
import { HOUR, SAMPLE, SAMPLE_POLICY } from './sample.ts';

test.each([
  ['as it is', SAMPLE],
  ['with the line ends of Windows', SAMPLE.replaceAll('\n', '\r\n')],
  ['behind a byte order mark', `\uFEFF${SAMPLE}`],
  [
    'with anchors',
    SAMPLE.replace('[admin,', '&all [admin,')
      .replace('mode: warn', 'mode: &w warn')
      .replace('mode: auto', 'mode: *w'),
  ],
])('the sample config becomes the policy that it describes, %s', (how, own) => {
  const { policy, problems } = resolvePolicy(layersOf({ own, owner: '' }));

  expect(problems).toEqual([]);
  const when = how === 'with anchors' ? 'always' : 'auto';
  const { rules } = SAMPLE_POLICY;
  const issueTemplate = { ...rules['issue-template'], when };
  expect(policy).toEqual({
    ...SAMPLE_POLICY,
    rules: { ...rules, 'issue-template': issueTemplate },
  });
});

test.each([
  ['no file', undefined],
  ['an empty file', ''],
  ['only comments', '# mode: enforce\n'],
  ['null', '~'],
  ['{}', '{}'],
])('with %s nothing is closed, and template and issue are asked for', (_what, own) => {
  const { policy, problems } = resolvePolicy(
    layersOf(own === undefined ? { knownSince: 5 } : { own, knownSince: 5 }),
  );

  expect(problems).toEqual([]);
  expect(policy).toMatchObject({ mode: 'warn', since: 5 });
  expect(modesOf(policy)).toEqual(['warn', 'warn', 'off', 'off', 'warn']);
});

test.each([
  // mode, own mode, what the rule may do
  ['off', 'enforce', 'off'],
  ['dry-run', 'enforce', 'dry-run'],
  ['dry-run', 'off', 'off'],
  ['warn', 'enforce', 'enforce'],
  ['enforce', 'warn', 'warn'],
  ['enforce', 'auto', 'enforce'],
  ['warn', 'auto', 'warn'],
  ['off', 'auto', 'off'],
])('under mode %s a rule that says %s may %s', (mode, own, may) => {
  const rule = `{id: a, on: title, message: M, match: a, mode: ${own}}`;
  const { policy } = resolved(
    `mode: ${mode}\nrules: {pr-template: {mode: ${own}}, issue-template: {mode: ${own}}, custom: [${rule}]}`,
  );

  expect(policy.rules['pr-template'].mode).toBe(may);
  expect(policy.rules['issue-template']).toMatchObject({
    mode: may,
    when: own === 'auto' ? 'auto' : 'always',
  });
  expect(policy.rules.custom[0]?.mode).toBe(may);
});

test('a config with a problem never enforces, whatever its rules say', () => {
  const rules = 'pr-template: {mode: enforce}, pr-title: {mode: off}, pr-body: {mode: warn}';
  const { policy } = resolved(`mode: enforce\nrules: {${rules}}\nfoo: 1`);

  expect([policy.mode, ...modesOf(policy)]).toEqual([
    'dry-run',
    'dry-run',
    'dry-run',
    'off',
    'dry-run',
    'dry-run',
  ]);
});

test.each([
  ['0', 0],
  ['"0"', 0],
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['1d', 86_400_000],
])('a period of %s is %i ms', (written, period) => {
  expect(resolved(`grace: {period: ${written}}`)).toMatchObject({
    problems: [],
    policy: { grace: { period } },
  });
});

test('a period beyond the usual limit of extensions lifts that limit', () => {
  expect(resolved('grace: {period: 3d}').policy.grace.max).toBe(72 * HOUR);
});

test.each([
  ['auto', 'auto'],
  ['.github/a.md', { path: '.github/a.md' }],
  ['[What, Why]', { sections: ['What', 'Why'] }],
])('template: %s', (written, template) => {
  const { policy } = resolved(`rules: {pr-template: {template: ${written}}}`);

  expect(policy.rules['pr-template'].template).toEqual(template);
});

test('a rule of the repository’s own has its defaults, and what it says', () => {
  const { policy, problems } = resolved(
    String.raw`rules: {custom: [{id: a-1, on: files, reject: '\.exe$', message: M, fix: F, subjects: both}]}`,
  );

  expect(problems).toEqual([]);
  expect(policy.rules.custom).toEqual([
    {
      id: 'a-1',
      mode: 'warn',
      close: false,
      on: 'files',
      subjects: 'both',
      reject: String.raw`\.exe$`,
      message: 'M',
      fix: 'F',
    },
  ]);
});

test('a label may have its own look', () => {
  const { policy } = resolved(
    'report: {labels: {issue: {name: todo, color: "#ABCDEF", description: ""}}}',
  );

  expect(policy.report.labels.issue).toEqual({ name: 'todo', color: 'abcdef', description: '' });
});
