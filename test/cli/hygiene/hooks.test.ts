import { describe, expect, test } from 'vitest';
import {
  openedForgejo,
  openedGitea,
  type OpenedGitea,
} from '../../support/forge-world/gitea/opened-gitea.ts';
import type { HookState } from '../../support/forge-world/gitea/hook-routes.ts';
import { folderWith, typed, type Ended } from './typed.ts';

const BOT = 'https://bot.example.com/webhooks/tea';
const SECRET = 'a-secret-of-a-test-that-is-long';

type Here = Pick<OpenedGitea, 'server'>;

function install(here: Here, argv: readonly string[], secret = SECRET): Promise<Ended> {
  return typed(
    [
      'hooks',
      'install',
      '--server',
      here.server.url,
      '--secret-env',
      'HOOK',
      '--url',
      BOT,
      ...argv,
    ],
    {
      folder: folderWith({}),
      environment: { GITEA_TOKEN: 'token', HOOK: secret },
    },
  );
}

async function aForge(brand: 'gitea' | 'forgejo', options = {}): Promise<OpenedGitea> {
  const opened = await (brand === 'gitea' ? openedGitea(options) : openedForgejo(options));
  opened.world.repository();
  return opened;
}

function aHook(given: Partial<HookState> = {}): HookState {
  return {
    id: 1,
    home: 'repos/octo/hello',
    type: 'gitea',
    url: BOT,
    contentType: 'form',
    secret: 'an old one',
    active: false,
    events: ['push'],
    ...given,
  };
}

describe('installing the webhook', () => {
  test.each([
    ['a repository', 'gitea', ['--repo', 'octo/hello'], 'repos/octo/hello'],
    ['a repository', 'forgejo', ['--repo', 'octo/hello'], 'repos/octo/hello'],
    ['an organisation', 'gitea', ['--org', 'octo'], 'orgs/octo'],
    ['an account', 'forgejo', ['--user'], 'user'],
  ] as const)(
    'for %s on %s makes it active, with the secret and all events',
    async (_, brand, argv, home) => {
      const here = await aForge(brand);

      const { code, out, err } = await install(here, ['--forge', brand, ...argv]);

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`sends its events to ${BOT}`);
      expect(here.server.hooks).toMatchObject([
        { home, type: brand, url: BOT, contentType: 'json', secret: SECRET, active: true },
      ]);
      expect(here.server.hooks[0]?.events).toEqual(
        expect.arrayContaining(['pull_request_sync', 'issue_label', 'push', 'issue_comment']),
      );
    },
  );

  test('twice leaves one, with the secret of the second time', async () => {
    const here = await aForge('gitea');

    await install(here, ['--repo', 'octo/hello'], 'another-secret-of-some-length');
    const { out } = await install(here, ['--repo', 'octo/hello']);

    expect(out).toContain('replaces 1 webhook');
    expect(here.server.hooks).toMatchObject([{ secret: SECRET, active: true }]);
  });

  test('leaves the webhooks of others alone', async () => {
    const here = await aForge('gitea');
    here.server.hooks.push(aHook(), aHook({ id: 2, url: 'https://ci.example.com/hook' }));
    here.server.hooks.push(aHook({ id: 3, home: 'orgs/octo' }));

    await install(here, ['--repo', 'octo/hello']);

    expect(here.server.hooks.map(({ id, url, home }) => `${id} ${home} ${url}`)).toEqual([
      '2 repos/octo/hello https://ci.example.com/hook',
      `3 orgs/octo ${BOT}`,
      `4 repos/octo/hello ${BOT}`,
    ]);
  });

  test('to an internal address tells of the list of allowed ones', async () => {
    const here = await aForge('gitea', { version: '1.27.0' });

    const internal = 'http://127.0.0.1:3000/webhooks/tea';
    const { err } = await install(here, ['--repo', 'octo/hello', '--url', internal]);

    expect(err).toContain('ALLOWED_HOST_LIST in the section [security]');
  });

  test.each([
    ['no secret', ['--repo', 'octo/hello'], '', 'is empty or not set'],
    ['a short secret', ['--repo', 'octo/hello'], 'secret', 'shorter than 16'],
    [
      'no path',
      ['--repo', 'octo/hello', '--url', 'https://bot.example.com'],
      SECRET,
      'with its path',
    ],
    ['no address', ['--repo', 'octo/hello', '--url', 'bot'], SECRET, 'with its path'],
    ['two places', ['--repo', 'octo/hello', '--user'], SECRET, 'name one of them'],
    ['a place that is not there', ['--repo', 'octo/gone'], SECRET, 'does not exist'],
    ['a GitHub', ['--repo', 'https://github.com/octo/hello'], SECRET, 'for Gitea and Forgejo'],
  ])('with %s says what to do', async (_, argv, secret, says) => {
    const here = await aForge('gitea');

    const { code, out, err } = await install(here, argv, secret);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).not.toContain(SECRET);
    expect(here.server.hooks).toEqual([]);
  });

  test('without administration says what is needed', async () => {
    const here = await aForge('gitea', { botIsAdmin: false });

    const { code, err } = await install(here, ['--repo', 'octo/hello']);

    expect(code).toBe(2);
    expect(err).toContain('administration of the repository');
  });
});
