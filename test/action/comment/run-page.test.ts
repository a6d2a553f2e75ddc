import { describe, expect, test } from 'vitest';
import { runPage } from '../../../src/action/comment/job-forge.ts';
import { systemClock } from '../../../src/clock.ts';
import { forgeAddress } from '../../../src/forge-address.ts';
import { GiteaServer } from '../../support/forge-world/gitea/server.ts';
import { GITEA } from '../../support/forge-world/gitea/traits.ts';
import { forgeWorld } from '../../support/forge-world/world.ts';

const RUN = { GITHUB_RUN_ID: '4711', GITHUB_RUN_NUMBER: '31', GITHUB_REPOSITORY: 'org/project' };
const AT_GITEA = { GITEA_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.example/git/' };

function pageOf(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const address = forgeAddress(environment);
  return runPage({ address, token: 'secret', clock: systemClock }, environment);
}

describe('the page of the workflow’s run', () => {
  test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
    ['GitHub', {}, 'https://github.com/org/project/actions/runs/4711'],
    [
      'GitHub, on the first attempt',
      { GITHUB_RUN_ATTEMPT: '1' },
      'https://github.com/org/project/actions/runs/4711',
    ],
    [
      'GitHub, when it was started again',
      { GITHUB_RUN_ATTEMPT: '3' },
      'https://github.com/org/project/actions/runs/4711/attempts/3',
    ],
    [
      'an Enterprise Server',
      { GITHUB_SERVER_URL: 'https://ghe.example' },
      'https://ghe.example/org/project/actions/runs/4711',
    ],
    ['act', { ACT: 'true' }, undefined],
    ['a runner that names no run', { GITHUB_RUN_ID: '' }, undefined],
    [
      'Forgejo',
      { ...AT_GITEA, FORGEJO_ACTIONS: 'true' },
      'https://git.example/git/org/project/actions/runs/31',
    ],
    [
      'Forgejo, where no number is told',
      { ...AT_GITEA, FORGEJO_ACTIONS: 'true', GITHUB_RUN_NUMBER: '' },
      'https://git.example/git/org/project/actions',
    ],
    [
      'a Gitea that does not answer',
      { ...AT_GITEA, GITHUB_API_URL: 'http://127.0.0.1:9/api/v1' },
      'https://git.example/git/org/project/actions',
    ],
  ])('of %s', async (_, environment, page) => {
    expect(await pageOf({ ...RUN, ...environment })).toBe(page);
  });

  test.each([
    ['1.25.4', '31'],
    ['1.26.0', '4711'],
    ['1.27.1+dev-12', '4711'],
    ['2.0.0', '4711'],
    ['15.0.3+gitea-1.22.0', '31'],
  ])('of a Gitea that says it is %s ends in %s', async (version, name) => {
    const world = forgeWorld({ traits: GITEA });
    const server = new GiteaServer({ world, version, botIsAdmin: false, hiddenEntries: 0 });
    await server.listen();
    const api = { GITHUB_API_URL: `${server.url}/api/v1` };

    const page = await pageOf({ ...RUN, ...AT_GITEA, ...api });

    expect(page).toBe(`https://git.example/git/org/project/actions/runs/${name}`);
    await server.close();
  });
});
