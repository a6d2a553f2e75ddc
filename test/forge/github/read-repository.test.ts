import { expect, test } from 'vitest';
import { ForgeUnavailable } from '../../../src/forge/errors.ts';
import { githubWire, refusal } from './github-wire.ts';

const wire = githubWire();
const HELLO = { owner: 'octo', name: 'hello' };
const COMMIT = 'c'.repeat(40);

/** A folder: names that end in a slash are folders. The oid of an entry is its name. */
const tree = (...names: string[]): object => ({
  kind: 'Tree',
  entries: names.map((name) => ({
    name: name.replace('/', ''),
    type: name.endsWith('/') ? 'tree' : 'blob',
    oid: name,
  })),
});
const blob = (text: string | null): object => ({ kind: 'Blob', text });
const files = (texts: Record<string, string | null>): object => ({
  kind: 'Tree',
  entries: Object.entries(texts).map(([name, text]) => ({
    name,
    type: text === null ? 'tree' : 'blob',
    object: text === null ? { kind: 'Tree' } : blob(text),
  })),
});
const commits = (endCursor: string | null, ...times: string[]): object => ({
  kind: 'Commit',
  history: {
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
    nodes: times.map((time) => ({ committedDate: `${time}T00:00:00Z` })),
  },
});

const listings = (own: object = {}, shared: unknown = refusal('NOT_FOUND')): object => ({
  rateLimit: null,
  repository: {
    url: 'https://github.com/octo/hello',
    isBlankIssuesEnabled: true,
    defaultBranchRef: { name: 'main', target: { kind: 'Commit', oid: COMMIT } },
    ...own,
  },
  shared,
});
const contents = (own: object, shared?: object): object => ({
  rateLimit: null,
  repository: { id: 'R', ...own },
  shared,
});

test('a repository that says nothing is read in one request', async () => {
  wire().answers(listings({ root: tree('README.md', 'src/') }));

  await expect(wire().forge().readRepository(HELLO)).resolves.toEqual({
    repository: HELLO,
    url: 'https://github.com/octo/hello',
    defaultBranch: 'main',
    commit: COMMIT,
    configs: [],
    pullRequestTemplates: [],
    issueTemplates: [],
    blankIssues: true,
  });
});

test('a repository that says everything is read in two requests', async () => {
  wire()
    .answers(
      listings({
        isBlankIssuesEnabled: false,
        config0: blob('version: 1'),
        config1: blob('version: 2'),
        root: tree('Pull_Request_Template.txt', 'CONTRIBUTING.md', 'PULL_REQUEST_TEMPLATE/'),
        dotGithub: tree('ISSUE_TEMPLATE/', 'PULL_REQUEST_TEMPLATE.md', 'workflows/'),
        docs: tree('contributing.rst', 'pull_request_template.md.bak'),
      }),
    )
    .answers(
      contents({
        object0: blob('## From .github'),
        object1: blob('## From the root'),
        object2: files({ 'b.md': '## B', 'a.md': '## A', 'x.png': '', deeper: null }),
        object3: files({
          'bug.md': 'Bug',
          'zoo.yml': 'name: Zoo',
          'ask.yaml': 'name: Ask',
          'config.yml': 'blank_issues_enabled: false',
          'notes.txt': 'no template',
        }),
        commit: commits(null, '2026-06-02', '2026-06-01'),
      }),
    );

  const found = await wire().forge().readRepository(HELLO);

  expect(found).toEqual({
    repository: HELLO,
    url: 'https://github.com/octo/hello',
    defaultBranch: 'main',
    commit: COMMIT,
    configs: [
      { path: '.github/hygiene.yml', text: 'version: 1' },
      { path: '.gitea/hygiene.yml', text: 'version: 2' },
    ],
    pullRequestTemplates: [
      { path: '.github/PULL_REQUEST_TEMPLATE.md', text: '## From .github' },
      { path: 'Pull_Request_Template.txt', text: '## From the root' },
      { path: 'PULL_REQUEST_TEMPLATE/b.md', text: '## B' },
      { path: 'PULL_REQUEST_TEMPLATE/a.md', text: '## A' },
    ],
    issueTemplates: [
      { path: '.github/ISSUE_TEMPLATE/ask.yaml', text: 'name: Ask' },
      { path: '.github/ISSUE_TEMPLATE/zoo.yml', text: 'name: Zoo' },
      { path: '.github/ISSUE_TEMPLATE/bug.md', text: 'Bug' },
    ],
    blankIssues: false,
    contributing: 'CONTRIBUTING.md',
    configSince: Date.parse('2026-06-01T00:00:00Z'),
  });
  expect(wire().asked[1]?.variables).toMatchObject({
    oid0: 'PULL_REQUEST_TEMPLATE.md',
    commit: COMMIT,
    config: '.github/hygiene.yml',
  });
});

const shared = {
  isPrivate: false,
  config0: blob('mode: enforce'),
  dotGithub: tree('pull_request_template.md', 'issue_template/'),
};

test('what a repository does not say, its owner says', async () => {
  wire()
    .answers(listings({}, shared))
    .answers(
      contents({}, { object0: blob('## Shared'), object1: files({ 'bug.yml': 'name: Bug' }) }),
    );

  const found = await wire().forge().readRepository(HELLO);

  expect(found).toMatchObject({
    configs: [],
    ownerConfig: { path: '.github/hygiene.yml', text: 'mode: enforce' },
    pullRequestTemplates: [{ path: '.github/pull_request_template.md', text: '## Shared' }],
    issueTemplates: [{ path: '.github/issue_template/bug.yml', text: 'name: Bug' }],
  });
});

test.each([
  ['without a template in it', {}, ['.github/pull_request_template.md']],
  ['with one', { 'own.md': '## Own' }, ['PULL_REQUEST_TEMPLATE/own.md']],
])('a folder of pull request templates %s', async (_, texts, expected) => {
  wire()
    .answers(listings({ root: tree('PULL_REQUEST_TEMPLATE/', 'ISSUE_TEMPLATE/') }, shared))
    .answers(
      contents(
        { object0: files({ 'read.me': 'x', ...texts }) },
        { object1: blob('## Shared'), object2: files({}) },
      ),
    );

  const found = await wire().forge().readRepository(HELLO);

  expect(found?.pullRequestTemplates.map(({ path }) => path)).toEqual(expected);
});

test('a folder of its own hides all issue templates of the owner, even when only the menu is in it', async () => {
  wire()
    .answers(listings({ dotGithub: tree('ISSUE_TEMPLATE/') }, shared))
    .answers(
      contents(
        { object1: files({ 'config.yml': 'blank_issues_enabled: false' }) },
        { object0: blob('## Shared') },
      ),
    );

  const found = await wire().forge().readRepository(HELLO);

  expect(found?.issueTemplates).toEqual([]);
  expect(found?.pullRequestTemplates).toHaveLength(1);
});

test('templates of a private shared repository are not shown by GitHub, its config counts', async () => {
  wire().answers(listings({}, { ...shared, isPrivate: true }));

  const found = await wire().forge().readRepository(HELLO);

  expect(found?.pullRequestTemplates).toEqual([]);
  expect(found?.ownerConfig?.text).toBe('mode: enforce');
});

test('the shared repository itself has no layer below', async () => {
  wire().answers(listings({}, { ...shared, dotGithub: null }));

  const found = await wire().forge().readRepository({ owner: 'octo', name: '.GitHub' });

  expect(found).not.toHaveProperty('ownerConfig');
});

test('a shared repository that is closed to us is as good as none', async () => {
  wire().answers(listings({}, refusal('FORBIDDEN')));

  await expect(wire().forge().readRepository(HELLO)).resolves.not.toHaveProperty('ownerConfig');
});

test('a repository without a commit is readable', async () => {
  wire().answers(listings({ defaultBranchRef: null }));

  await expect(wire().forge().readRepository(HELLO)).resolves.toMatchObject({
    defaultBranch: '',
    commit: '',
  });
});

test('a repository that is gone cannot be read', async () => {
  wire().answers({ ...listings(), repository: refusal('NOT_FOUND') });

  await expect(wire().forge().readRepository(HELLO)).resolves.toBeUndefined();
});

test('a listing that GitHub failed to give is not taken for an empty one', async () => {
  wire().answers(listings({ dotGithub: refusal('SERVICE_UNAVAILABLE') }));

  await expect(wire().forge().readRepository(HELLO)).rejects.toThrow(ForgeUnavailable);
});

test('the first commit of a config is found behind a hundred later ones', async () => {
  wire()
    .answers(listings({ config0: blob('version: 1') }))
    .answers(contents({ commit: commits('h1', '2026-06-09') }))
    .answers(contents({ commit: commits(null, '2026-06-02', '2025-01-01') }));

  const found = await wire().forge().readRepository(HELLO);

  expect(found?.configSince).toBe(Date.parse('2025-01-01T00:00:00Z'));
  expect(wire().asked[2]?.variables).toMatchObject({ after: 'h1', commit: COMMIT });
});
