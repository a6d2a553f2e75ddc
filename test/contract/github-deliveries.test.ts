import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Subject } from '../../src/forge/model.ts';
import { githubIntake } from '../../src/bot/ingress/github.ts';
import type { Delivery } from '../support/forge-world/github/deliveries.ts';
import { githubServer, type GithubServer } from '../support/forge-world/github/server.ts';
import { openedGithub } from '../support/forge-world/github/opened-github.ts';
import { type ForgeWorld, forgeWorld } from '../support/forge-world/world.ts';
import { json, serve } from '../support/loopback.ts';
import { readingOf } from './opened-forge.ts';
import type { SubjectRef } from '../../src/forge/model.ts';

type Row = [
  announced: string,
  happens: (world: ForgeWorld, pull: SubjectRef, issue: SubjectRef) => unknown,
];

const ROWS: Row[] = [
  ['pull_request opened', (world) => world.openPull({ body: '' })],
  ['pull_request edited', (world, pull) => world.editBody(pull, 'Better.')],
  ['pull_request edited', (world, pull) => world.editTitle(pull, 'feat: better')],
  ['pull_request edited', (world, pull) => world.changeBase(pull, 'v1')],
  ['pull_request labeled', (world, pull) => world.label(pull, 'bug')],
  ['pull_request synchronize', (world, pull) => world.push(pull)],
  ['pull_request synchronize', (world, pull) => world.forcePush(pull)],
  ['pull_request converted_to_draft', (world, pull) => world.draft(pull)],
  ['pull_request closed', (world, pull) => world.close(pull)],
  ['pull_request closed', (world, pull) => world.merge(pull)],
  ['pull_request closed', (world, pull) => world.deleteFork(pull)],
  ['pull_request locked', (world, pull) => world.lock(pull)],
  ['pull_request assigned', (world, pull) => world.assign(pull, 'mia')],
  ['pull_request_review submitted', (world, pull) => world.review(pull, 'approved')],
  ['issue_comment created', (world, pull) => world.comment(pull, '/hygiene recheck')],
  ['issue_comment created', (world, _, issue) => world.comment(issue, '/hygiene recheck')],
  ['issues opened', (world) => world.openIssue({ labels: ['bug'] })],
  ['issues closed', (world, _, issue) => world.close(issue)],
  ['issues edited', (world, _, issue) => world.editBody(issue, 'Better.')],
  ['issues deleted', (world, _, issue) => world.deleteIssue(issue)],
  ['push', (world) => world.commitFile('.github/hygiene.yml', 'mode: warn')],
];

const SILENT: Row[] = [
  ['an issue linked by hand', (world, pull, issue) => world.linkManually(pull, issue)],
  ['a branch that is deleted behind a merge', (world, pull) => world.deleteHead(pull)],
  ['a reaction', (world, pull) => world.react(world.comment(pull, 'Hm').id, '+1')],
];

async function busyWorld(): Promise<{
  world: ForgeWorld;
  server: GithubServer;
  pull: SubjectRef;
  issue: SubjectRef;
}> {
  const { world, server } = await openedGithub();
  const pull = world.openPull({ author: 'ann' });
  const issue = world.openIssue({ author: 'ann' });
  server.deliveries.take();
  return { world, server, pull, issue };
}

function announced(deliveries: readonly Delivery[]): string[] {
  return deliveries.map(({ event, action }) => (action === null ? event : `${event} ${action}`));
}

test.each(ROWS)('%s is announced, and the bot understands it', async (expected, happens) => {
  const { world, server, pull, issue } = await busyWorld();
  happens(world, pull, issue);

  const [first, ...others] = server.deliveries.take();

  expect(announced(first === undefined ? [] : [first])).toEqual([expected]);
  expect(others).toEqual([]);
  const payload: unknown = JSON.parse(first?.body ?? '');
  const intake = githubIntake({ event: first?.event ?? '', payload });
  expect(intake.kind).toBe(expected === 'issues deleted' ? 'ignored' : 'accepted');
});

test.each(SILENT)('%s is not announced', async (_, happens) => {
  const { world, server, pull, issue } = await busyWorld();
  world.merge(pull);
  server.deliveries.take();
  happens(world, pull, issue);

  const events = announced(server.deliveries.take());

  expect(events.filter((event) => event !== 'issue_comment created')).toEqual([]);
});

test('what a webhook tells of a subject is what a read tells of it', async () => {
  const opened = await openedGithub();
  const { world, server } = opened;
  const pull = world.openPull({ author: 'renovate[bot]', body: '', draft: true, base: 'v1' });
  world.label(pull, 'bug');
  world.assign(pull, 'mia');

  const glances = server.deliveries.take().map(({ event, body }) => {
    const intake = githubIntake({ event, payload: JSON.parse(body) as unknown });
    return intake.kind === 'accepted' ? intake.looks[0]?.glance : undefined;
  });

  const { subject } = await readingOf(opened, pull);
  expect(glances.at(-1)).toEqual<Subject>(subject);
});

test('a payload tells how it was at its moment, not how it is when it arrives', async () => {
  const { world, server, pull } = await busyWorld();
  world.editTitle(pull, 'first');
  world.editTitle(pull, 'second');

  const titles = server.deliveries.take().map(({ body }) => {
    const { pull_request: told } = JSON.parse(body) as { pull_request: { title: string } };
    return told.title;
  });

  expect(titles).toEqual(['first', 'second']);
});

test('the bytes of a delivery are signed with the secret', async () => {
  const world = forgeWorld();
  const server = await githubServer(world, { secret: 'between us' });
  world.openPull();
  const [{ headers, body } = { headers: {}, body: '' }] = server.deliveries.take();
  await server.close();

  const digest = createHmac('sha256', 'between us').update(body).digest('hex');

  expect(headers).toMatchObject({ 'x-hub-signature-256': `sha256=${digest}` });
});

test('deliveries come backwards and twice when the test wants it, and are logged', async () => {
  const { world, server, pull } = await busyWorld();
  world.label(pull, 'bug');
  world.close(pull);
  const bot = await serve((response) => json(response, {}, 202));

  await server.deliveries.sendTo(bot.url, { reversed: true, times: 2 });
  await bot.close();

  const told = bot.seen.map(({ body }) => (JSON.parse(body) as { action: string }).action);
  expect(told).toEqual(['closed', 'closed', 'labeled', 'labeled']);
  expect(server.deliveries.log.map(({ action, isRepeated }) => [action, isRepeated])).toEqual([
    ['closed', false],
    ['closed', true],
    ['labeled', false],
    ['labeled', true],
  ]);
  expect(server.deliveries.log.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
});

test.each([
  ['installation', 'created'],
  ['installation_repositories', 'added'],
  ['label', 'deleted'],
  ['member', 'added'],
])('%s %s can be announced too', async (event, action) => {
  const { server } = await busyWorld();
  server.deliveries.announce({ event, action });

  const [delivery] = server.deliveries.take();

  const payload: unknown = JSON.parse(delivery?.body ?? '');
  expect(payload).toMatchObject({ action, repository: { full_name: 'octo/hello' } });
  expect(githubIntake({ event, payload }).kind).toBe('accepted');
});

test('nothing is announced of a repository that the bot does not look after', async () => {
  const { world, server } = await openedGithub();
  const foreign = world.repository({ name: 'foreign', installed: false });
  world.openPull({ repository: foreign });
  world.commitFile('a', 'a', { repository: foreign });

  expect(server.deliveries.take()).toEqual([]);
});
