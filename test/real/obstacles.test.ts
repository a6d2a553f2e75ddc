import { beforeAll, expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import type { Change } from '../../src/forge/model.ts';
import { collected, LOOK, NOTICE } from '../contract/opened-forge.ts';
import { onRealServers } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { siteOfFile } from './support/real-site.ts';
import { BOT, routeOf } from './support/repository-acts.ts';
import { outcomeOf } from './support/story.ts';

type Label = { id: number };

/** What no fake has: people and names in the way. */
onRealServers((given) => {
  const site = siteOfFile(given);
  let acts: RealActs;
  let forge: Forge;

  beforeAll(async () => {
    acts = new RealActs(site());
    forge = await site().forge(await site().token(BOT));
  });

  test('an author who blocks the bot is left alone where the server heeds that, without more ado', async () => {
    const repository = await acts.repository({ name: 'blocked' });
    const issue = await acts.openIssue({ repository, author: 'zoe' });
    const block = given.kind === 'gitea' ? 'user/blocks' : 'user/block';
    await (await site().as('zoe')).must('PUT', `${block}/${BOT}`);
    const changes: Change[] = [
      { do: 'post-notice', body: NOTICE },
      { do: 'close' },
      { do: 'add-labels', labels: [LOOK] },
    ];

    const outcomes = [];
    for (const change of changes) {
      outcomes.push(await outcomeOf(() => forge.write(issue, [change])));
    }

    const told = given.kind === 'gitea' ? undefined : 'fails: Refused';
    expect(outcomes).toEqual([told, told, undefined]);
  });

  test('what carries one of two labels of a name is listed', async () => {
    const repository = await acts.repository({ name: 'doubled' });
    const api = site().admin.as('octo');
    const issues = [
      await acts.openIssue({ repository }),
      await acts.openIssue({ repository }),
      await acts.openIssue({ repository }),
    ];
    for (const { number } of issues.slice(0, 2)) {
      const look = { name: 'twin', color: '#ededed' };
      const { id } = await api.must<Label>('POST', `${routeOf(repository)}/labels`, look);
      const labels = `${routeOf(repository)}/issues/${number}/labels`;
      await api.must('POST', labels, { labels: [id] });
    }

    const listed = await collected(forge.listLabelled(repository, 'twin', 'open'));

    expect(new Set(listed.map(({ number }) => number))).toEqual(new Set([1, 2]));
  });

  test('a label is taken off, and not the one that is called by its number', async () => {
    const repository = await acts.repository({ name: 'numbered' });
    const issue = await acts.openIssue({ repository });
    const api = site().admin.as('octo');
    const labels = `${routeOf(repository)}/labels`;
    const look = { name: LOOK.name, color: '#ededed' };
    const { id } = await api.must<Label>('POST', labels, look);
    await acts.label(issue, LOOK.name);
    await acts.label(issue, String(id));

    await forge.write(issue, [{ do: 'remove-labels', labels: [LOOK.name] }]);

    const left = await api.must<{ name: string }[]>(
      'GET',
      `${routeOf(repository)}/issues/1/labels`,
    );
    expect(left.map(({ name }) => name)).toEqual([String(id)]);
  });

  test('a write follows a repository to its new name', async () => {
    const repository = await acts.repository({ name: 'old-name' });
    const issue = await acts.openIssue({ repository });
    const api = site().admin.as('octo');
    await api.must('PATCH', routeOf(repository), { name: 'new-name' });

    await forge.write(issue, [{ do: 'post-notice', body: NOTICE }]);

    const comments = await api.must<object[]>('GET', 'repos/octo/new-name/issues/1/comments');
    expect(comments).toMatchObject([{ body: NOTICE }]);
  });

  test('a commit to a file that is gone is a conflict', async () => {
    const files = { 'gone.md': 'Here', 'README.md': 'Hello' };
    const repository = await acts.repository({ name: 'gone-file', files });
    const route = `${routeOf(repository)}/contents/gone.md`;
    const { sha } = await site().admin.must<{ sha: string }>('GET', route);
    const onto = (await acts.branchTip(repository, 'main')) ?? '';
    await acts.commitFiles({ 'gone.md': null }, { repository });

    const outcome = await forge.files?.commitFiles(repository, {
      branch: 'main',
      onto,
      message: 'Change it',
      files: [{ path: 'gone.md', text: 'There', sha }],
    });

    expect(outcome).toBe('conflict');
  });
});
