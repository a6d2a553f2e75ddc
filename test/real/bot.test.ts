import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onRealServers } from './support/given-servers.ts';
import { programsOfFile } from './support/programs.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT } from './support/repository-acts.ts';
import { SOON } from './support/story.ts';
import { TendedRepository } from './support/tended-repository.ts';
import { untilTrue } from './support/until-found.ts';

const TEMPLATE = '## What\n\n<!-- what it changes -->\n\n## Why\n\n<!-- why -->\n';
const GOOD =
  '## What\n\nThe parser reads empty files.\n\n## Why\n\nIt crashed on them, see the issue.\n\nFixes #1\n';
const FORM =
  'name: Bug\nabout: A bug\nbody:\n  - type: textarea\n    attributes:\n      label: What happened\n    validations:\n      required: true\n';
const CHOOSER = '.gitea/ISSUE_TEMPLATE/config.yml';
const CONFIG = [
  'version: 1',
  'mode: enforce',
  'grace: { period: 8s, remind_before: 0, extend_on_progress: 0 }',
  'issues: { write: commit }',
  '',
].join('\n');
const FILES = {
  'README.md': 'Hello',
  '.gitea/hygiene.yml': CONFIG,
  '.gitea/PULL_REQUEST_TEMPLATE.md': TEMPLATE,
  '.gitea/ISSUE_TEMPLATE/bug.yml': FORM,
  [CHOOSER]: 'blank_issues_enabled: false\n',
};

const fine = (out: string): object => ({ code: 0, out: expect.stringContaining(out) });

onRealServers((given) => {
  const site = siteOfFile(given);
  const programs = programsOfFile();
  let here: TendedRepository;

  beforeAll(async () => {
    here = await TendedRepository.open(site(), programs(), 'tended', FILES);
    await here.acts.openIssue({ repository: here.repository, author: 'octo' });
  });
  afterAll(() => here?.close());

  test('agent-run hooks install makes one webhook, also when done twice', async () => {
    const secret = ['--secret-env', 'BOT_SECRET'];
    const place = ['--repo', here.address(), '--url', here.webhook];
    const words = ['hooks', 'install', ...place, ...secret];

    const first = await here.cli(words, 'owner');
    const again = await here.cli(words, 'owner');

    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('ALLOWED_HOST_LIST') });
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('replaces 1 webhook') });
  });

  test('agent-run doctor finds everything in order', async () => {
    const examined = await here.cli(['doctor', '--repo', here.address()]);

    expect(examined).toMatchObject({ code: 0, out: expect.stringMatching(/ok\s+webhook/) });
    expect(examined.out).not.toContain('WRONG');
  });

  describe('a pull request', () => {
    test('that lacks everything is told so once, and thanked when it was fixed', async () => {
      const pull = await here.acts.openPull({ repository: here.repository, body: 'Please.' });
      const flagged = await here.until(
        'it is flagged',
        pull,
        ({ labels, status }) => labels.length === 2 && status !== undefined,
      );
      await here.acts.editBody(pull, GOOD);
      const fixed = await here.until(
        'it is in order',
        pull,
        ({ labels, status }) => labels.length === 0 && status?.startsWith('success') === true,
      );

      expect(flagged).toMatchObject({ state: 'open', labels: ['needs:compliance', 'needs:issue'] });
      expect(flagged.notices).toHaveLength(1);
      expect(flagged.status).toMatch(/^failure: /);
      expect(fixed).toMatchObject({ state: 'open', body: GOOD });
      expect(fixed.notices).toHaveLength(1);
      expect(fixed.notices[0]).not.toBe(flagged.notices[0]);
    });

    test('that nobody fixes is closed, and opened again when its author fixes it', async () => {
      const pull = await here.acts.openPull({
        repository: here.repository,
        head: 'late',
        files: { 'late.ts': 'late' },
        body: 'Please.',
      });
      const closed = await here.until('it is closed', pull, ({ state }) => state === 'closed');
      await here.acts.editBody(pull, GOOD);
      const open = await here.until('it is open again', pull, ({ state }) => state === 'open');

      expect(closed.notices).toHaveLength(1);
      expect(open.notices.length).toBeLessThanOrEqual(2);
      await here.until('nothing is missing', pull, ({ labels }) => labels.length === 0);
    });

    test('of which two things are told at once gets one notice', async () => {
      const pull = await here.acts.openPull({
        repository: here.repository,
        head: 'twice',
        files: { 'twice.ts': 'twice' },
        body: 'Please.',
      });
      await Promise.all([
        here.acts.editTitle(pull, 'fix: other'),
        here.acts.comment(pull, 'Hello?'),
        here.acts.push(pull, { 'twice.ts': 'more' }),
      ]);
      const flagged = await here.until('it is flagged', pull, ({ notices }) => notices.length > 0);

      expect(flagged.notices).toHaveLength(1);
      await here.acts.close(pull, { by: 'ann' });
    });

    test('that came while the bot was dead is found by its sweep', async () => {
      here.bot.kill();
      await here.bot.ended;
      const pull = await here.acts.openPull({
        repository: here.repository,
        head: 'missed',
        files: { 'missed.ts': 'missed' },
        body: 'Please.',
      });
      await here.startBot();

      const flagged = await here.until('it is flagged', pull, ({ labels }) => labels.length === 2);

      expect(flagged.notices).toHaveLength(1);
      await here.acts.close(pull, { by: 'ann' });
    });

    test('obeys commands of those who may', async () => {
      const pull = await here.acts.openPull({
        repository: here.repository,
        head: 'command',
        files: { 'command.ts': 'command' },
        body: 'Please.',
      });
      await here.acts.comment(pull, '/hygiene exempt no time', { by: 'ann' });
      await here.acts.comment(pull, '/hygiene exempt no time', { by: 'octo' });

      const waived = await here.until(
        'it is waived',
        pull,
        ({ status }) => status?.includes('waived') === true,
      );

      expect(waived).toMatchObject({ state: 'open', labels: ['hygiene:exempt'] });
      await expect.poll(() => here.reactionsOf(pull), SOON).toEqual(['-1', '+1']);
    });
  });

  describe('an issue', () => {
    test('that follows no form is flagged while blank issues are off', async () => {
      const issue = await here.acts.openIssue({
        repository: here.repository,
        title: 'It breaks',
        body: 'Somewhere.',
      });

      const flagged = await here.until('it is flagged', issue, ({ labels }) => labels.length > 0);
      await here.acts.editBody(issue, '### What happened\n\nThe parser crashed on empty files.\n');
      const fixed = await here.until('it is in order', issue, ({ labels }) => labels.length === 0);

      expect(flagged.notices).toHaveLength(1);
      expect(fixed.state).toBe('open');
    });

    test('as the form has it is left alone', async () => {
      const issue = await here.acts.openIssue({
        repository: here.repository,
        body: '### What happened\n\nThe parser crashed on empty files.\n',
      });
      await here.acts.comment(issue, '/hygiene recheck', { by: 'ann' });
      await untilTrue('the command is answered', async () => {
        const reactions = await here.reactionsOf(issue);
        return reactions.includes('+1');
      });

      expect((await here.look(issue)).labels).toEqual([]);
    });
  });

  describe('the switch for blank issues', () => {
    test('is read, set and read again from a terminal', async () => {
      const words = ['--repo', here.address()];
      const before = await here.cli(['blank-issues', 'get', ...words]);
      const dry = await here.cli(['blank-issues', 'set', 'on', '--dry-run', ...words]);
      const on = await here.cli(['blank-issues', 'set', 'on', '--commit', ...words]);
      const after = await here.cli(['blank-issues', 'get', ...words]);

      expect({ before, dry, on, after }).toMatchObject({
        before: fine('are not allowed'),
        dry: fine('+blank_issues_enabled: true'),
        on: fine(''),
        after: fine('are allowed'),
      });
    });

    test('is set by a command of an administrator', async () => {
      const issue = await here.acts.openIssue({ repository: here.repository, author: 'octo' });
      await here.acts.comment(issue, '/hygiene blank-issues off', { by: 'octo' });
      await untilTrue('the server knows', async () => {
        const config = await site().admin.must(
          'GET',
          `repos/${here.repository.owner}/${here.repository.name}/issue_config`,
        );
        return config['blank_issues_enabled'] === false;
      });

      await expect.poll(() => here.reactionsOf(issue), SOON).toEqual(['+1']);
    });
  });

  test('nothing that the bot was sent was refused', async () => {
    const metrics = await here.bot.metrics();

    expect(metrics).toMatch(/agent_run_deliveries_total\{.*result="queued"/);
    expect(metrics).not.toMatch(
      /agent_run_deliveries_total\{.*result="(malformed|forged|refused)"/,
    );
    expect(here.bot.log).not.toContain(BOT + '-token');
  });
});
