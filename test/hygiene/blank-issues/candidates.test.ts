import { expect, test } from 'vitest';
import {
  configCandidates,
  decidingFile,
  isOffered,
  isSingleTemplate,
} from '../../../src/hygiene/blank-issues/candidates.ts';
import { BUG, config } from './repository-files.ts';

const GITEA = [
  '.gitea/ISSUE_TEMPLATE/config.yaml',
  '.gitea/ISSUE_TEMPLATE/config.yml',
  '.gitea/issue_template/config.yaml',
  '.gitea/issue_template/config.yml',
  '.github/ISSUE_TEMPLATE/config.yaml',
  '.github/ISSUE_TEMPLATE/config.yml',
  '.github/issue_template/config.yaml',
  '.github/issue_template/config.yml',
];
const FORGEJO = [
  '.forgejo/ISSUE_TEMPLATE/config.yaml',
  '.forgejo/ISSUE_TEMPLATE/config.yml',
  '.forgejo/issue_template/config.yaml',
  '.forgejo/issue_template/config.yml',
  ...GITEA,
  'docs/ISSUE_TEMPLATE/config.yaml',
  'docs/ISSUE_TEMPLATE/config.yml',
  'docs/issue_template/config.yaml',
  'docs/issue_template/config.yml',
];

test.each([
  ['github', ['.github/ISSUE_TEMPLATE/config.yml']],
  ['gitea', GITEA],
  ['forgejo', FORGEJO],
] as const)('%s looks for a config at its places, in its order', (kind, paths) => {
  expect(configCandidates(kind)).toEqual(paths);
});

test.each([
  ...GITEA.map((path, index) => ['gitea', path, GITEA.slice(index)] as const),
  ...FORGEJO.map((path, index) => ['forgejo', path, FORGEJO.slice(index)] as const),
])('on %s %s decides over all that come later', (kind, path, present) => {
  const files = present.toReversed().map((each) => config('', each));

  expect(decidingFile(files, kind)?.path).toBe(path);
});

test.each([
  ['github', '.github/ISSUE_TEMPLATE/config.yaml'],
  ['github', '.gitea/ISSUE_TEMPLATE/config.yml'],
  ['gitea', '.github/ISSUE_TEMPLATE/Config.yml'],
  ['gitea', '.forgejo/ISSUE_TEMPLATE/config.yml'],
  ['gitea', 'ISSUE_TEMPLATE/config.yml'],
  ['forgejo', 'ISSUE_TEMPLATE/config.yml'],
  ['forgejo', '.gitlab/ISSUE_TEMPLATE/config.yml'],
] as const)('%s does not read %s', (kind, path) => {
  expect(decidingFile([config('', path)], kind)).toBeUndefined();
});

test('GitHub does not look at letter case', () => {
  const path = '.github/issue_template/Config.yml';

  expect(decidingFile([config('', path)], 'github')?.path).toBe(path);
});

test.each([
  ['github', '.github/ISSUE_TEMPLATE/a.yml', true],
  ['github', '.gitea/ISSUE_TEMPLATE/a.yml', false],
  ['gitea', 'issue_template/a.yaml', true],
  ['gitea', '.gitlab/ISSUE_TEMPLATE/a.yml', true],
  ['gitea', '.forgejo/ISSUE_TEMPLATE/a.yml', false],
  ['forgejo', '.forgejo/ISSUE_TEMPLATE/a.yml', true],
  ['forgejo', 'docs/issue_template/a.yml', true],
  ['gitea', 'docs/issue_template/a.yml', false],
  ['gitea', '.github/ISSUE_TEMPLATE/deeper/a.yml', false],
  ['gitea', '.github/ISSUE_TEMPLATE/config.yaml', false],
  ['gitea', '.github/ISSUE_TEMPLATE/a.txt', false],
] as const)('%s offers the template %s: %j', (kind, path, offered) => {
  expect(isOffered({ path, text: BUG.text }, kind)).toBe(offered);
});

test.each([
  ['---\nname: Bug\nabout: a\n---\nText', true],
  ['---\r\nname: Bug\r\nabout: a\r\n---\r\nText', true],
  ['---\nabout: a\n---\nText', false],
  ['Text', false],
])('a Markdown template needs a name: %j', (text, offered) => {
  expect(isOffered({ path: '.github/ISSUE_TEMPLATE/a.md', text }, 'gitea')).toBe(offered);
});

test.each([
  ['gitea', 'ISSUE_TEMPLATE.md', true],
  ['gitea', '.github/issue_template.yml', true],
  ['gitea', 'docs/ISSUE_TEMPLATE.md', false],
  ['forgejo', 'docs/ISSUE_TEMPLATE.md', true],
  ['github', '.github/ISSUE_TEMPLATE.md', false],
] as const)('on %s %s is a template for issues past the menu: %j', (kind, path, single) => {
  expect(isSingleTemplate({ path, text: '' }, kind)).toBe(single);
});
