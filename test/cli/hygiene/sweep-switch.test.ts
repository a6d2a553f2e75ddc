import { describe, expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub } from '../../support/forge-world/github/opened-github.ts';
import type { ForgeWorld } from '../../support/forge-world/world.ts';
import { folderWith, typed, type Ended } from './typed.ts';

const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
const OFF = 'blank_issues_enabled: false # since May\n';
const ON = 'blank_issues_enabled: true # since May\n';

type Opened = { world: ForgeWorld; server: { url: string } };

/** A repository whose config wants blank issues, and whose menu has none. */
async function drifted(open: () => Promise<Opened>, config = 'mode: warn'): Promise<Opened> {
  const opened = await open();
  opened.world.repository({
    files: {
      '.github/hygiene.yml': `version: 1\n${config}\nissues: { blank: allow, write: commit }\n`,
      [CONFIG]: OFF,
      '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\nabout: A bug\n---\n',
    },
  });
  return opened;
}

function sweep({ server, world }: Opened, ...argv: string[]): Promise<Ended> {
  const isGithub = world.traits.kind === 'github';
  const repo = isGithub ? 'octo/hello' : `${server.url}/octo/hello`;
  return typed(['sweep', '--repo', repo, ...argv], {
    folder: folderWith({}),
    environment: isGithub
      ? { GITHUB_API_URL: server.url, GITHUB_TOKEN: 'ghs_of_a_test' }
      : { GITEA_TOKEN: 'of-a-test' },
  });
}

describe.each([
  ['GitHub', openedGithub],
  ['Gitea', openedGitea],
  ['Forgejo', openedForgejo],
])('a sweep on %s', (_name, open) => {
  test('puts the switch back that drifted from the policy, once', async () => {
    const here = await drifted(open);

    const { code, err } = await sweep(here);
    const again = await sweep(here);

    expect({ code, err }).toMatchObject({ code: 0 });
    expect(err).toContain('Issues without a template are allowed now');
    expect(here.world.fileOn(CONFIG)).toBe(ON);
    expect(again.err).not.toContain('without a template');
    expect(here.world.writes.filter(({ do: what }) => what === 'commit')).toHaveLength(1);
  });
});

test('a dry run shows the change and leaves the file as it is', async () => {
  const here = await drifted(openedGithub);

  const { code, err } = await sweep(here, '--dry-run');

  expect(code).toBe(0);
  expect(err).toContain('This would be changed:\n');
  expect(err).toContain('+blank_issues_enabled: true # since May');
  expect(here.world.writes).toEqual([]);
});

test('tells programs what became of it', async () => {
  const { out } = await sweep(await drifted(openedGithub), '--json');

  expect(JSON.parse(out)).toMatchObject({
    subjects: [],
    left: 0,
    blankIssues: { result: 'committed', isDone: true },
  });
});

test('says what to change by hand where the token may not, and that something is left to do', async () => {
  const here = await drifted(openedGithub);
  here.world.closeToCommits();

  const { code, err } = await sweep(here);

  expect(code).toBe(1);
  expect(err).toContain('make this change by hand');
  expect(err).toContain('+blank_issues_enabled: true # since May');
});

test.each(['mode: dry-run', 'mode: off', 'mode: wran'])(
  'a policy with %s touches nothing',
  async (config) => {
    const here = await drifted(openedGithub, config);

    await sweep(here);

    expect(here.world.writes).toEqual([]);
  },
);
