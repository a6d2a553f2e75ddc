import { describe, expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../support/forge-world/gitea/opened-gitea.ts';
import { START } from '../support/forge-world/ground.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';

const HERE = { owner: 'octo', name: 'hello' };
const OPENED = { gitea: openedGitea, forgejo: openedForgejo };
const KINDS = ['gitea', 'forgejo'] as const;

describe.each(KINDS)('on %s', (kind) => {
  const open = OPENED[kind];

  test('configs are told in the order of its own folders', async () => {
    const { world, forge } = await open();
    const clock = world.clock as SteppedClock;
    world.repository(HERE);
    await clock.pass(MINUTE);
    const folders = kind === 'gitea' ? ['.gitea', '.github'] : ['.forgejo', '.gitea', '.github'];
    world.commitFiles(
      Object.fromEntries(folders.toReversed().map((folder) => [`${folder}/hygiene.yml`, folder])),
    );
    await clock.pass(MINUTE);
    world.commitFile(`${folders[0]}/hygiene.yml`, 'mode: off');

    const reading = await forge.readRepository(HERE);

    expect(reading?.configs.map(({ path }) => path)).toEqual(
      folders.map((folder) => `${folder}/hygiene.yml`),
    );
    expect(reading?.configSince).toBe(START + MINUTE);
  });

  test.each(['.github', '.profile', '.gitea'])(
    "the owner's config is found in %s, and templates are not",
    async (name) => {
      const { world, forge } = await open();
      world.repository(HERE);
      world.repository({ name: '.github', files: { 'README.md': 'Hi' } });
      if (name !== '.github') world.repository({ name });
      world.commitFiles(
        { '.gitea/hygiene.yml': 'mode: warn', 'pull_request_template.md': 'shared' },
        { repository: { owner: 'octo', name } },
      );

      const reading = await forge.readRepository(HERE);

      expect(reading?.ownerConfig).toEqual({
        path: '.gitea/hygiene.yml',
        text: 'mode: warn',
        url: `https://${kind}.test/octo/${name}/src/branch/main/.gitea/hygiene.yml`,
      });
      expect(reading?.pullRequestTemplates).toEqual([]);
    },
  );

  test("the owner's config can be kept elsewhere, or nowhere", async () => {
    const { world, forge } = await open({ settings: { sharedRepositories: ['rules'] } });
    world.repository(HERE);
    world.repository({ name: 'rules', files: { '.github/hygiene.yml': 'mode: off' } });
    world.repository({ name: '.github', files: { '.github/hygiene.yml': 'mode: warn' } });

    expect(await forge.readRepository(HERE)).toMatchObject({
      ownerConfig: { text: 'mode: off' },
      ownerRepository: 'rules',
    });
    expect((await forge.readRepository({ ...HERE, name: 'rules' }))?.ownerConfig).toBeUndefined();
  });

  test('a large repository is searched folder by folder', async () => {
    const { world, forge } = await open();
    const many = Array.from({ length: 1200 }, (_, index) => [`src/${index}.ts`, 'x'] as const);
    world.repository({
      ...HERE,
      files: {
        ...Object.fromEntries(many),
        'docs/deep/ISSUE_TEMPLATE/no.md': 'no',
        'issue_template/b.md': 'b',
        '.github/ISSUE_TEMPLATE/a.yml': 'a',
        '.github/workflows/ci.yml': 'ci',
        'pull_request_template.md': 'root',
      },
    });

    const reading = await forge.readRepository(HERE);

    expect(reading?.pullRequestTemplates).toEqual([
      { path: 'pull_request_template.md', text: 'root' },
    ]);
    expect(reading?.issueTemplates.map(({ path }) => path)).toEqual([
      'issue_template/b.md',
      '.github/ISSUE_TEMPLATE/a.yml',
    ]);
  });
});
