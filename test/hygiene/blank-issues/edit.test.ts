import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withBlankIssues } from '../../../src/hygiene/blank-issues/edit.ts';
import { LINK } from './repository-files.ts';

const OFF = 'blank_issues_enabled: false';

describe('the switch is turned off, and every other byte stays', () => {
  test.each([
    ['no file', undefined, `${OFF}\n`],
    ['an empty file', '', `${OFF}\n`],
    ['a value', 'blank_issues_enabled: true\n', `${OFF}\n`],
    ['another word for it', 'blank_issues_enabled:   Yes', 'blank_issues_enabled:   false'],
    [
      'comments and order',
      `# top\n${LINK}\n\n# why\nblank_issues_enabled: true   # here\nother: 1 # x\n# end`,
      `# top\n${LINK}\n\n# why\nblank_issues_enabled: false   # here\nother: 1 # x\n# end`,
    ],
    ['line ends of Windows', 'a: 1\r\nblank_issues_enabled: true\r\n', `a: 1\r\n${OFF}\r\n`],
    ['no line end at the end', 'a: 1\nblank_issues_enabled: true', `a: 1\n${OFF}`],
    ['a mark at the start', '\uFEFFblank_issues_enabled: true\n', `\uFEFF${OFF}\n`],
    ['quotes around the key', '"blank_issues_enabled": true\n', '"blank_issues_enabled": false\n'],
    ['quotes around the value', 'blank_issues_enabled: "true"\n', `${OFF}\n`],
    ['an empty text', 'blank_issues_enabled: ""\n', `${OFF}\n`],
    ['no value', 'blank_issues_enabled:\na: 1\n', `${OFF}\na: 1\n`],
    [
      'a comment for a value',
      'blank_issues_enabled: # on?\n',
      'blank_issues_enabled: false # on?\n',
    ],
    ['a word that is no truth value', 'blank_issues_enabled: maybe\n', `${OFF}\n`],
    ['a type', 'blank_issues_enabled: !!bool true\n', 'blank_issues_enabled: !!bool false\n'],
    ['an anchor', 'blank_issues_enabled: &on true\n', 'blank_issues_enabled: &on false\n'],
    ['an alias', 'a: &on true\nblank_issues_enabled: *on\n', `a: &on true\n${OFF}\n`],
    ['a key with a mark', '? blank_issues_enabled\n: true\n', '? blank_issues_enabled\n: false\n'],
    ['braces', '{a: [1], blank_issues_enabled: true}', '{a: [1], blank_issues_enabled: false}'],
    ['a start mark', '---\nblank_issues_enabled: true\n...\n', `---\n${OFF}\n...\n`],
  ])('%s', (_, text, edited) => {
    expect(withBlankIssues(text, false)).toEqual({ text: edited });
  });
});

describe('where the switch is not there, it is added', () => {
  test.each([
    ['below the rest', LINK, `${LINK}${OFF}\n`],
    ['on a line of its own', 'a: 1', `a: 1\n${OFF}`],
    ['with line ends of Windows', 'a: 1\r\n', `a: 1\r\n${OFF}\r\n`],
    ['in front of an end mark', 'a: 1\n...\n', `a: 1\n${OFF}\n...\n`],
    ['below a start mark', '---\n', `---\n${OFF}\n`],
    ['below comments', '# only', `# only\n${OFF}`],
    ['behind a mark at the start', '\uFEFF', `\uFEFF${OFF}\n`],
    ['as far in as the rest', '  a: 1\n  b: 2\n', `  a: 1\n  b: 2\n  ${OFF}\n`],
    ['into braces', '{a: 1}\n', `{${OFF}, a: 1}\n`],
    ['into empty braces', '{}\n', `{${OFF}}\n`],
    ['below long text', 'a: |\n  x\n  y\n', `a: |\n  x\n  y\n${OFF}\n`],
    [
      'over what a merge key brings along',
      'a: &a {blank_issues_enabled: true}\n<<: *a\n',
      `a: &a {blank_issues_enabled: true}\n<<: *a\n${OFF}\n`,
    ],
  ])('%s', (_, text, edited) => {
    expect(withBlankIssues(text, false)).toEqual({ text: edited });
  });
});

test.each([
  ['blank_issues_enabled: true\nblank_issues_enabled: true\n', { kind: 'duplicate-key', line: 2 }],
  ['a: 1\nb: 2\na: 3\n', { kind: 'duplicate-key', line: 3 }],
  ['a: [\n', { kind: 'not-yaml', line: 2 }],
  ['a: 1\n\tb: 2\n', { kind: 'not-yaml', line: 2 }],
  ['just text\n', { kind: 'not-a-mapping' }],
  ['- a\n', { kind: 'not-a-mapping' }],
  ['a: 1\n---\nb: 2\n', { kind: 'several-documents' }],
  ['blank_issues_enabled: &x true\nb: *x\n', { kind: 'not-editable' }],
  ['blank_issues_enabled: [true]\n', { kind: 'not-editable' }],
  ['blank_issues_enabled: |\n  true\n', { kind: 'not-editable' }],
  ['blank_issues_enabled: true\n  more\n', { kind: 'not-editable' }],
  ['a: *nobody\n', { kind: 'not-yaml' }],
  ['x'.repeat(40_000), { kind: 'too-large' }],
])('%j is left alone, with a reason', (text, problem) => {
  expect(withBlankIssues(text, false)).toEqual({ problem });
});

test.each([
  'blank_issues_enabled: off',
  'a: 1\nblank_issues_enabled: FALSE # x\r\n',
  '{blank_issues_enabled: no}',
])('%j says so already and stays as it is', (text) => {
  expect(withBlankIssues(text, false)).toEqual({ text });
});

const entry = fc.constantFrom(
  'blank_issues_enabled: true',
  'blank_issues_enabled: no # comment',
  'blank_issues_enabled:',
  'blank_issues_enabled: &a on',
  'other: *a',
  'contact_links: []',
  'contact_links:',
  '  - name: a',
  '    url: "https://a.b" # c',
  'text: |+',
  '  line',
  '',
  '# comment',
  '---',
  '...',
  '{a: 1}',
  '<<: {blank_issues_enabled: true}',
);

test('whatever the file, the switch is set and nothing else changes, or nothing is written', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (lines, newline, enabled) => {
        const text = lines.join(newline);
        const edited = withBlankIssues(text, enabled);
        fc.pre('text' in edited);

        expect(withBlankIssues(edited.text, enabled)).toEqual(edited);
        const changed = linesOnlyIn(edited.text, text);
        expect(changed.length).toBeLessThanOrEqual(1);
        expect(changed.every((line) => line.includes(String(enabled)))).toBe(true);
        expect(linesOnlyIn(text, edited.text).length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 300 },
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              '[',
              '{',
              '? ',
              '- ',
              ': ',
              '&a ',
              '*a',
              '"',
              '|',
              '\n',
              '\t',
              '!!',
              '%',
            ),
          )
          .map((parts) => parts.join('')),
      ),
      (text) => {
        const edited = withBlankIssues(text, false);

        expect('text' in edited || 'problem' in edited).toBe(true);
      },
    ),
  );
});

test.each(['[', '{', '- ', '? ', 'a: ', '&a ', '*a ', 'a:\n ', '<<: {a: 1}\n', '- &a [*a]\n'])(
  '%j again and again takes no time to speak of',
  (unit) => {
    const text = unit.repeat(Math.floor(16_000 / unit.length));
    const start = process.cpuUsage();

    withBlankIssues(text, false);

    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
  },
);

function linesOnlyIn(text: string, other: string): string[] {
  const known = new Set(other.split(/\r?\n/));
  return text.split(/\r?\n/).filter((line) => !known.has(line));
}
