import { expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import type { Change, SubjectRef } from '../../src/forge/model.ts';
import { LOOK, NOTHING_SPECIAL, NOTICE } from '../contract/opened-forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT, routeOf } from './support/repository-acts.ts';
import { outcomeOf, playBoth, SOON, type Story } from './support/story.ts';

const read = (forge: Forge, ref: SubjectRef) => forge.readSubject(ref, NOTHING_SPECIAL);

/** What the subject is like after the writes, and how each of them ended. */
const writing =
  (ref: SubjectRef, ...outcomes: unknown[]): Awaited<ReturnType<Story>> =>
  async (forge) => ({ outcomes, reading: await read(forge, ref) });

const noticeOn = async (forge: Forge, ref: SubjectRef): Promise<string> =>
  (await read(forge, ref))?.ownNotices.at(-1)?.id ?? '';

const STORIES: Readonly<Record<string, Story>> = {
  'a notice that is posted and edited, and a reply': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);
    const comment = await noticeOn(forge, pull);
    await forge.write(pull, [
      { do: 'edit-notice', comment, body: `${NOTICE} "}) \\ # $owner \u{1F4A5} \u2028 </details>` },
      { do: 'minimise', comment },
      { do: 'reply', body: 'Still something.' },
    ]);
    return writing(pull);
  },

  'a notice that is deleted, again, and edited thereafter': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    await forge.write(issue, [{ do: 'post-notice', body: NOTICE }]);
    const comment = await noticeOn(forge, issue);
    const deletions: Change[] = [
      { do: 'delete-notice', comment },
      { do: 'delete-notice', comment },
    ];
    return writing(
      issue,
      await outcomeOf(() => forge.write(issue, deletions)),
      await outcomeOf(() => forge.write(issue, [{ do: 'edit-notice', comment, body: NOTICE }])),
    );
  },

  'labels that are made, found in another spelling, and taken off': async ({
    acts,
    forge,
    repository,
  }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.label(pull, 'Needs:Title');
    const title = { ...LOOK, name: 'needs:title' };
    const odd = { name: 'a "}) label: \u{1F4A5}', color: '123456', description: 'x'.repeat(300) };
    await forge.write(pull, [{ do: 'add-labels', labels: [LOOK, title, odd] }]);
    await forge.write(pull, [{ do: 'remove-labels', labels: [LOOK.name, 'never-there'] }]);
    return writing(pull);
  },

  'a label that is gone since it was read': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository, labels: [LOOK.name] });
    await forge.write(issue, [{ do: 'add-labels', labels: [LOOK] }]);
    await acts.deleteLabel(LOOK.name, repository);
    const removal = await outcomeOf(() =>
      forge.write(issue, [{ do: 'remove-labels', labels: [LOOK.name] }]),
    );
    const first = await outcomeOf(() => forge.write(issue, [{ do: 'add-labels', labels: [LOOK] }]));
    const again = await outcomeOf(() => forge.write(issue, [{ do: 'add-labels', labels: [LOOK] }]));
    return writing(issue, removal, first, again);
  },

  'a pull request that is closed, opened and edited': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await read(forge, pull);
    const changes: Change[] = [
      { do: 'close' },
      { do: 'close' },
      { do: 'reopen' },
      { do: 'reopen' },
      { do: 'edit-body', body: 'A body\n\n## Missing heading\n' },
    ];
    return writing(pull, await outcomeOf(() => forge.write(pull, changes)));
  },

  'an issue that is closed, opened and edited, unread': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    const changes: Change[] = [
      { do: 'close' },
      { do: 'reopen' },
      { do: 'edit-body', body: 'A body' },
      { do: 'edit-body', body: '' },
    ];
    return writing(issue, await outcomeOf(() => forge.write(issue, changes)));
  },

  'reactions to commands, twice': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    const { id: comment } = await acts.comment(pull, '/hygiene recheck');
    const other = await acts.comment(pull, '/hygiene what');
    const changes: Change[] = [
      { do: 'react', comment, reaction: 'done' },
      { do: 'react', comment, reaction: 'done' },
      { do: 'react', comment: other.id, reaction: 'confused' },
      { do: 'react', comment: other.id, reaction: 'denied' },
    ];
    return writing(pull, await outcomeOf(() => forge.write(pull, changes)));
  },

  'a locked conversation': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    await acts.lock(issue);
    return writing(
      issue,
      await outcomeOf(() => forge.write(issue, [{ do: 'post-notice', body: NOTICE }])),
      await outcomeOf(() => forge.write(issue, [{ do: 'add-labels', labels: [LOOK] }])),
      await outcomeOf(() => forge.write(issue, [{ do: 'close' }])),
    );
  },

  'an archived repository': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const issue = await acts.openIssue({ repository });
    await acts.archive(repository);
    const changes: readonly Change[] = [
      { do: 'post-notice', body: NOTICE },
      { do: 'add-labels', labels: [LOOK] },
      { do: 'close' },
      { do: 'edit-body', body: 'x' },
    ];
    const outcomes = [];
    for (const change of changes) {
      outcomes.push(await outcomeOf(() => forge.write(issue, [change])));
    }
    return writing(issue, ...outcomes);
  },

  'a merged pull request that cannot be opened': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository });
    await acts.merge(pull);
    await read(forge, pull);
    return writing(pull, await outcomeOf(() => forge.write(pull, [{ do: 'reopen' }])));
  },

  'a pull request whose head branch is gone': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const pull = await acts.openPull({ repository, author: 'octo', fromFork: false });
    await acts.deleteHead(pull);
    await read(forge, pull);
    const again: Change[] = [{ do: 'reopen' }, { do: 'post-notice', body: NOTICE }];
    return writing(pull, await outcomeOf(() => forge.write(pull, again)));
  },

  'a subject that is not there': async ({ acts, forge, repository }) => {
    await acts.repository(repository);
    const gone = { ...repository, number: 9 };
    const changes: readonly Change[] = [
      { do: 'close' },
      { do: 'post-notice', body: NOTICE },
      { do: 'add-labels', labels: [LOOK] },
      { do: 'edit-body', body: 'x' },
      {
        do: 'set-check',
        sha: '0'.repeat(40),
        check: { conclusion: 'success', title: '', summary: '' },
      },
      { do: 'delete-notice', comment: '999999' },
      { do: 'react', comment: '999999', reaction: 'done' },
    ];
    const outcomes = [];
    for (const change of changes) {
      outcomes.push(await outcomeOf(() => forge.write(gone, [change])));
    }
    return writing(gone, ...outcomes);
  },
};

onRealServers((given) => {
  const site = siteOfFile(given);

  test.each(Object.entries(STORIES))('%s: the fake takes it the same way', async (_, story) => {
    const { byFake, byServer } = await playBoth(site(), story);

    await expect.poll(byServer, SOON).toEqual(byFake);
  });

  test.each([
    ['success', 'success'],
    ['neutral', 'success'],
    ['failure', 'failure'],
  ] as const)('a check that is %s is a status that is %s', async (conclusion, status) => {
    const acts = new RealActs(site());
    const repository = await acts.repository({ owner: 'octo', name: `check-${conclusion}` });
    const pull = await acts.openPull({ repository });
    const forge = await site().forge(await site().token(BOT));
    const sha = (await read(forge, pull))?.subject.branches?.headSha ?? '';
    const title = `Two things \u{1F4A5} ${'x'.repeat(300)}`;

    await forge.write(pull, [
      { do: 'set-check', sha, check: { conclusion: 'failure', title: 'at first', summary: '' } },
      { do: 'set-check', sha, check: { conclusion, title, summary: 'A list' } },
    ]);

    const shown = await site().admin.must<{ statuses: Record<string, unknown>[] }>(
      'GET',
      `${routeOf(repository)}/commits/${sha}/status`,
    );
    expect(shown.statuses).toMatchObject([{ context: 'hygiene', status }]);
    expect(shown.statuses[0]?.['description']).toMatch(/^Two things \u{1F4A5} x+…$/u);
  });
});
