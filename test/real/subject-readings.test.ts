import { expect, test } from 'vitest';
import type { Wanted } from '../../src/forge/forge.ts';
import type { SubjectRef } from '../../src/forge/model.ts';
import { MARKER, NOTHING_SPECIAL, NOTICE } from '../contract/opened-forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT } from './support/repository-acts.ts';
import { playBoth, SOON, type Story } from './support/story.ts';

const reads =
  (ref: SubjectRef, wanted: Partial<Wanted> = {}): Awaited<ReturnType<Story>> =>
  (forge) =>
    forge.readSubject(ref, { ...NOTHING_SPECIAL, ...wanted });

const STORIES: Readonly<Record<string, Story>> = {
  'an open pull request with a label and an assignee': async ({ acts, repository }) => {
    await acts.repository(repository);
    await acts.permit('mia', 'write', repository);
    const pull = await acts.openPull({ repository, body: 'Because.', head: 'topic' });
    await acts.label(pull, 'bug', { by: 'mia' });
    await acts.assign(pull, 'mia', { by: 'octo' });
    return reads(pull, { permissionsOf: ['octo', 'ann'] });
  },

  'a closed and locked issue': async ({ acts, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository, body: '' });
    await acts.close(issue, { by: 'ann' });
    await acts.lock(issue);
    return reads(issue, { changes: true });
  },

  'a number that nobody used': async ({ acts, repository }) => {
    await acts.repository(repository);
    return reads({ ...repository, number: 7 });
  },

  'a repository that is closed to the bot': async ({ acts, repository }) => {
    await acts.repository({ ...repository, private: true, installed: false });
    return reads(await acts.openIssue({ repository, author: 'octo' }));
  },

  'an issue that was deleted': async ({ acts, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    await acts.deleteIssue(issue);
    return reads(issue);
  },

  'a merged pull request': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.merge(pull);
    return reads(pull);
  },

  'a pull request that its author closed and opened again': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.close(pull, { by: 'ann' });
    await acts.reopen(pull, { by: 'ann' });
    return reads(pull);
  },

  'a pull request that its author opened again after the owner closed it': async ({
    acts,
    repository,
  }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.close(pull, { by: 'octo' });
    await acts.reopen(pull, { by: 'ann' });
    return reads(pull);
  },

  'a draft that became ready, and another one again': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.draft(pull);
    await acts.ready(pull);
    await acts.draft(pull);
    return reads(pull);
  },

  'a draft from the start, for another branch': async ({ acts, repository }) => {
    await acts.repository(repository);
    await acts.commitFile('b.txt', 'b', { repository, branch: 'v1' });
    return reads(await acts.openPull({ repository, draft: true, base: 'v1' }));
  },

  'another base than at first': async ({ acts, repository }) => {
    await acts.repository(repository);
    await acts.commitFile('b.txt', 'b', { repository, branch: 'v1' });
    const pull = await acts.openPull({ repository });
    await acts.changeBase(pull, 'v1', { by: 'octo' });
    return reads(pull);
  },

  'reviews, of others and of the author': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.review(pull, 'changes-requested', { by: 'octo' });
    await acts.review(pull, 'commented', { by: 'ann' });
    await acts.review(pull, 'approved', { by: 'octo' });
    return reads(pull);
  },

  'pushes, with and without force': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.push(pull);
    await acts.forcePush(pull);
    return reads(pull);
  },

  'a head branch that is gone': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository, author: 'octo', fromFork: false });
    await acts.deleteHead(pull);
    return reads(pull);
  },

  'a head branch in a fork that is gone': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.deleteHead(pull);
    return reads(pull);
  },

  'a fork that is gone': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.deleteFork(pull);
    return reads(pull);
  },

  'labels that went on and off, one of them for good': async ({ acts, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository, labels: ['first'] });
    await acts.label(issue, 'second');
    await acts.unlabel(issue, 'second');
    await acts.label(issue, 'third');
    await acts.deleteLabel('first', repository);
    return reads(issue);
  },

  'somebody who is assigned no more': async ({ acts, repository }) => {
    await acts.repository(repository);
    await acts.permit('mia', 'write', repository);
    const issue = await acts.openIssue({ repository });
    await acts.assign(issue, 'mia');
    await acts.unassign(issue, 'mia');
    return reads(issue);
  },

  'another title and another text': async ({ acts, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    await acts.editTitle(issue, 'It breaks early', { by: 'octo' });
    await acts.editBody(issue, 'Because.\r\n\r\n### And\n\n<!-- this --> `code` ünïcödé \u{1F600}');
    return reads(issue);
  },

  'notices of ours among the comments of others': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    const first = await acts.comment(pull, `${NOTICE} (first)`, { by: BOT });
    await acts.comment(pull, `${NOTICE} (forged)`, { by: 'ann' });
    await acts.comment(pull, `As I said: ${NOTICE}`, { by: BOT });
    for (let index = 0; index < 60; index += 1) {
      await acts.comment(pull, `Comment ${index}`, { by: 'ann' });
    }
    const gone = await acts.comment(pull, `${NOTICE} (gone)`, { by: BOT });
    await acts.comment(pull, `${NOTICE} (last)`, { by: BOT });
    await acts.editComment(first.id, `${NOTICE} (edited)`, { by: BOT });
    await acts.deleteComment(gone.id, { by: BOT });
    await acts.close(pull);
    return reads(pull, { marker: MARKER });
  },

  'commands and their answers': async ({ acts, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    const answered = await acts.comment(pull, '/hygiene recheck', { by: 'ann' });
    await acts.react(answered.id, '+1', { by: BOT });
    const cheered = await acts.comment(pull, '/hygiene explain', { by: 'ann' });
    await acts.react(cheered.id, '+1', { by: 'octo' });
    await acts.react(cheered.id, 'heart', { by: BOT });
    await acts.comment(pull, 'try /hygiene recheck', { by: 'ann' });
    await acts.comment(pull, '/hygiene recheck', { by: BOT });
    return reads(pull);
  },

  'references to what there is and what there is not': async ({ acts, repository }) => {
    await acts.repository(repository);
    await acts.permit('mia', 'write', repository);
    const other = { owner: 'octo', name: `${repository.name}-secret` };
    await acts.repository({ ...other, private: true, installed: false });
    const open = await acts.openIssue({ repository });
    await acts.assign(open, 'mia');
    const closed = await acts.openIssue({ repository });
    await acts.close(closed);
    const secret = await acts.openIssue({ repository: other, author: 'octo' });
    const pull = await acts.openPull({ repository });
    const references = [open, closed, pull, secret, { ...repository, number: 99 }];
    return reads(pull, { references });
  },

  'many changed files': async ({ acts, repository }) => {
    await acts.repository(repository);
    const paths = Array.from({ length: 70 }, (_, index) => `d/${String(index).padStart(3, '0')}`);
    const files = Object.fromEntries(paths.map((path) => [path, 'one line']));
    const pull = await acts.openPull({ repository, files, lines: paths.length });
    return reads(pull, { changes: true });
  },
};

onRealServers((given) => {
  const site = siteOfFile(given);

  test.each(Object.entries(STORIES))('%s: the fake tells the same', async (_, story) => {
    const { byFake, byServer } = await playBoth(site(), story);

    await expect.poll(byServer, SOON).toEqual(byFake);
  });
});
