import { describe, expect, test } from 'vitest';
import { START } from '../support/forge-world/ground.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import type { OpenForge } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };

/** What a read of a repository must tell. */
export function repositoryContract(open: OpenForge): void {
  describe('a read of a repository', () => {
    test('tells its address, its default branch and the commit that was read', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, defaultBranch: 'dev' });
      const commit = world.commitFile('a.txt', 'a');

      expect(await forge.readRepository(HERE)).toEqual({
        repository: HERE,
        url: `https://${forge.host}/octo/hello`,
        defaultBranch: 'dev',
        commit,
        configs: [],
        pullRequestTemplates: [],
        issueTemplates: [],
        blankIssues: true,
      });
    });

    test('finds nothing where there is no repository, or a closed one', async () => {
      const { world, forge } = await open();
      const secret = world.repository({ name: 'secret', private: true, installed: false });

      expect(await forge.readRepository(secret)).toBeUndefined();
      expect(await forge.readRepository({ owner: 'octo', name: 'gone' })).toBeUndefined();
    });

    test.each([
      'pull_request_template.md',
      'PULL_REQUEST_TEMPLATE.md',
      '.github/pull_request_template.md',
      '.github/Pull_Request_Template.md',
      '.github/PULL_REQUEST_TEMPLATE.txt',
      'docs/pull_request_template.md',
      '.github/PULL_REQUEST_TEMPLATE/feature.md',
      'docs/pull_request_template/Fix.md',
    ])('finds the template of pull requests at %s', async (path) => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [path]: '## What', 'src/a.ts': 'a' } });

      const reading = await forge.readRepository(HERE);

      expect(reading?.pullRequestTemplates).toEqual([{ path, text: '## What' }]);
    });

    test.each([
      '.github/pull_request_templates.md',
      'src/pull_request_template.md',
      '.github/PULL_REQUEST_TEMPLATE/logo.png',
    ])('takes %s for no template', async (path) => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { [path]: '## What' } });

      expect((await forge.readRepository(HERE))?.pullRequestTemplates).toEqual([]);
    });

    test('finds several templates of pull requests', async () => {
      const { world, forge } = await open();
      const paths = [
        '.github/pull_request_template.md',
        '.github/PULL_REQUEST_TEMPLATE/a.md',
        '.github/PULL_REQUEST_TEMPLATE/b.md',
      ];
      world.repository({ ...HERE, files: Object.fromEntries(paths.map((path) => [path, path])) });

      const reading = await forge.readRepository(HERE);

      expect(reading?.pullRequestTemplates.map(({ path }) => path)).toEqual(paths);
    });

    test('finds forms before Markdown among the issue templates, without the chooser', async () => {
      const { world, forge } = await open();
      const folder = '.github/ISSUE_TEMPLATE';
      const names = ['question.md', 'z.yml', 'bug.yaml', 'config.yml', 'notes.txt'];
      const files = Object.fromEntries(names.map((name) => [`${folder}/${name}`, `name: ${name}`]));
      world.repository({ ...HERE, files: { ...files, '.github/CONTRIBUTING.md': 'Welcome' } });

      const reading = await forge.readRepository(HERE);

      expect(reading?.issueTemplates.map(({ path }) => path)).toEqual(
        ['bug.yaml', 'z.yml', 'question.md'].map((name) => `${folder}/${name}`),
      );
      expect(reading?.contributing).toBe('.github/CONTRIBUTING.md');
    });

    test.each([
      ['blank_issues_enabled: false', false],
      ['blank_issues_enabled: true', true],
      ['contact_links: []', true],
    ])('reads the chooser: %s', async (text, blankIssues) => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { '.github/ISSUE_TEMPLATE/config.yml': text } });

      expect((await forge.readRepository(HERE))?.blankIssues).toBe(blankIssues);
    });

    test('falls back to the shared repository of the owner, for what the own one has nothing of', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { 'docs/pull_request_template.md': 'own' } });
      world.repository({
        name: '.github',
        files: {
          'pull_request_template.md': 'shared',
          '.github/ISSUE_TEMPLATE/bug.yml': 'name: shared',
          '.github/hygiene.yml': 'mode: warn',
        },
      });

      const reading = await forge.readRepository(HERE);

      expect(reading?.pullRequestTemplates).toMatchObject([{ text: 'own' }]);
      expect(reading?.pullRequestTemplates[0]).not.toHaveProperty('url');
      expect(reading?.issueTemplates).toEqual([
        {
          path: '.github/ISSUE_TEMPLATE/bug.yml',
          text: 'name: shared',
          url: `https://${forge.host}/octo/.github/blob/HEAD/.github/ISSUE_TEMPLATE/bug.yml`,
        },
      ]);
      expect(reading?.ownerConfig).toMatchObject({
        path: '.github/hygiene.yml',
        text: 'mode: warn',
      });
      expect(reading?.configs).toEqual([]);
    });

    test('shows nothing of a shared repository to people who cannot see it, and none of its templates next to a chooser', async () => {
      const { world, forge } = await open();
      world.repository({
        ...HERE,
        files: { '.github/ISSUE_TEMPLATE/config.yml': 'contact_links: []' },
      });
      world.repository({ owner: 'acme', name: 'app' });
      const shared = {
        '.github/ISSUE_TEMPLATE/bug.yml': 'name: bug',
        'pull_request_template.md': 'shared',
      };
      world.repository({ name: '.github', files: shared });
      world.repository({ owner: 'acme', name: '.github', private: true, files: shared });

      const besides = await forge.readRepository(HERE);
      const hidden = await forge.readRepository({ owner: 'acme', name: 'app' });

      expect(besides?.issueTemplates).toEqual([]);
      expect(besides?.pullRequestTemplates).toMatchObject([{ text: 'shared' }]);
      expect(hidden).toMatchObject({ issueTemplates: [], pullRequestTemplates: [] });
    });

    test('tells all configs in the order of the folders, and since when there is one', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      world.repository(HERE);
      await clock.pass(MINUTE);
      world.commitFiles({
        '.github/hygiene.yml': 'mode: warn',
        '.forgejo/hygiene.yml': 'mode: off',
      });
      await clock.pass(MINUTE);
      world.commitFile('.github/hygiene.yml', 'mode: enforce');

      const reading = await forge.readRepository(HERE);

      expect(reading?.configs).toEqual([
        { path: '.github/hygiene.yml', text: 'mode: enforce' },
        { path: '.forgejo/hygiene.yml', text: 'mode: off' },
      ]);
      expect(reading?.configSince).toBe(START + MINUTE);
    });

    test('finds the first commit of a config that 130 others have changed', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      world.repository(HERE);
      for (let version = 0; version <= 130; version += 1) {
        await clock.pass(MINUTE);
        world.commitFile('.github/hygiene.yml', `mode: warn # ${version}`);
      }

      expect((await forge.readRepository(HERE))?.configSince).toBe(START + MINUTE);
    });
  });
}
