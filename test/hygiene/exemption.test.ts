import { expect, test } from 'vitest';
import type { Subject } from '../../src/forge/model.ts';
import { exemptionAtAGlance, exemptionOf } from '../../src/hygiene/exemption.ts';
import type { Exemption, WhoAndWhat } from '../../src/hygiene/exemption.ts';
import type { Exempt, Policy } from '../../src/hygiene/policy.ts';
import { factsOf, policyOf } from './rules/judged-subject.ts';

const BRANCHES = { base: 'dev', baseIsDefault: true, head: 'topic', headSha: 'a1' };

function about(
  exempt: Partial<Exempt>,
  subject: Partial<Subject>,
  rest: Partial<Pick<Policy, 'mode' | 'since'>> = {},
): WhoAndWhat {
  const policy = policyOf(rest);
  return {
    subject: factsOf({ createdAt: 1000, ...subject }).subject,
    policy: { ...policy, exempt: { ...policy.exempt, ...exempt } },
    permission: undefined,
    isTeamMember: undefined,
    changes: undefined,
  };
}

function by(login: string, isBot = false): Partial<Subject> {
  return { author: { login, isBot } };
}

test.each<[string, Partial<Exempt>, Partial<Subject>, Exemption | undefined]>([
  ['nothing', {}, {}, undefined],
  ['an author', { authors: ['Alice'] }, by('aLICE'), { why: 'author' }],
  ['another author', { authors: ['alice'] }, by('alice2'), undefined],
  ['an author by wildcard', { authors: ['release-*'] }, by('release-bot'), { why: 'author' }],
  ['not the middle of a name', { authors: ['a*c'] }, by('xabcx'), undefined],
  ['no overlap of both ends', { authors: ['aba*aba'] }, by('aba'), undefined],
  ['several wildcards', { authors: ['*a*b*'] }, by('xxayybzz'), { why: 'author' }],
  ['everybody', { authors: ['*'] }, by('mallory'), { why: 'author' }],
  ['a dot is a dot', { authors: ['a.c'] }, by('abc'), undefined],
  ['a bot by its brackets', { bots: ['*[bot]'] }, by('renovate[bot]'), { why: 'bot' }],
  ['no letters for the brackets', { bots: ['*[bot]'] }, by('robo'), undefined],
  ['a bot by its plain name', { bots: ['dependabot'] }, by('dependabot[bot]'), { why: 'bot' }],
  [
    'a bot by what the forge says',
    { bots: ['renovate'] },
    by('gitea-actions', true),
    { why: 'bot' },
  ],
  ['a bot where none is exempt', { bots: [] }, by('renovate[bot]', true), undefined],
  [
    'a label',
    { labels: ['Hygiene:Exempt'] },
    { labels: ['a', 'hygiene:exempt'] },
    { why: 'label', label: 'hygiene:exempt' },
  ],
  ['a draft', { drafts: 'exempt' }, { draft: true }, { why: 'draft' }],
  ['a draft that waits', { drafts: 'pause' }, { draft: true }, undefined],
  [
    'a head branch',
    { branches: { head: ['release/*'], base: [] } },
    { branches: { ...BRANCHES, head: 'release/1' } },
    { why: 'branch', side: 'head', branch: 'release/1' },
  ],
  [
    'a deeper head branch',
    { branches: { head: ['release/*'], base: [] } },
    { branches: { ...BRANCHES, head: 'release/1/a' } },
    undefined,
  ],
  [
    'a base branch',
    { branches: { head: [], base: ['d?v'] } },
    { branches: BRANCHES },
    { why: 'branch', side: 'base', branch: 'dev' },
  ],
  [
    'a branch whose name is like a glob',
    { branches: { head: ['topic'], base: [] } },
    { branches: { ...BRANCHES, head: '*' } },
    undefined,
  ],
  [
    'a glob that is none',
    { branches: { head: ['', '['.repeat(70_000)], base: [] } },
    { branches: BRANCHES },
    undefined,
  ],
])('%s', (_, exempt, subject, expected) => {
  const asked = about(exempt, subject);

  expect(exemptionAtAGlance(asked.subject, asked.policy)).toEqual(expected);
  expect(exemptionOf(asked)).toEqual(expected);
});

test.each([
  [1001, { why: 'created-before', since: 1001 }],
  [1000, undefined],
  [undefined, undefined],
])('what was created at 1000 under since %s: %j', (since, expected) => {
  const asked = about({}, {}, since === undefined ? {} : { since });

  expect(exemptionOf(asked)).toEqual(expected);
});

test('nothing is asked of anybody while the bot is off', () => {
  expect(exemptionOf(about({}, {}, { mode: 'off' }))).toEqual({ why: 'off' });
});

test.each<[string, Partial<Exempt>, Partial<WhoAndWhat>, Exemption | undefined]>([
  [
    'a permission',
    { permissions: ['admin', 'write'] },
    { permission: 'write' },
    { why: 'permission', permission: 'write' },
  ],
  ['a lower permission', { permissions: ['admin', 'write'] }, { permission: 'triage' }, undefined],
  ['a permission that nobody looked at', { permissions: ['none'] }, {}, undefined],
  ['a team', { teams: ['core'] }, { isTeamMember: true }, { why: 'team' }],
  ['no team', { teams: ['core'] }, { isTeamMember: false }, undefined],
  ['a team that the policy no longer names', {}, { isTeamMember: true }, undefined],
  [
    'only such files',
    { files: ['**/*.md'] },
    { changes: { lines: 1, files: ['a.md', 'docs/.x/b.md'] } },
    { why: 'files' },
  ],
  [
    'another file among them',
    { files: ['**/*.md'] },
    { changes: { lines: 1, files: ['a.md', 'a.ts'] } },
    undefined,
  ],
  ['no file at all', { files: ['**'] }, { changes: { lines: 0, files: [] } }, undefined],
  ['files without globs', {}, { changes: { lines: 1, files: ['a.md'] } }, undefined],
  [
    'a file with an endless name',
    { files: ['*a*a*a*a*a*b'] },
    { changes: { lines: 1, files: ['a'.repeat(4000)] } },
    undefined,
  ],
])('%s', (_, exempt, known, expected) => {
  const asked = about(exempt, {});

  expect(exemptionAtAGlance(asked.subject, asked.policy)).toBeUndefined();
  expect(exemptionOf({ ...asked, ...known })).toEqual(expected);
});

test('the files of an issue exempt nothing', () => {
  const asked = about({ files: ['**'] }, { kind: 'issue' });

  expect(exemptionOf({ ...asked, changes: { lines: 1, files: ['a'] } })).toBeUndefined();
});
