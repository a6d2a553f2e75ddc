import { describe, expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../support/forge-world/gitea/opened-gitea.ts';

const HERE = { owner: 'octo', name: 'hello' };
const OPENED = { gitea: openedGitea, forgejo: openedForgejo };

const BEFORE_DOCS = '11.0.7+gitea-1.22.0';

describe('templates', () => {
  test.each([
    [
      'gitea',
      'PULL_REQUEST_TEMPLATE.md over .md in small letters',
      ['PULL_REQUEST_TEMPLATE.md', 'pull_request_template.md'],
    ],
    ['gitea', 'Markdown over YAML', ['pull_request_template.md', 'pull_request_template.yaml']],
    ['gitea', 'capitals over Markdown', ['PULL_REQUEST_TEMPLATE.yml', 'pull_request_template.md']],
    [
      'gitea',
      'the root over its folder',
      ['pull_request_template.yml', '.gitea/PULL_REQUEST_TEMPLATE.md'],
    ],
    [
      'gitea',
      "its own folder over GitHub's",
      ['.gitea/pull_request_template.yml', '.github/PULL_REQUEST_TEMPLATE.md'],
    ],
    [
      'forgejo',
      'its own folder over the others',
      ['.forgejo/pull_request_template.md', '.gitea/pull_request_template.md'],
    ],
    [
      'forgejo',
      'documentation last',
      ['.github/pull_request_template.yml', 'docs/PULL_REQUEST_TEMPLATE.md'],
    ],
    ['forgejo', 'documentation at all', ['docs/PULL_REQUEST_TEMPLATE.md']],
  ] as const)('of pull requests on %s: %s', async (kind, _, paths) => {
    const { world, forge } = await OPENED[kind]();
    world.repository({ ...HERE, files: Object.fromEntries(paths.map((path) => [path, path])) });

    const reading = await forge.readRepository(HERE);

    expect(reading?.pullRequestTemplates.map(({ path }) => path)).toEqual([paths[0]]);
  });

  test.each([
    ['gitea', undefined, 'docs/pull_request_template.md'],
    ['gitea', undefined, '.forgejo/pull_request_template.md'],
    ['gitea', undefined, '.github/Pull_Request_Template.md'],
    ['gitea', undefined, '.github/PULL_REQUEST_TEMPLATE/feature.md'],
    ['gitea', undefined, 'pull_request_template.txt'],
    ['forgejo', BEFORE_DOCS, 'docs/pull_request_template.md'],
  ] as const)('%s %s does not look at %s', async (kind, version, path) => {
    const { world, forge } = await OPENED[kind](version === undefined ? {} : { version });
    world.repository({ ...HERE, files: { [path]: '## What' } });

    expect((await forge.readRepository(HERE))?.pullRequestTemplates).toEqual([]);
  });

  test('of issues are those of all folders, in their order, without the chooser', async () => {
    const paths = [
      'ISSUE_TEMPLATE/z.md',
      'issue_template/a.yaml',
      '.gitea/ISSUE_TEMPLATE/bug.yml',
      '.gitea/ISSUE_TEMPLATE/idea.md',
      '.github/issue_template/old.md',
      '.gitlab/ISSUE_TEMPLATE/their.md',
    ];
    const others = [
      '.gitea/ISSUE_TEMPLATE/config.yml',
      '.github/ISSUE_TEMPLATE/config.yaml',
      '.gitea/ISSUE_TEMPLATE/notes.txt',
      '.gitea/ISSUE_TEMPLATE/more/deep.md',
      '.gitea/ISSUE_TEMPLATE.md',
      'docs/ISSUE_TEMPLATE/no.md',
    ];
    const { world, forge } = await openedGitea();
    const files = Object.fromEntries([...paths, ...others].map((path) => [path, path]));
    world.repository({ ...HERE, files });

    const reading = await forge.readRepository(HERE);

    expect(reading?.issueTemplates.map(({ path }) => path)).toEqual(paths);
  });

  test('of issues on Forgejo are also those of its own folder and of the documentation', async () => {
    const paths = [
      '.forgejo/ISSUE_TEMPLATE/a.md',
      '.gitea/ISSUE_TEMPLATE/a.md',
      '.gitlab/ISSUE_TEMPLATE/a.md',
      'docs/issue_template/a.md',
    ];
    const files = Object.fromEntries(paths.map((path) => [path, path]));
    const { world, forge } = await openedForgejo();
    const older = await openedForgejo({ version: BEFORE_DOCS });
    world.repository({ ...HERE, files });
    older.world.repository({ ...HERE, files });

    const now = await forge.readRepository(HERE);
    const then = await older.forge.readRepository(HERE);

    expect(now?.issueTemplates.map(({ path }) => path)).toEqual(paths);
    expect(then?.issueTemplates.map(({ path }) => path)).toEqual(paths.slice(0, 3));
  });

  test('of issues are a single file where no folder has any', async () => {
    const { world, forge } = await openedGitea();
    const paths = ['.gitea/issue_template.yaml', '.github/ISSUE_TEMPLATE.md'];
    world.repository({ ...HERE, files: Object.fromEntries(paths.map((path) => [path, path])) });

    const reading = await forge.readRepository(HERE);

    expect(reading?.issueTemplates.map(({ path }) => path)).toEqual([paths[0]]);
  });

  test.each([
    [
      'gitea',
      { '.gitea/ISSUE_TEMPLATE/config.yaml': 'false', '.gitea/ISSUE_TEMPLATE/config.yml': 'true' },
      false,
    ],
    [
      'gitea',
      { '.gitea/issue_template/config.yml': 'true', '.github/ISSUE_TEMPLATE/config.yml': 'false' },
      true,
    ],
    ['gitea', { '.github/ISSUE_TEMPLATE/config.yml': '[' }, true],
    ['gitea', { '.forgejo/ISSUE_TEMPLATE/config.yml': 'false' }, true],
    [
      'forgejo',
      { '.forgejo/ISSUE_TEMPLATE/config.yml': 'false', '.gitea/ISSUE_TEMPLATE/config.yml': 'true' },
      false,
    ],
    ['forgejo', { 'docs/ISSUE_TEMPLATE/config.yml': 'false' }, false],
    ['gitea', { 'README.md': 'false' }, true],
    // A word of older YAML counts, and a mistake elsewhere in the file makes all of it count as none.
    ['gitea', { '.gitea/ISSUE_TEMPLATE/config.yml': '"no"' }, false],
    ['gitea', { '.gitea/ISSUE_TEMPLATE/config.yml': '"false"' }, true],
    [
      'forgejo',
      { '.github/ISSUE_TEMPLATE/config.yml': 'false\ncontact_links: [{ name: Chat, about: x }]' },
      true,
    ],
  ] as const)('on %s, %j leaves blank issues allowed: %s', async (kind, configs, allowed) => {
    const { world, forge } = await OPENED[kind]();
    const files = Object.entries(configs).map(([path, value]) => [
      path,
      `blank_issues_enabled: ${value}`,
    ]);
    world.repository({ ...HERE, files: Object.fromEntries(files) as Record<string, string> });

    expect((await forge.readRepository(HERE))?.blankIssues).toBe(allowed);
  });
});
