import { expect, test } from 'vitest';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub, type OpenedGithub } from '../../support/forge-world/github/opened-github.ts';
import { folderWith, typed, type Ended } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';
const BAD = '## What\n\nIt works now, see #1.\n';

async function github(): Promise<OpenedGithub> {
  const here = await openedGithub();
  here.world.repository({
    files: {
      '.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE,
      '.github/hygiene.yml': 'version: 1\nmode: enforce\nsince: 2020-01-01\n',
    },
    permissions: { max: 'maintain' },
  });
  here.world.openIssue({ author: 'max', body: 'Crash.' });
  return here;
}

function check({ server }: OpenedGithub, ...argv: string[]): Promise<Ended> {
  return typed(['check', ...argv], {
    folder: folderWith({ 'off.yml': 'mode: off\n' }),
    environment: { GITHUB_API_URL: server.url, GITHUB_TOKEN: 'ghs_of_a_test' },
  });
}

test('tells what a pull request on GitHub lacks, and writes nothing', async () => {
  const here = await github();
  const { number } = here.world.openPull({ author: 'ann', body: BAD });

  const { code, out } = await check(here, `https://github.com/octo/hello/pull/${number}`);

  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`^#${number}: error: .*"Why".*\\[pr-template\\]$`, 'm'));
  expect(out).toMatch(new RegExp(`^#${number}:3: error: .*#1.*\\[pr-linked-issue\\]$`, 'm'));
  expect(here.world.writes).toEqual([]);
});

test('asks nothing of a maintainer, and says why', async () => {
  const here = await github();
  const { number } = here.world.openPull({ author: 'max', body: BAD });

  const { code, err } = await check(here, `https://github.com/octo/hello/pull/${number}/files`);

  expect(code).toBe(0);
  expect(err).toContain('the author has the permission maintain');
});

test('takes a config of this machine in place of the own one', async () => {
  const here = await github();
  const { number } = here.world.openPull({ author: 'ann', body: BAD });
  const url = `https://github.com/octo/hello/pull/${number}`;

  expect(await check(here, url, '--config', 'off.yml')).toMatchObject({ code: 0, out: '' });
});

test.each([['no such number', '99', 'there is no pull request or issue #99']])(
  'ends with 2 for %s',
  async (_title, number, words) => {
    const { code, err } = await check(
      await github(),
      `https://github.com/octo/hello/pull/${number}`,
    );

    expect(code).toBe(2);
    expect(err).toContain(words);
  },
);

test('says when the quota of the token is used up', async () => {
  const here = await github();
  here.world.faults.next('read', { kind: 'quota', seconds: 3600 });

  const { code, err } = await check(here, 'https://github.com/octo/hello/pull/1');

  expect(code).toBe(2);
  expect(err).toContain('the quota of the token is used up until');
});

test.each([
  ['Gitea', openedGitea, 'GITEA_TOKEN'],
  ['Forgejo', openedForgejo, 'FORGEJO_TOKEN'],
])('recognises %s by asking it', async (_name, open, variable) => {
  const here = await open();
  here.world.repository({
    files: { '.gitea/PULL_REQUEST_TEMPLATE.md': TEMPLATE },
    permissions: { max: 'maintain' },
  });
  const { number } = here.world.openPull({ author: 'ann', body: BAD });

  const { code, out, err } = await typed(
    ['check', `${here.server.url}/octo/hello/pulls/${number}`],
    {
      folder: folderWith({}),
      environment: { [variable]: 'of-a-test' },
    },
  );

  expect({ code, err }).toMatchObject({ code: 1 });
  expect(out).toContain('"Why"');
});

test.each([
  ['without a token', {}, 'GITHUB_TOKEN'],
  ['with a token that is none', { GH_TOKEN: 'a b' }, 'characters'],
])('ends with 2 %s', async (_title, environment, words) => {
  const { code, err } = await typed(['check', 'https://github.com/o/n/pull/1'], {
    folder: folderWith({}),
    environment,
  });

  expect(code).toBe(2);
  expect(err).toContain(words);
});

test('sends a token of GitHub to no other host', async () => {
  const here = await github();

  const { code, err } = await typed(
    ['check', `${here.server.url}/octo/hello/pull/1`, '--forge', 'github'],
    { folder: folderWith({}), environment: { GITHUB_TOKEN: 'ghs_of_a_test' } },
  );

  expect(code).toBe(2);
  expect(err).toContain('--token-env');
  expect(here.world.requests.entries).toEqual([]);
});
