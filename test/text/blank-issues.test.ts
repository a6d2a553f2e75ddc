import { expect, test } from 'vitest';
import {
  blankIssuesBody,
  blankIssuesRefusal,
  blankIssuesStatus,
  blankIssuesTitle,
  blankIssuesWarning,
  type BlankIssuesWarning,
  configProblem,
  type ConfigProblem,
} from '../../src/text/blank-issues.ts';
import { markdownPen, plainPen } from '../../src/text/pen.ts';

const HOSTILE = '`@all` <b>[x](y)\u001B[31m\n## heading #1 \u202E';
const PROBLEMS: readonly ConfigProblem[] = [
  { kind: 'too-large' },
  { kind: 'not-a-mapping' },
  { kind: 'several-documents' },
  { kind: 'links-not-a-list' },
  { kind: 'not-yaml', line: 3 },
  { kind: 'not-yaml' },
  { kind: 'duplicate-key', line: 2 },
  { kind: 'not-a-boolean', found: HOSTILE },
  { kind: 'link-incomplete', position: 1, lacks: 'about' },
  { kind: 'link-without-address', position: 2, url: HOSTILE },
  { kind: 'not-editable' },
];
const WARNINGS: readonly BlankIssuesWarning[] = [
  { kind: 'no-effect' },
  { kind: 'single-template', path: HOSTILE },
  { kind: 'invalid', path: HOSTILE, problem: { kind: 'not-editable' } },
  { kind: 'other-config', path: HOSTILE, decidesOn: [] },
  { kind: 'other-config', path: HOSTILE, decidesOn: ['gitea', 'forgejo'] },
  { kind: 'detached-from-owner', files: [HOSTILE, HOSTILE] },
];

const pens = { plain: plainPen({ subject: 'issue' }), markdown: markdownPen({ subject: 'issue' }) };
const sentences = Object.values(pens).flatMap((pen) => [
  ...PROBLEMS.map((problem) =>
    blankIssuesRefusal({ kind: 'not-changed', path: HOSTILE, problem }, pen),
  ),
  blankIssuesRefusal({ kind: 'hides-owner-files', files: [HOSTILE] }, pen),
  ...WARNINGS.map((warning) => blankIssuesWarning(warning, pen)),
  blankIssuesStatus({ path: HOSTILE, inherited: true, value: false }, pen),
  blankIssuesStatus({ inherited: false, value: true }, pen),
  blankIssuesBody({ path: HOSTILE, wanted: true, because: 'policy' }, pen),
]);

test.each(sentences)('is one line of whole sentences: %s', (sentence) => {
  expect(sentence).toMatch(/^[A-Z`"].*\.$/);
  expect(sentence).not.toMatch(/\p{Cc}|\u202E/u);
});

test.each(WARNINGS)('a person hears what strangers wrote as code only: %j', (warning) => {
  const outside = blankIssuesWarning(warning, pens.markdown).replace(
    /(`+)(?!`).*?[^`]\1(?!`)/g,
    '',
  );

  expect(outside).not.toMatch(/@|<|#|\[/);
});

test.each([
  [{ path: 'config.yml', inherited: false, value: false }, 'not allowed, as "config.yml" decides.'],
  [{ inherited: false, value: true }, 'allowed, because no config says otherwise.'],
  [
    { path: 'config.yml', inherited: false, value: true, valid: false },
    'allowed, because the forge does not go by "config.yml".',
  ],
])('the status of %j is told', (config, end) => {
  expect(blankIssuesStatus(config, pens.plain)).toBe(`Issues without a template are ${end}`);
});

test.each([
  ['false', 'found "false". Take the quotes away: it is text in them.'],
  ['maybe', 'found "maybe".'],
])('of the text %j behind the switch it is said what to do', (found, end) => {
  expect(configProblem({ kind: 'not-a-boolean', found }, pens.plain).endsWith(end)).toBe(true);
});

test('titles of commits differ by what is wanted', () => {
  expect([true, false].map(blankIssuesTitle)).toEqual([
    'Allow issues without a template',
    'Ask for a template in every issue',
  ]);
});
