import { describe, expect, test } from 'vitest';
import { HOOK_EVENTS } from '../../../src/forge/gitea/hooks.ts';
import type { HookState } from '../../support/forge-world/gitea/hook-routes.ts';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import type { OpenedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { folderWith, typed, type Ended } from './typed.ts';

const BOT = 'https://bot.example.com/webhooks/tea';
const FILES = {
  '.gitea/hygiene.yml': 'version: 1\nmode: warn\n',
  '.gitea/PULL_REQUEST_TEMPLATE.md': '## What\n',
};

function aHook(given: Partial<HookState> = {}): HookState {
  return {
    id: 1,
    home: 'repos/octo/hello',
    type: 'gitea',
    url: BOT,
    contentType: 'json',
    secret: 'x',
    active: true,
    events: [...HOOK_EVENTS],
    ...given,
  };
}

type Given = {
  hook?: Partial<HookState> | false;
  files?: Record<string, string>;
  version?: string;
  botIsAdmin?: boolean;
};

async function aForge({ hook = {}, files = {}, ...options }: Given = {}): Promise<OpenedGitea> {
  const here = await openedGitea(options);
  here.world.repository({ files: { ...FILES, ...files } });
  if (hook !== false) here.server.hooks.push(aHook(hook));
  return here;
}

function doctor({ server }: Pick<OpenedGitea, 'server'>, ...argv: string[]): Promise<Ended> {
  return typed(['doctor', '--repo', 'octo/hello', '--server', server.url, ...argv], {
    folder: folderWith({}),
    environment: { GITEA_TOKEN: 'token' },
  });
}

describe('the doctor', () => {
  test('has a line for each part of what is in order', async () => {
    const { code, out, err } = await doctor(await aForge());

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "ok    version    Gitea 1.26.1 is supported.
      ok    account    the token is that of hygiene[bot], who will write the notices.
      ok    repository the account has admin access.
      ok    token      it has the scope write:repository.
      ok    token      it has the scope write:issue.
      ok    webhook    https://bot.example.com/webhooks/tea is active and tells of everything that is needed.
      ok    config     titles that begin with WIP: and [WIP] count as drafts; the server has its own list.
      ok    config     the words close, closes, closed, fix, fixes, fixed, resolve, resolves and resolved link an issue; the server has its own list.
      ok    config     a shared config of the owner is looked for in .github, .profile and .gitea.
      ok    config     .gitea/hygiene.yml counts; the mode is warn.
      ok    config     .gitea/PULL_REQUEST_TEMPLATE.md is the template of pull requests.
      ok    issues     new issues may be blank, as the forge itself says.
      "
    `);
  });

  test('says what is in effect where the server was told otherwise', async () => {
    const { code, out } = await doctor(
      await aForge(),
      '--draft-prefixes=Later:',
      '--closing-keywords=löst,close',
      '--shared-repositories=.profile',
    );

    expect(code).toBe(0);
    expect(out).toContain('titles that begin with Later: count as drafts');
    expect(out).toContain('the words löst and close link an issue');
    expect(out).toContain('looked for in .profile.');
  });

  test('names the shared config of the owner that lies below', async () => {
    const here = await aForge();
    here.world.repository({ name: '.profile', files: { '.gitea/hygiene.yml': 'mode: warn' } });

    const { out } = await doctor(here);

    expect(out).toContain(".gitea/hygiene.yml of the owner's .profile lies below it.");
  });

  test('refuses flags that it cannot use, all of them at once', async () => {
    const { code, err } = await doctor(
      await aForge(),
      '--closing-keywords=takes care of',
      '--shared-repositories=a/b',
    );

    expect(code).toBe(2);
    expect(err).toContain('--closing-keywords: expected words');
    expect(err).toContain('--shared-repositories: expected names');
  });

  test('knows a Forgejo', async () => {
    const here = await openedForgejo();
    here.world.repository({ files: FILES });
    here.server.hooks.push(aHook({ home: 'orgs/octo' }));

    const { code, out } = await doctor(here);

    expect(code).toBe(0);
    expect(out).toContain('Forgejo 15.0.3+gitea-1.22.0 is supported');
  });

  test.each<[string, Given, string]>([
    ['no webhook', { hook: false }, 'there is none to a bot'],
    [
      'a webhook of somebody else',
      { hook: { url: 'https://ci.test/x' } },
      'there is none to a bot',
    ],
    ['a webhook that sleeps', { hook: { active: false } }, 'is not active'],
    ['a form', { hook: { contentType: 'form' } }, 'sent as form'],
    ['pushes alone', { hook: { events: ['push'] } }, 'does not tell of issues'],
    [
      'a config with a mistake',
      { files: { '.gitea/hygiene.yml': 'version: 1\nmood: warn\n' } },
      'octo/hello:.gitea/hygiene.yml:2: ',
    ],
    [
      'a mistake in the config of issues',
      { files: { '.gitea/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: [' } },
      'the forge ignores all of it',
    ],
  ])('finds %s', async (_, given, says) => {
    const { code, out } = await doctor(await aForge(given));

    expect(code).toBe(1);
    expect(
      out
        .split('\n')
        .filter((line) => line.startsWith('WRONG'))
        .join('\n'),
    ).toContain(says);
  });

  test.each<[string, Given, string]>([
    ['an old server', { version: '1.19.4' }, 'is older than 1.25'],
    [
      'webhooks that it may not see',
      { botIsAdmin: false, hook: false },
      'shown to its administrators',
    ],
    [
      'an internal address',
      { hook: { url: 'http://bot:3000/webhooks/tea' } },
      '[webhook] of app.ini',
    ],
  ])('hints at %s', async (_, given, says) => {
    const { code, out } = await doctor(await aForge(given));

    expect(code).toBe(0);
    expect(out).toContain(says);
  });

  test('hints at a repository that says nothing', async () => {
    const here = await openedGitea();
    here.world.repository();
    here.server.hooks.push(aHook());

    const { code, out } = await doctor(here);

    expect(code).toBe(0);
    expect(out).toMatch(/^hint {2}config .*agent-run init/m);
    expect(out).toContain('there is no template of pull requests');
  });

  test('finds a token without a scope, whichever it is', async () => {
    const here = await aForge();
    here.world.faults.next('write', { kind: 'forbidden', needs: '' }, { after: 1 });

    const { code, out } = await doctor(here);

    expect(code).toBe(1);
    expect(out).toContain('ok    token      it has the scope write:repository.');
    expect(out).toMatch(/^WRONG token .*needs write:issue/m);
    expect(here.world.writes).toEqual([]);
  });

  test('finds an account that may only read', async () => {
    const here = await openedGitea();
    here.world.repository({ installed: false, files: FILES });
    here.server.hooks.push(aHook());

    const { code, out } = await doctor(here);

    expect(code).toBe(1);
    expect(out).toContain('WRONG repository the account has read access');
  });

  test('finds a repository that is not there', async () => {
    const { code, out } = await doctor(await openedGitea());

    expect(code).toBe(1);
    expect(out).toContain('WRONG repository octo/hello does not exist');
  });

  test('looks for the webhook of one bot when that is named', async () => {
    const { code, out } = await doctor(await aForge(), '--url', 'https://other.test/webhooks/tea');

    expect(code).toBe(1);
    expect(out).toContain('there is none to https://other.test/webhooks/tea');
  });

  test('tells programs, too', async () => {
    const { out } = await doctor(await aForge(), '--json');

    expect(JSON.parse(out)).toMatchObject({
      findings: expect.arrayContaining([
        { part: 'webhook', level: 'fine', message: expect.stringContaining(BOT) as string },
      ]) as unknown[],
    });
  });
});
