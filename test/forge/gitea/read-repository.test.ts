import { expect, test } from 'vitest';
import { UnexpectedAnswer } from '../../../src/forge/errors.ts';
import { giteaWire } from './gitea-wire.ts';

const wire = giteaWire();
const HERE = { owner: 'octo', name: 'hello' };
const REPO = 'repos/octo/hello';
const COMMIT = 'c0ffee';
const NOWHERE = { settings: { sharedRepositories: [] } };

const REPOSITORY = {
  name: 'hello',
  owner: { login: 'octo' },
  html_url: 'https://gitea.test/git/octo/hello',
  default_branch: 'release/1',
  empty: false,
};

function blob(path: string, more: object = {}): object {
  return { path, mode: '100644', type: 'blob', size: 10, sha: path, ...more };
}

function file(text: string, more: object = {}): object {
  return {
    type: 'file',
    encoding: 'base64',
    content: Buffer.from(text).toString('base64'),
    ...more,
  };
}

/** Answers with the tree of a repository; branches may have slashes. */
function holds(entries: object[], repository: object = REPOSITORY): void {
  const tree = { sha: COMMIT, tree: entries, truncated: false };
  wire()
    .on('GET', REPO, 200, repository)
    .on('GET', `${REPO}/git/trees/release%2F1?recursive=true&per_page=1000&page=1`, 200, tree);
}

const read = async () => wire().forge(NOWHERE).readRepository(HERE);

test('files are read at the commit of the tree', async () => {
  holds([blob('.gitea/pull_request_template.md'), blob('README.md'), blob('CONTRIBUTING.md')]);
  const path = `${REPO}/contents/.gitea/pull_request_template.md?ref=${COMMIT}`;
  wire().on('GET', path, 200, file('## Was?\u00e9'));

  expect(await read()).toEqual({
    repository: HERE,
    url: 'https://gitea.test/git/octo/hello',
    defaultBranch: 'release/1',
    commit: COMMIT,
    configs: [],
    pullRequestTemplates: [{ path: '.gitea/pull_request_template.md', text: '## Was?é' }],
    issueTemplates: [],
    blankIssues: true,
    contributing: 'CONTRIBUTING.md',
  });
});

test.each([
  ['a link to elsewhere', { mode: '120000' }],
  ['a folder of that name', { type: 'tree' }],
  ['another repository', { type: 'commit' }],
  ['a flood', { size: 50_000_000 }],
])('%s is no template', async (_, more) => {
  holds([blob('pull_request_template.md', more)]);

  expect((await read())?.pullRequestTemplates).toEqual([]);
});

test.each([
  ['bytes that are no text', { content: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') }],
  ['zeros', { content: Buffer.from('a\0b').toString('base64') }],
  ['nothing, because it is too large', { content: null, encoding: null }],
])('a template with %s is none', async (_, more) => {
  holds([blob('pull_request_template.md')]);
  wire().on('GET', `${REPO}/contents/pull_request_template.md?ref=${COMMIT}`, 200, file('', more));

  expect((await read())?.pullRequestTemplates).toEqual([]);
});

test.each([
  ['says that it is empty', { ...REPOSITORY, empty: true }],
  ['has no default branch', { ...REPOSITORY, default_branch: '' }],
])('a repository that %s is asked for no tree', async (_, repository) => {
  wire().on('GET', REPO, 200, repository);

  expect(await read()).toMatchObject({ commit: '', configs: [], blankIssues: true });
});

test('a repository whose first commit is still missing has no files', async () => {
  wire()
    .on('GET', REPO, 200, REPOSITORY)
    .on('GET', `${REPO}/git/trees/release%2F1?recursive=true&per_page=1000&page=1`, 409, {});

  expect(await read()).toMatchObject({ commit: '', pullRequestTemplates: [] });
});

test('a large repository is asked for its root, page by page, and for what may matter below', async () => {
  const trees = `${REPO}/git/trees`;
  const part = (entries: object[], truncated: boolean): object => ({
    sha: COMMIT,
    tree: entries,
    truncated,
  });
  wire()
    .on('GET', REPO, 200, REPOSITORY)
    .on('GET', `${trees}/release%2F1?recursive=true&per_page=1000&page=1`, 200, part([], true))
    .on('GET', `${trees}/${COMMIT}?per_page=1000&page=1`, 200, part([folderOf('docs')], true))
    .on('GET', `${trees}/${COMMIT}?per_page=1000&page=2`, 200, part([blob('CONTRIBUTING')], false))
    .on('GET', `${trees}/docs?per_page=1000&page=1`, 200, part([folderOf('deep')], false));

  expect((await read())?.contributing).toBe('CONTRIBUTING');
});

test('the menu is what the server makes of its file', async () => {
  holds([blob('.github/ISSUE_TEMPLATE/config.yml')]);
  const config = { blank_issues_enabled: false, contact_links: [] };
  wire().on('GET', `${REPO}/issue_config`, 200, config);

  expect((await read())?.blankIssues).toBe(false);
});

test('a server without that address is taken to allow blank issues, and that is said', async () => {
  holds([blob('.github/ISSUE_TEMPLATE/config.yml')]);
  wire().on('GET', `${REPO}/issue_config`, 404);

  expect((await read())?.blankIssues).toBe(true);
  expect(wire().debugged).toEqual([expect.stringContaining('blank issues are taken as allowed')]);
});

test("a place of the owner's config that is closed or empty is passed over", async () => {
  holds([]);
  const folder = { name: '.github', type: 'dir' };
  wire()
    .on('GET', 'repos/octo/.github/contents', 403, {})
    .on('GET', 'repos/octo/.profile/contents', 200, [folder, { name: '.gitea', type: 'file' }])
    .on('GET', 'repos/octo/.profile/contents/.github/hygiene.yml', 404)
    .on('GET', 'repos/octo/.gitea/contents', 404);

  expect(await wire().forge().readRepository(HERE)).not.toHaveProperty('ownerConfig');
});

test('an answer of another shape is not taken for a repository', async () => {
  wire().on('GET', REPO, 200, []);

  await expect(read()).rejects.toThrow(UnexpectedAnswer);
});

test('the first commit of a config is the last of its pages, whatever size they have', async () => {
  holds([blob('.gitea/hygiene.yml')]);
  const path = encodeURIComponent('.gitea/hygiene.yml');
  const query = `path=${path}&stat=false&verification=false&files=false`;
  const total = { 'x-total-count': '2' };
  wire()
    .on('GET', `${REPO}/contents/.gitea/hygiene.yml?ref=${COMMIT}`, 200, file('mode: warn'))
    .on(
      'GET',
      `${REPO}/commits?${query}&page=1&limit=50`,
      200,
      commitAt('2026-06-02T00:00:00Z'),
      total,
    )
    .on(
      'GET',
      `${REPO}/commits?${query}&page=2&limit=50`,
      200,
      commitAt('2026-06-01T00:00:00Z'),
      total,
    );

  expect((await read())?.configSince).toBe(Date.parse('2026-06-01T00:00:00Z'));
});

function commitAt(date: string): object[] {
  return [{ sha: date, commit: { committer: { date } } }];
}

function folderOf(path: string): object {
  return { path, mode: '040000', type: 'tree', sha: path };
}
