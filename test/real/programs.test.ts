import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import { readCommandFile } from '../support/command-file.ts';
import { json, type Loopback, type Seen, serve } from '../support/loopback.ts';
import { onRealServers } from './support/given-servers.ts';
import { type Ended, programsOfFile } from './support/programs.ts';
import { RealActs } from './support/pull-acts.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT, routeOf } from './support/repository-acts.ts';
import { untilFound, untilTrue } from './support/until-found.ts';

const repository = { owner: 'octo', name: 'hello' };
const TEMPLATE = '## What\n\n<!-- what it changes -->\n\n## Why\n\n<!-- why -->\n';
const GOOD =
  '## What\n\nThe parser reads empty files.\n\n## Why\n\nIt crashed on them, see the issue.\n\nFixes #1\n';
const FILES = {
  '.gitea/hygiene.yml': 'version: 1\nmode: enforce\ngrace: { period: 1h }\n',
  '.gitea/PULL_REQUEST_TEMPLATE.md': TEMPLATE,
};

onRealServers((given) => {
  const site = siteOfFile(given);
  const programs = programsOfFile();
  let listener: Loopback;
  let acts: RealActs;
  let token: string;
  let environment: Record<string, string>;
  let pull: SubjectRef;

  beforeAll(async () => {
    acts = new RealActs(site());
    listener = await serve((response) => json(response, {}));
    await acts.repository({ ...repository, files: FILES });
    await site()
      .admin.as('octo')
      .must('POST', `${routeOf(repository)}/hooks`, {
        type: given.kind,
        active: true,
        config: { url: listener.url, content_type: 'json', secret: 'x' },
        events: ['issues', 'pull_request'],
      });
    await acts.openIssue({ repository, author: 'octo' });
    token = await site().token(BOT);
    environment = { GITEA_TOKEN: token };
    pull = await acts.openPull({ repository, body: 'Please.' });
  });
  afterAll(() => listener.close());

  /** What came last of a pull request; the order is not that of what happened. */
  const told = (): Seen | undefined =>
    listener.seen.findLast(({ headers }) => headers['x-gitea-event'] === 'pull_request');

  /** The step for what the server told last, in the environment of its runner; it tells its verdict. */
  const step = async (more: Readonly<Record<string, string>> = {}): Promise<Ended> => {
    const folder = mkdtempSync(join(programs().folder, 'job-'));
    const event = await untilFound('the server tells of it', told);
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 's') };
    for (const path of Object.values(files)) writeFileSync(path, '');
    const payload = join(folder, 'event.json');
    writeFileSync(payload, event.body);
    const ended = await programs().hygieneStep({
      folder,
      environment: {
        ...files,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITEA_ACTIONS: 'true',
        ...(given.kind === 'forgejo' ? { FORGEJO_ACTIONS: 'true' } : {}),
        GITHUB_SERVER_URL: site().server.url,
        GITHUB_API_URL: `${site().server.url}/api/v1`,
        GITHUB_REPOSITORY: 'octo/hello',
        GITHUB_RUN_ID: '1',
        GITHUB_RUN_NUMBER: '1',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_EVENT_NAME: 'pull_request_target',
        GITHUB_EVENT_PATH: payload,
        RUNNER_TEMP: folder,
        INPUT_TOKEN: token,
        'INPUT_SWEEP-EVERY': '1h',
        ...more,
      },
    });
    const verdict = readCommandFile(files.GITHUB_OUTPUT)['verdict'] ?? '';
    return { ...ended, out: verdict, said: ended.out + ended.said };
  };

  const announced = (text: string): Promise<void> =>
    untilTrue('the server tells of it', () => told()?.body.includes(text) === true);

  const cli = (...words: readonly string[]): Promise<Ended> =>
    programs().cli(words, { environment });
  const home = (): string => `${site().server.url}/octo/hello`;

  const noticesOn = async ({ number }: SubjectRef): Promise<number> => {
    const route = `${routeOf(repository)}/issues/${number}/comments`;
    const comments = await site().admin.must<{ user: { login: string } }[]>('GET', route);
    return comments.filter(({ user }) => user.login === BOT).length;
  };

  describe('the step', () => {
    test('only says what it would do in a dry run', async () => {
      expect(await step({ 'INPUT_DRY-RUN': 'true' })).toMatchObject({ code: 0 });
      expect(await noticesOn(pull)).toBe(0);
    });

    test('started twice at once leaves one notice', async () => {
      const ends = await Promise.all([step(), step()]);

      expect(ends).toMatchObject([
        { code: 0, out: 'flagged' },
        { code: 0, out: 'flagged' },
      ]);
      expect(await noticesOn(pull)).toBe(1);
    });

    test('sweeps', async () => {
      expect(await step({ GITHUB_EVENT_NAME: 'schedule' })).toMatchObject({ code: 0 });
      expect(await noticesOn(pull)).toBe(1);
    });

    test('says that a token only reads, as that of a job for a fork does, and passes', async () => {
      const reads = await site().token(BOT, ['read:repository', 'read:issue', 'read:user']);
      await acts.editBody(pull, 'Please!');
      await announced('Please!');

      const ended = await step({ INPUT_TOKEN: reads });

      expect(ended).toMatchObject({ code: 0, said: expect.stringContaining('only reads') });
    });

    test('finds what was put right', async () => {
      await acts.editBody(pull, GOOD);
      await announced('parser reads');

      expect(await step()).toMatchObject({ code: 0, out: 'ok' });
      expect(await noticesOn(pull)).toBe(1);
    });
  });

  describe('in a terminal', () => {
    test('agent-run check tells what an address lacks', async () => {
      const bad = await acts.openPull({
        repository,
        head: 'bad',
        files: { 'bad.ts': 'bad' },
        body: '## What\n\nSome words of mine.\n',
      });

      const checked = await cli('check', `${home()}/pulls/${bad.number}`);
      const fine = await cli('check', `${home()}/pulls/${pull.number}`);
      const missing = await cli('check', `${home()}/pulls/4711`);

      expect(checked).toMatchObject({ code: 1, out: expect.stringContaining('Why') });
      expect(fine).toMatchObject({ code: 0 });
      expect(missing).toMatchObject({ code: 2 });
      expect(await noticesOn(bad)).toBe(0);
    });

    test('agent-run config lint and explain read the config of the repository', async () => {
      expect(await cli('config', 'lint', '--repo', home())).toMatchObject({ code: 0 });
      expect(await cli('config', 'explain', '--repo', home())).toMatchObject({
        code: 0,
        out: expect.stringMatching(/period.*1h/),
      });
    });

    test('agent-run sweep looks at what is flagged', async () => {
      const swept = await cli('sweep', '--repo', home(), '--recent', '1d', '--dry-run');

      expect(swept).toMatchObject({ code: 0 });
    });

    test('agent-run simulate judges what was', async () => {
      const simulated = await cli('simulate', '--repo', home(), '--last', '20', '--json');

      expect(simulated.said).not.toMatch(/error/i);
      expect(JSON.parse(simulated.out)).toBeTypeOf('object');
    });

    test('agent-run init writes what this forge reads', async () => {
      const folder = mkdtempSync(join(programs().folder, 'checkout-'));
      execFileSync('git', ['init', '--quiet', folder]);
      execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', `${home()}.git`]);

      const made = await programs().cli(['init', '--yes', '--forge', given.kind], {
        folder,
        environment,
      });

      expect(made).toMatchObject({ code: 0 });
      const own = given.kind === 'gitea' ? '.gitea' : '.forgejo';
      expect(readdirSync(join(folder, own))).toContain('workflows');
      expect(readFileSync(join(folder, own, 'hygiene.yml'), 'utf8')).toContain('version: 1');
    });
  });
});
