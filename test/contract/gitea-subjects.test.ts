import { describe, expect, test } from 'vitest';
import { ForgeUnavailable, Refused } from '../../src/forge/errors.ts';
import { openedForgejo, openedGitea } from '../support/forge-world/gitea/opened-gitea.ts';
import { LOOK, NOTICE, readingOf } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };
const OPENED = { gitea: openedGitea, forgejo: openedForgejo };
const KINDS = ['gitea', 'forgejo'] as const;

describe.each(KINDS)('on %s', (kind) => {
  const open = OPENED[kind];

  test('a pull request has its own address, and nothing tells what it would close', async () => {
    const opened = await open();
    const issue = opened.world.openIssue();
    const pull = opened.world.openPull({ body: `Fixes #${issue.number}` });

    const reading = await readingOf(opened, pull, { references: [issue] });

    expect(reading.subject.url).toBe(`https://${kind}.test/octo/hello/pulls/2`);
    expect(reading).not.toHaveProperty('closing');
    expect(reading).not.toHaveProperty('editedAt');
    expect(reading.references).toMatchObject([{ kind: 'issue', open: true }]);
  });

  test.each([
    ['WIP: later', true],
    ['[wip] later', true],
    ['wip:later', true],
    ['WIP later', false],
    ['Draft: later', false],
    ['later WIP:', false],
  ])('the title "%s" makes a draft: %s', async (title, draft) => {
    const opened = await open();
    const pull = opened.world.openPull({ title });

    expect((await readingOf(opened, pull)).subject.draft).toBe(draft);
  });

  test('a head branch that is gone keeps its name, and closed its pull request before', async () => {
    const opened = await open();
    const { world } = opened;
    const pull = world.openPull({ author: 'octo', head: 'release/2' });
    world.deleteHead(pull);

    const { subject, events } = await readingOf(opened, pull);

    expect(subject.branches).toMatchObject({ head: 'release/2', headRepository: 'octo/hello' });
    // Forgejo tells of the branch only where somebody deletes it on the page of a closed one.
    const told = kind === 'gitea' ? ['closed', 'head-deleted'] : ['closed'];
    expect(events.map(({ kind: what }) => what)).toEqual(told);
  });

  test('a fork that is gone takes its branch along without a word', async () => {
    const opened = await open();
    const { world } = opened;
    const pull = world.openPull({ author: 'ann', head: 'topic' });
    world.deleteFork(pull);

    const { subject, events } = await readingOf(opened, pull);

    expect(subject).toMatchObject({ state: 'closed', branches: { head: 'topic' } });
    expect(events.map(({ kind: what }) => what)).toEqual(['closed']);
  });

  test('what is not there is an error of a Gitea to some writes: looked at again, it is gone', async () => {
    const { world, forge } = await open();
    const pull = world.openPull();
    const check = { conclusion: 'success', title: 'All set', summary: '' } as const;

    const speaking = forge.write({ ...HERE, number: 9 }, [{ do: 'post-notice', body: NOTICE }]);
    const checking = forge.write(pull, [{ do: 'set-check', sha: '0'.repeat(40), check }]);

    const told = kind === 'gitea' ? ForgeUnavailable : Refused;
    await expect(speaking).rejects.toThrow(told);
    await expect(checking).rejects.toThrow(told);
  });

  test('an archived repository refuses to hear of anything', async () => {
    const opened = await open();
    const { world, forge } = opened;
    const pull = world.openPull();
    world.archive(pull);

    const writing = forge.write(pull, [{ do: 'post-notice', body: NOTICE }, { do: 'close' }]);

    await expect(writing).rejects.toThrow(Refused);
    expect((await readingOf(opened, pull)).subject.state).toBe('open');
  });

  test('finds all notices of ours among 150 comments, oldest first, and no others', async () => {
    const opened = await open();
    const { world } = opened;
    const pull = world.openPull({ author: 'ann' });
    world.comment(pull, `${NOTICE} (first)`, { by: world.bot });
    world.comment(pull, `${NOTICE} (forged)`, { by: 'ann' });
    world.comment(pull, `As I said: ${NOTICE}`, { by: world.bot });
    for (let count = 0; count < 150; count += 1) world.comment(pull, 'Hm', { by: 'ann' });
    world.comment(pull, `${NOTICE} (last)`, { by: world.bot });

    const { ownNotices } = await readingOf(opened, pull);

    expect(ownNotices.map(({ body, minimised }) => [body, minimised])).toEqual([
      [`${NOTICE} (first)`, false],
      [`${NOTICE} (last)`, false],
    ]);
  });

  test('tells who merged, and of a closed pull request nothing of its branch', async () => {
    const opened = await open();
    const { world } = opened;
    const pull = world.openPull({ author: 'ann' });
    world.close(pull, { by: 'ann' });
    world.forcePush(pull);
    world.reopen(pull, { by: 'ann' });
    world.merge(pull, { by: 'octo' });

    const { events, subject } = await readingOf(opened, pull);

    expect(events.map(({ kind: what, by }) => [what, by?.login])).toEqual([
      ['closed', 'ann'],
      ['reopened', 'ann'],
      ['closed', 'octo'],
    ]);
    expect(subject.merged).toBe(true);
  });

  test.each([60, 99])(
    'finds events behind %i comments on lines, which the timeline does not show',
    async (hiddenEntries) => {
      const opened = await open({ hiddenEntries });
      const { world } = opened;
      const pull = world.openPull({ author: 'ann' });
      world.review(pull, 'changes-requested', { by: 'octo' });

      const { events } = await readingOf(opened, pull);

      expect(events.map(({ kind: what }) => what)).toEqual(['reviewed']);
    },
  );

  test.each([
    ['octo', 'admin'],
    ['mona', 'write'],
    ['tom', 'read'],
    ['nobody-at-all', 'none'],
  ])('%s has %s permission', async (login, permission) => {
    const { world, forge } = await open();
    world.permit('mona', 'maintain');
    world.permit('tom', 'triage');

    expect(await forge.permissionOf(HERE, login)).toBe(permission);
  });

  test.each([
    ['octo', 'admin', false],
    ['mona', 'write', false],
    ['WIM', 'write', false],
    ['ann', 'read', false],
    ['tom', 'read', true],
    ['ann', 'none', true],
    ['nobody-at-all', 'none', true],
  ])(
    'without administering it, %s is found to have %s permission (private: %s)',
    async (login, permission, isPrivate) => {
      const { world, forge } = await open({ botIsAdmin: false });
      world.repository({ ...HERE, private: isPrivate });
      world.permit('mona', 'admin');
      world.permit('wim', 'write');
      world.permit('tom', 'read');
      world.account('ann');

      expect(await forge.permissionOf(HERE, login)).toBe(permission);
    },
  );

  test('a status is one line of 140 characters, and a warning passes', async () => {
    const { world, forge } = await open();
    const pull = world.openPull();
    const sha = world.subject(pull).pull?.headSha ?? '';
    const title = `To fix: ${'many things 💥 '.repeat(20)}`;

    await forge.write(pull, [
      { do: 'set-check', sha, check: { conclusion: 'neutral', title, summary: '- a\n- b' } },
    ]);

    const check = world.checkOn(pull);
    expect(check).toMatchObject({ name: 'hygiene', conclusion: 'success', summary: '' });
    expect(Array.from(check?.title ?? '')).toHaveLength(140);
    expect(check?.title.endsWith('…')).toBe(true);
  });

  test('a pull request is reopened even after its head branch was deleted', async () => {
    const { world, forge } = await open();
    const pull = world.openPull();
    world.deleteHead(pull);

    await forge.write(pull, [{ do: 'reopen' }]);

    expect(world.stateOf(pull)).toBe('open');
    expect(forge.abilities.reopenNeedsSameHead).toBe(false);
  });

  test('a merged pull request is not closed or reopened', async () => {
    const { world, forge } = await open();
    const pull = world.openPull();
    world.merge(pull);

    await expect(forge.write(pull, [{ do: 'reopen' }])).rejects.toThrow(Refused);
    await expect(forge.write(pull, [{ do: 'close' }])).rejects.toThrow(Refused);
  });

  test('an account with write permission speaks in a locked conversation', async () => {
    const { world, forge } = await open();
    const pull = world.openPull();
    world.lock(pull);

    await forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);

    expect(world.noticesOn(pull)).toMatchObject([{ body: NOTICE }]);
  });

  test('a label whose name has a comma is listed, and one that does not exist lists nothing', async () => {
    const { world, forge } = await open();
    const [one] = [world.openPull({ labels: ['a, b'] }), world.openPull({ labels: ['a'] })];
    const numbers = async (label: string): Promise<number[]> => {
      const found: number[] = [];
      for await (const { number } of forge.listLabelled(HERE, label, 'open')) found.push(number);
      return found;
    };

    expect(await numbers('a, b')).toEqual([one.number]);
    expect(await numbers('nothing')).toEqual([]);
  });

  test('takes a label off whose id is the name of another one', async () => {
    const { world, forge } = await open();
    const pull = world.openPull({ labels: [LOOK.name] });
    const own = world.repositoryState(HERE).labels.find(({ name }) => name === LOOK.name);
    world.label(pull, String(own?.id));

    await forge.write(pull, [{ do: 'remove-labels', labels: [LOOK.name] }]);

    expect(world.subject(pull).labels).toEqual([String(own?.id)]);
  });

  test('a label is taken off in whatever spelling the repository has it', async () => {
    const opened = await open();
    const { world, forge } = opened;
    const pull = world.openPull({ labels: ['Needs:Issue', 'bug'] });
    await readingOf(opened, pull);

    await forge.write(pull, [{ do: 'remove-labels', labels: [LOOK.name] }]);

    expect(world.labelsOn(pull)).toEqual(['bug']);
  });
});
