import { expect, test } from 'vitest';
import { readIssueConfig } from '../../../src/hygiene/blank-issues/read.ts';
import { BUG, config, LINK } from './repository-files.ts';

test.each([
  ['', true],
  ['# nothing\n', true],
  ['blank_issues_enabled:\n', true],
  ['blank_issues_enabled: false', false],
  ['blank_issues_enabled: False\r\n', false],
  ['blank_issues_enabled: off', false],
  ['blank_issues_enabled: no # really', false],
  ['"blank_issues_enabled": true', true],
  ['{blank_issues_enabled: false}', false],
  ['\uFEFFblank_issues_enabled: false\n', false],
  ['base: &base {blank_issues_enabled: false}\n<<: *base\n', false],
  [`${LINK}blank_issues_enabled: false\nunknown: [1]\n`, false],
  ['blank_issues_enabled: false\n---\nblank_issues_enabled: true\n', false],
])('%j means %j on every forge', (text, value) => {
  for (const kind of ['github', 'gitea', 'forgejo'] as const) {
    expect(readIssueConfig([config(text), BUG], kind)).toMatchObject({ value, valid: true });
  }
});

test.each([
  ['blank_issues_enabled: "false"', { kind: 'not-a-boolean', found: 'false' }],
  ['blank_issues_enabled: 0', { kind: 'not-a-boolean', found: 'number' }],
  ['blank_issues_enabled: [', { kind: 'not-yaml', line: 1 }],
  ['- a', { kind: 'not-a-mapping' }],
  ['[['.repeat(7_000), { kind: 'not-yaml' }],
  [`a: ${'x'.repeat(40_000)}`, { kind: 'too-large' }],
  [
    'a: &a [x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d]',
    { kind: 'not-yaml' },
  ],
])('%j is invalid everywhere, and the default holds', (text, problem) => {
  for (const kind of ['github', 'gitea', 'forgejo'] as const) {
    const read = readIssueConfig([config(text), BUG], kind);

    expect(read).toMatchObject({ value: true, valid: false, problem });
  }
});

const OFF = 'blank_issues_enabled: false\n';

test.each([
  ['contact_links: 5\n', { kind: 'links-not-a-list' }],
  [
    'contact_links: [{url: "https://a.b", about: a}]\n',
    { kind: 'link-incomplete', position: 1, lacks: 'name' },
  ],
  [
    'contact_links: [{name: n, about: a}]\n',
    { kind: 'link-incomplete', position: 1, lacks: 'url' },
  ],
  [
    `${LINK}  - {name: n, url: "https://a.b"}\n`,
    { kind: 'link-incomplete', position: 2, lacks: 'about' },
  ],
  [
    'contact_links: [{name: n, url: example.org, about: a}]\n',
    { kind: 'link-without-address', position: 1, url: 'example.org' },
  ],
  ['contact_links: [7]\n', { kind: 'link-incomplete', position: 1, lacks: 'name' }],
  ['blank_issues_enabled: false\n', { kind: 'duplicate-key', line: 2 }],
])('with %j Gitea and Forgejo drop the whole file, GitHub does not', (text, problem) => {
  const files = [config(OFF + text), BUG];

  expect(readIssueConfig(files, 'gitea')).toMatchObject({ value: true, valid: false, problem });
  expect(readIssueConfig(files, 'forgejo')).toMatchObject({ value: true, valid: false, problem });
  expect(readIssueConfig(files, 'github')).toMatchObject({ value: false, valid: true });
});

test.each(['/docs', 'mailto:a@b.c', 'https://example.org/a b'])('a link may lead to %j', (url) => {
  const text = `${OFF}contact_links: [{name: n, url: "${url}", about: a}]\n`;

  expect(readIssueConfig([config(text)], 'gitea')).toMatchObject({ value: false, hasEffect: true });
});

test.each([
  ['neither', [config(OFF)], false],
  ['a template', [config(OFF), BUG], true],
  ['a contact link', [config(OFF + LINK)], true],
  ['a template without a name', [config(OFF), { ...BUG, text: 'body: []' }], false],
])('with %s the switch has an effect: %j', (_, files, hasEffect) => {
  expect(readIssueConfig(files, 'gitea').hasEffect).toBe(hasEffect);
});

test('without a config the default holds', () => {
  expect(readIssueConfig([BUG], 'github')).toEqual({
    inherited: false,
    value: true,
    valid: true,
    hasEffect: true,
  });
});

test('GitHub goes by the owner’s files as long as there is no own one', () => {
  const owner = [config(OFF), BUG];

  expect(readIssueConfig([], 'github', owner)).toMatchObject({
    inherited: true,
    value: false,
    hasEffect: true,
  });
  expect(readIssueConfig([BUG], 'github', owner)).toMatchObject({ inherited: false, value: true });
  expect(readIssueConfig([], 'gitea', owner)).toMatchObject({ inherited: false, value: true });
});
