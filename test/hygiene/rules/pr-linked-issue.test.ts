import { describe, expect, test } from 'vitest';
import type { ReferencedIssue } from '../../../src/forge/model.ts';
import type { Facts } from '../../../src/hygiene/facts.ts';
import { linkedIssues, prLinkedIssue } from '../../../src/hygiene/rules/pr-linked-issue.ts';
import { FILLED, TEMPLATE, TEMPLATE_TEXT } from '../template/pull-request.ts';
import { factsOf, kindsOf, LINK_POLICY } from './judged-subject.ts';

type LinkPolicy = typeof LINK_POLICY;

const OWN = { owner: 'o', name: 'r' };
const issue = (number: number, rest = {}): ReferencedIssue => ({
  ...OWN,
  number,
  kind: 'issue',
  open: true,
  assignees: [],
  ...rest,
});
const absent = (number: number): ReferencedIssue => ({ ...OWN, number, kind: 'absent' });
const pull = (number: number): ReferencedIssue => ({
  ...OWN,
  number,
  kind: 'pull-request',
  open: true,
  assignees: [],
});
const closing = (number: number, rest = {}) => ({ ...OWN, number, manual: false, ...rest });

const OTHER_BASE = {
  branches: { base: 'stable', baseIsDefault: false, head: 'topic', headSha: 'a1' },
};

function judged(
  body: string,
  facts: Partial<Omit<Facts, 'subject'>> = {},
  policy: Partial<LinkPolicy> = {},
  subject: Partial<Facts['subject']> = {},
): string[] {
  return kindsOf(
    prLinkedIssue(factsOf({ body, ...subject }, facts), { ...LINK_POLICY, ...policy }),
  );
}

test.each<[string, string, Partial<Facts>]>([
  ['a keyword, and nobody looked', 'Fixes #12', {}],
  ['a keyword and an issue that exists', 'Fixes #12', { references: [issue(12)] }],
  ['one of several', 'Fixes #11, fixes #12', { references: [absent(11), issue(12)] }],
  ['what the forge would close', 'Done.', { references: [], closing: [closing(12)] }],
  ['what somebody linked by hand', 'Done.', { closing: [closing(12, { manual: true })] }],
  [
    'an issue only the forge may see',
    'Fixes #12',
    { references: [absent(12)], closing: [closing(12)] },
  ],
  ['an issue elsewhere', 'Fixes x/y#1', { references: [issue(1, { owner: 'x', name: 'y' })] }],
])('%s is a link', (_, body, facts) => {
  expect(judged(body, facts)).toEqual([]);
});

test.each<[string, string, Partial<Facts>, string]>([
  ['nothing', 'Done.', {}, 'no-issue'],
  ['an empty description', '', { references: [], closing: [] }, 'no-issue'],
  ['the untouched template', TEMPLATE_TEXT, { templates: [TEMPLATE] }, 'no-issue'],
  ['a number without keyword', 'See #12', {}, 'issue-only-mentioned'],
  ['the same, and it exists', 'See #12', { references: [issue(12)] }, 'issue-only-mentioned'],
  [
    'the same, and it does not exist',
    'colour #123456',
    { references: [absent(123456)] },
    'no-issue',
  ],
  ['the same, and it is a pull request', 'See #12', { references: [pull(12)] }, 'no-issue'],
  ['a step', 'N/A, see step #1', { references: [pull(1)] }, 'no-issue'],
  ['an issue that does not exist', 'Fixes #12', { references: [absent(12)] }, 'issue-absent'],
  ['an issue that the forge was not asked for', 'Fixes #12', { references: [] }, 'issue-absent'],
  ['a pull request', 'Fixes #12', { references: [pull(12)] }, 'issue-is-pull-request'],
  [
    'the address of a pull request',
    'Fixes https://github.com/o/r/pull/12',
    {},
    'issue-is-pull-request',
  ],
  ['the pull request itself', 'Fixes #7', {}, 'issue-is-pull-request'],
  ['the pull request itself, mentioned', 'This is #7', {}, 'no-issue'],
  ['an issue elsewhere that nobody looked at', 'Fixes x/y#1', {}, 'issue-absent'],
  [
    'many wrong ones',
    'Fixes #1 fixes #2 fixes #3',
    { references: [absent(1), pull(2), absent(3)] },
    'issue-is-pull-request',
  ],
  ['a keyword in code', '`Fixes #12`', {}, 'no-issue'],
])('%s is no link', (_, body, facts, kind) => {
  expect(judged(body, facts)).toEqual([kind]);
});

describe('the issue row of the origin', () => {
  test.each([
    ['Closes https://github.com/o/r/issues/12', []],
    ['GH-12', ['issue-only-mentioned']],
    ['Fixes GH-12', []],
    ['N/A, see step #1', ['issue-only-mentioned']],
    ['colour #123456', ['issue-only-mentioned']],
  ])('%s in its section: %j', (text, kinds) => {
    const body = FILLED.replace('Closes #12', text);

    expect(judged(body, { templates: [TEMPLATE] })).toEqual(kinds);
  });

  test('counts in any other section', () => {
    const body = FILLED.replace('Closes #12', 'Closes #').replace('It now waits', 'Closes #12');

    expect(judged(body, { templates: [TEMPLATE] })).toEqual([]);
  });
});

test.each<[Partial<LinkPolicy>, ReferencedIssue, string[]]>([
  [{ requireOpen: true }, issue(12), []],
  [{ requireOpen: true }, issue(12, { open: false }), ['issue-closed']],
  [{ requireOpen: false }, issue(12, { open: false }), []],
  [{ requireAssignee: true }, issue(12), ['issue-unassigned']],
  [{ requireAssignee: true }, issue(12, { assignees: ['bob'] }), []],
  [{ accept: ['cross-repo'] }, issue(12), ['issue-link-not-accepted']],
  [{ accept: ['external'] }, issue(12), ['issue-link-not-accepted']],
])('under %j an issue %j is told %j', (policy, found, kinds) => {
  expect(judged('Fixes #12', { references: [found], closing: [closing(12)] }, policy)).toEqual(
    kinds,
  );
});

test.each<[string, Partial<LinkPolicy>, string[]]>([
  ['Fixes x/y#1', { accept: ['same-repo'] }, ['issue-link-not-accepted']],
  ['See x/y#1', { accept: ['same-repo'] }, ['no-issue']],
  ['For ABC-12', { accept: ['external'], external: ['ABC-[0-9]+'] }, []],
  ['For ABC-12', { accept: ['same-repo'], external: ['ABC-[0-9]+'] }, ['no-issue']],
  ['https://github.com/o/r/security/dependabot/3', { accept: ['alert'] }, []],
  ['https://github.com/o/r/security/dependabot/3', { accept: ['same-repo'] }, ['no-issue']],
])('%s under %j is told %j', (body, policy, kinds) => {
  expect(judged(body, {}, policy)).toEqual(kinds);
});

test('a link by hand counts only where the policy accepts it', () => {
  const facts = { closing: [closing(12, { manual: true })] };

  expect(judged('', facts, { accept: ['same-repo'] })).toEqual(['no-issue']);
  expect(
    judged(
      'Fixes x/y#1',
      { closing: [{ owner: 'x', name: 'y', number: 1, manual: true }] },
      { accept: ['manual'] },
    ),
  ).toEqual([]);
});

test.each([
  ['docs: a typo', true],
  ['Docs: a typo', true],
  ['[WIP] docs(readme)!: a typo', true],
  ['docs:a typo', true],
  ['fix: docs', false],
  ['docs', false],
])('"%s" needs no issue when docs do not: %s', (title, isExempt) => {
  expect(judged('', {}, { exemptTypes: ['docs'] }, { title })).toEqual(
    isExempt ? [] : ['no-issue'],
  );
});

test("the forge's own title of a revert is of the type revert", () => {
  expect(judged('', {}, { exemptTypes: ['revert'] }, { title: 'Revert "fix: a"' })).toEqual([]);
});

test.each([
  [{ maxLines: 5, paths: [] }, { lines: 5, files: ['a.ts'] }, true],
  [{ maxLines: 5, paths: [] }, { lines: 6, files: ['a.ts'] }, false],
  [{ maxLines: 0, paths: ['docs/**'] }, { lines: 900, files: ['docs/a/b.md'] }, true],
  [{ maxLines: 0, paths: ['docs/**'] }, { lines: 1, files: ['docs/a.md', 'a.ts'] }, false],
  [{ maxLines: 5, paths: ['docs/**'] }, { lines: 6, files: ['docs/a.md'] }, false],
  [{ maxLines: 0, paths: [] }, { lines: 0, files: [] }, false],
  [{ maxLines: 5, paths: [] }, undefined, false],
])('with %j a change of %j is trivial: %s', (trivial, changes, isTrivial) => {
  const facts = changes === undefined ? {} : { changes };

  expect(judged('', facts, { trivial })).toEqual(isTrivial ? [] : ['no-issue']);
});

describe('into another branch than the default one', () => {
  test.each<[string, Partial<Facts>, string[]]>([
    ['Fixes #12', { references: [issue(12)], closing: [] }, ['warning: issue-not-closed-by-forge']],
    ['Done.', { closing: [closing(12)] }, ['no-issue']],
    ['Done.', { closing: [closing(12, { manual: true })] }, ['warning: issue-not-closed-by-forge']],
    ['Fixes #12', { forge: 'gitea', references: [issue(12)] }, []],
  ])('%s with %j is told %j', (body, facts, kinds) => {
    expect(judged(body, facts, {}, OTHER_BASE)).toEqual(kinds);
  });
});

test.each([
  ['This does not fix #12', ['warning: issue-negated']],
  ['This does not fix #12. Fixes #13', ['warning: issue-negated']],
  ['This does not fix #12. It fixes #12', []],
])('a negation only warns: %s', (body, kinds) => {
  expect(judged(body)).toEqual(kinds);
});

test('the finding names issue and line, and its key survives another letter case', () => {
  const [finding] = prLinkedIssue(factsOf({ body: 'A\n\nsee O/R#12' }), LINK_POLICY);

  expect(finding).toEqual({
    rule: 'pr-linked-issue',
    key: 'pr-linked-issue/issue-only-mentioned/o/r#12',
    severity: 'error',
    line: 3,
    problem: { kind: 'issue-only-mentioned', reference: { ...OWN, number: 12 } },
  });
});

test('the words of the server link, and no others', () => {
  const closingKeywords = ['Löst', 'erledigt'];

  expect(judged('Löst #12', { closingKeywords })).toEqual([]);
  expect(judged('Fixes #12', { closingKeywords })).toEqual(['issue-only-mentioned']);
});

test.each([
  [
    ['löst', 'erledigt', 'schließt'],
    ['Löst', 'Erledigt'],
  ],
  [['löst', 'closes'], ['Closes']],
  [['fixes', 'closes', 'löst'], undefined],
  [undefined, undefined],
])('of the words %j a repair names %j', (closingKeywords, keywords) => {
  const facts = factsOf({ body: '' }, closingKeywords === undefined ? {} : { closingKeywords });

  const [finding] = prLinkedIssue(facts, LINK_POLICY);

  expect(finding?.problem).toEqual({ kind: 'no-issue', ...(keywords && { keywords }) });
});

test('linked issues are those that count, once each', () => {
  const facts = factsOf(
    { body: 'Fixes #12, fixes #13' },
    { references: [issue(12), absent(13)], closing: [closing(12), closing(14, { manual: true })] },
  );

  expect(linkedIssues(facts, LINK_POLICY).map(({ number }) => number)).toEqual([12, 14]);
});

test('an issue needs no issue', () => {
  expect(judged('', {}, {}, { kind: 'issue' })).toEqual([]);
});
