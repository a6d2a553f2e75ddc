import { describe, expect, test } from 'vitest';
import { Refused } from '../../src/forge/errors.ts';
import type { Change, Check } from '../../src/forge/model.ts';
import { LOOK, NOTICE, type OpenForge, readingOf } from './opened-forge.ts';

const CHECK: Check = {
  conclusion: 'failure',
  title: 'Two things are missing',
  summary: '- a\n- b',
};

/** What writes must do, and what they must leave alone. */
export function writeContract(open: OpenForge): void {
  describe('writes', () => {
    test('post, edit, fold, unfold and delete a notice', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      await forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);
      const [posted] = (await readingOf(opened, pull)).ownNotices;
      const comment = posted?.id ?? '';
      await forge.write(pull, [
        { do: 'edit-notice', comment, body: `${NOTICE} All set.` },
        { do: 'minimise', comment },
      ]);
      const [folded] = (await readingOf(opened, pull)).ownNotices;
      await forge.write(pull, [{ do: 'unminimise', comment }]);
      const [unfolded] = (await readingOf(opened, pull)).ownNotices;
      await forge.write(pull, [{ do: 'delete-notice', comment }]);

      const { ownNotices } = await readingOf(opened, pull);

      expect(posted?.body).toBe(NOTICE);
      expect(folded).toMatchObject({ id: comment, body: `${NOTICE} All set.` });
      expect(folded?.minimised).toBe(forge.abilities.minimise);
      expect(unfolded?.minimised).toBe(false);
      expect(ownNotices).toEqual([]);
    });

    test('make labels with their colour and description, and take them off', async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      const second = { name: 'needs:compliance', color: 'fbca04', description: 'See the notice' };
      await forge.write(pull, [{ do: 'add-labels', labels: [LOOK, second] }]);
      const on = world.labelsOn(pull);
      await forge.write(pull, [{ do: 'remove-labels', labels: [LOOK.name] }]);

      expect(on).toEqual([second.name, LOOK.name]);
      expect(world.labelsOn(pull)).toEqual([second.name]);
      expect(world.repositoryState(pull).labels).toMatchObject([LOOK, second]);
    });

    test("leave a person's labels and the look of a label that exists alone", async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      world.makeLabel(pull, { name: 'Needs:Issue', color: '00ff00', description: 'mine' });
      world.label(pull, 'bug');

      await forge.write(pull, [{ do: 'add-labels', labels: [LOOK] }]);

      expect(world.labelsOn(pull)).toEqual(['Needs:Issue', 'bug']);
      expect(world.repositoryState(pull).labels).toMatchObject([
        { color: '00ff00' },
        { name: 'bug' },
      ]);
    });

    test('make a label again that was deleted since it was read', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      world.makeLabel(pull, LOOK);
      await readingOf(opened, pull);
      world.deleteLabel(LOOK.name);

      await forge.write(pull, [{ do: 'add-labels', labels: [LOOK] }]).catch(() => undefined);
      await forge.write(pull, [{ do: 'add-labels', labels: [LOOK] }]);

      expect(world.labelsOn(pull)).toEqual([LOOK.name]);
    });

    test.each(['pull-request', 'issue'] as const)('close and reopen a %s', async (kind) => {
      const { world, forge } = await open();
      const ref = kind === 'issue' ? world.openIssue() : world.openPull();
      await forge.write(ref, [{ do: 'close' }]);
      const between = world.stateOf(ref);
      await forge.write(ref, [{ do: 'reopen' }]);

      expect([between, world.stateOf(ref)]).toEqual(['closed', 'open']);
      expect(
        world
          .storyOf(ref)
          .map(({ kind: what, by }) => [what, by])
          .slice(1),
      ).toEqual([
        ['closed', world.bot],
        ['reopened', world.bot],
      ]);
    });

    test.each(['pull-request', 'issue'] as const)('edit the body of a %s', async (kind) => {
      const { world, forge } = await open();
      const ref = kind === 'issue' ? world.openIssue() : world.openPull();

      await forge.write(ref, [{ do: 'edit-body', body: 'A body\n\n## Missing heading\n' }]);

      expect(world.bodyOf(ref)).toBe('A body\n\n## Missing heading\n');
    });

    test('set the check of a commit, and set it again', async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      const sha = world.subject(pull).pull?.headSha ?? '';
      await forge.write(pull, [{ do: 'set-check', sha, check: CHECK }]);
      const first = world.checkOn(pull);
      const better: Check = { conclusion: 'success', title: 'All set', summary: '' };
      await forge.write(pull, [{ do: 'set-check', sha, check: better }]);

      expect(first).toMatchObject(CHECK);
      expect(world.checkOn(pull)).toMatchObject(better);
    });

    test.each([
      ['done', '+1'],
      ['confused', 'confused'],
      ['denied', '-1'],
    ] as const)('react to a command: %s', async (reaction, content) => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      const command = world.comment(pull, '/hygiene recheck');
      const [read] = (await readingOf(opened, pull)).commands;

      await forge.write(pull, [{ do: 'react', comment: read?.id ?? '', reaction }]);

      expect(command.reactions).toEqual([{ by: world.bot, content }]);
      expect((await readingOf(opened, pull)).commands).toMatchObject([{ answered: true }]);
    });

    test('reply with a comment that is no notice', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();

      await forge.write(pull, [{ do: 'reply', body: 'The description still lacks a heading.' }]);

      expect(world.noticesOn(pull)).toMatchObject([
        { body: 'The description still lacks a heading.' },
      ]);
      expect((await readingOf(opened, pull)).ownNotices).toEqual([]);
    });

    test('carry all changes out in their order', async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      const sha = world.subject(pull).pull?.headSha ?? '';
      const changes: Change[] = [
        { do: 'add-labels', labels: [LOOK] },
        { do: 'post-notice', body: NOTICE },
        { do: 'set-check', sha, check: CHECK },
        { do: 'edit-body', body: 'Better' },
        { do: 'close' },
      ];

      await forge.write(pull, changes);

      expect(world.writesOn(pull).map((write) => write.do)).toEqual(
        changes.map((change) => change.do),
      );
      expect(new Set(world.writes.map(({ by }) => by))).toEqual(new Set([world.bot]));
    });

    test('that come twice change nothing the second time', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      await forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);
      const command = world.comment(pull, '/hygiene recheck');
      const { ownNotices, commands } = await readingOf(opened, pull);
      const comment = ownNotices[0]?.id ?? '';
      const changes: Change[] = [
        { do: 'add-labels', labels: [LOOK] },
        { do: 'edit-notice', comment, body: `${NOTICE} Closed.` },
        { do: 'minimise', comment },
        { do: 'remove-labels', labels: ['never-there'] },
        { do: 'react', comment: commands[0]?.id ?? '', reaction: 'done' },
        { do: 'close' },
      ];
      await forge.write(pull, changes);
      const acts = world.acts.length;

      await forge.write(pull, changes);

      expect(world.acts.slice(acts)).toEqual([]);
      expect(command.reactions).toHaveLength(1);
      expect(world.stateOf(pull)).toBe('closed');
    });

    test('to what is gone are done when nothing is left to do', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      await forge.write(pull, [{ do: 'post-notice', body: NOTICE }]);
      const [notice] = (await readingOf(opened, pull)).ownNotices;
      const comment = notice?.id ?? '';
      world.deleteComment(world.noticesOn(pull)[0]?.id ?? '', { by: 'octo' });

      await forge.write(pull, [
        { do: 'delete-notice', comment },
        { do: 'minimise', comment },
      ]);

      const edit = forge.write(pull, [{ do: 'edit-notice', comment, body: NOTICE }]);
      await expect(edit).rejects.toThrow(Refused);
      expect(world.noticesOn(pull)).toEqual([]);
    });

    test('that the forge refuses leave those in front of them done', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull();
      world.close(pull);
      world.forcePush(pull);

      const writing = forge.write(pull, [{ do: 'add-labels', labels: [LOOK] }, { do: 'reopen' }]);

      const thrown: unknown = await writing.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(thrown instanceof Refused).toBe(forge.abilities.reopenNeedsSameHead);
      expect(world.labelsOn(pull)).toEqual([LOOK.name]);
    });

    test.each([
      ['whose head branch is gone', 'deleteHead'],
      ['that was merged', 'merge'],
    ] as const)('do not reopen a pull request %s', async (_, verb) => {
      const { world, forge } = await open();
      const pull = world.openPull();
      world[verb](pull);

      await expect(forge.write(pull, [{ do: 'reopen' }])).rejects.toThrow(Refused);
      expect(world.stateOf(pull)).not.toBe('open');
    });

    test('do not speak in a locked conversation', async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      world.lock(pull);

      await expect(forge.write(pull, [{ do: 'post-notice', body: NOTICE }])).rejects.toThrow(
        Refused,
      );
      expect(world.noticesOn(pull)).toEqual([]);
    });

    test('to a subject that does not exist are refused', async () => {
      const { world, forge } = await open();
      const { owner, name } = world.repository();

      const writing = forge.write({ owner, name, number: 9 }, [{ do: 'close' }]);

      await expect(writing).rejects.toThrow(Refused);
    });

    test('keep hostile text as it is', async () => {
      const { world, forge } = await open();
      const pull = world.openPull();
      const body = `${NOTICE} "}) { id } \\ #\n\`\`\` $owner 💥 \u2028 </details> @everyone`;
      const look = { name: 'a "}) label: 💥', color: '123456', description: '"}) { id }' };

      await forge.write(pull, [
        { do: 'post-notice', body },
        { do: 'add-labels', labels: [look] },
      ]);

      expect(world.noticesOn(pull)).toMatchObject([{ body }]);
      expect(world.repositoryState(pull).labels).toMatchObject([look]);
    });
  });
}
