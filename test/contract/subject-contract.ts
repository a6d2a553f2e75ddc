import { describe, expect, test } from 'vitest';
import type { SteppedClock } from '../support/stepped-clock.ts';
import { MINUTE, SECOND } from '../support/forge-world/state.ts';
import { START } from '../support/forge-world/ground.ts';
import { MARKER, NOTHING_SPECIAL, NOTICE, type OpenForge, readingOf } from './opened-forge.ts';

/** What a read of a subject must tell. */
export function subjectContract(open: OpenForge): void {
  describe('a read of a subject', () => {
    test('tells everything about an open pull request', async () => {
      const opened = await open();
      const { world, forge } = opened;
      world.permit('mia', 'triage');
      const pull = world.openPull({
        author: 'ann',
        title: 'fix: a',
        body: 'Because.',
        head: 'topic',
      });
      world.label(pull, 'bug', { by: 'mia' });
      world.assign(pull, 'mia', { by: 'mia' });

      const { subject, ...reading } = await readingOf(opened, pull);

      expect(subject).toEqual({
        ...pull,
        kind: 'pull-request',
        title: 'fix: a',
        body: 'Because.',
        author: { login: 'ann', isBot: false },
        state: 'open',
        merged: false,
        draft: false,
        locked: false,
        labels: ['bug'],
        assignees: ['mia'],
        url: `https://${forge.host}/octo/hello/pull/1`,
        createdAt: START,
        updatedAt: START,
        branches: {
          base: 'main',
          baseIsDefault: true,
          head: 'topic',
          headSha: world.subject(pull).pull?.headSha,
          headRepository: 'ann/hello',
        },
      });
      expect(reading).toEqual({
        ownNotices: [],
        commands: [],
        events: [
          { kind: 'labelled', label: 'bug', at: START, by: { login: 'mia', isBot: false } },
          { kind: 'assigned', to: 'mia', at: START, by: { login: 'mia', isBot: false } },
        ],
        references: [],
        closing: [],
        permissions: new Map(),
      });
    });

    test('tells everything about a closed issue', async () => {
      const opened = await open();
      const { world } = opened;
      const issue = world.openIssue({ author: 'ann', title: 'It breaks', body: '' });
      world.close(issue, { by: 'ann' });
      world.lock(issue);

      const { subject, events, ...rest } = await readingOf(opened, issue, { changes: true });

      expect(subject).toMatchObject({ kind: 'issue', state: 'closed', locked: true, body: '' });
      expect(subject).not.toHaveProperty('branches');
      expect(events.map(({ kind, by }) => [kind, by?.login])).toEqual([
        ['closed', 'ann'],
        ['locked', 'octo'],
      ]);
      expect(rest).not.toHaveProperty('closing');
      expect(rest).not.toHaveProperty('changes');
    });

    test.each([
      ['a number that nobody has used', { owner: 'octo', name: 'hello', number: 99 }],
      ['a number that no forge counts to', { owner: 'octo', name: 'hello', number: 2 ** 31 }],
      ['a repository that does not exist', { owner: 'octo', name: 'gone', number: 1 }],
      ['a repository that is closed to the bot', { owner: 'octo', name: 'secret', number: 1 }],
    ])('finds nothing at %s', async (_, ref) => {
      const { world, forge } = await open();
      world.openPull();
      const secret = world.repository({ name: 'secret', private: true, installed: false });
      world.openPull({ repository: secret });

      expect(await forge.readSubject(ref, NOTHING_SPECIAL)).toBeUndefined();
    });

    test('tells a merged pull request from one that was closed', async () => {
      const opened = await open();
      const { world } = opened;
      const [merged, closed] = [world.openPull(), world.openPull()];
      world.merge(merged);
      world.close(closed);

      expect((await readingOf(opened, merged)).subject).toMatchObject({
        state: 'closed',
        merged: true,
      });
      expect((await readingOf(opened, closed)).subject).toMatchObject({
        state: 'closed',
        merged: false,
      });
    });

    test('calls an author whose account is gone a ghost, and names nobody for what they did', async () => {
      const opened = await open();
      const { world } = opened;
      const pull = world.openPull({ author: 'ann' });
      world.close(pull, { by: 'ann' });
      world.deleteAccount('ann');

      const { subject, events } = await readingOf(opened, pull);

      expect(subject.author).toEqual({ login: 'ghost', isBot: false });
      expect(events).toEqual([{ kind: 'closed', at: START }]);
    });

    test('gives the login of an app its suffix, wherever it comes from', async () => {
      const opened = await open();
      const { world, forge } = opened;
      const pull = world.openPull({ author: 'renovate[bot]' });
      world.comment(pull, NOTICE, { by: world.bot });

      const { subject, ownNotices } = await readingOf(opened, pull);

      expect(subject.author).toEqual({ login: 'renovate[bot]', isBot: true });
      expect(ownNotices[0]?.author).toEqual({ login: world.bot, isBot: true });
      expect(await forge.self()).toEqual({ login: world.bot, isBot: true });
    });

    test('tells draft, branches that are not the default one, and a fork that is gone', async () => {
      const opened = await open();
      const { world } = opened;
      const pull = world.openPull({ draft: true, base: 'v1' });
      world.deleteFork(pull);

      const { subject } = await readingOf(opened, pull);

      expect(subject).toMatchObject({
        draft: true,
        branches: { base: 'v1', baseIsDefault: false },
      });
      expect(subject.branches).not.toHaveProperty('headRepository');
    });

    test('tells each kind of event once, oldest first, with its time', async () => {
      const opened = await open();
      const { world } = opened;
      const clock = world.clock as SteppedClock;
      const pull = world.openPull({ author: 'ann' });
      const steps = [
        () => world.draft(pull),
        () => world.ready(pull),
        () => world.label(pull, 'x', { by: 'octo' }),
        () => world.unlabel(pull, 'x', { by: 'octo' }),
        () => world.review(pull, 'changes-requested', { by: 'mia' }),
        () => world.review(pull, 'commented', { by: 'ann' }),
        () => world.forcePush(pull),
        () => world.close(pull),
        () => world.reopen(pull),
        () => world.lock(pull),
        () => world.unlock(pull),
        () => world.deleteHead(pull),
      ];
      for (const step of steps) {
        await clock.pass(SECOND);
        step();
      }

      const { events } = await readingOf(opened, pull);

      const told = events.map(({ kind, at }) => [kind, (at - START) / SECOND]);
      // The branch and what became of it: both at once, in an order that each forge has for itself.
      expect(new Set(told.slice(10).map(([kind]) => kind))).toEqual(
        new Set(opened.forge.kind === 'forgejo' ? ['closed'] : ['head-deleted', 'closed']),
      );
      expect(told.slice(0, 10)).toEqual([
        ['drafted', 1],
        ['readied', 2],
        ['labelled', 3],
        ['unlabelled', 4],
        ['reviewed', 5],
        ['head-replaced', 7],
        ['closed', 8],
        ['reopened', 9],
        ['locked', 10],
        ['unlocked', 11],
      ]);
    });

    test('knows the last edit, of the title or of the body', async () => {
      const opened = await open();
      const { world } = opened;
      const clock = world.clock as SteppedClock;
      const pull = world.openPull();
      const untouched = await readingOf(opened, pull);
      await clock.pass(MINUTE);
      world.editBody(pull, 'Better.');
      const first = await readingOf(opened, pull);
      await clock.pass(MINUTE);
      world.editTitle(pull, 'feat: better');

      const second = await readingOf(opened, pull);

      expect(untouched).not.toHaveProperty('editedAt');
      expect(first.editedAt).toBe(START + MINUTE);
      expect(second.editedAt).toBe(START + 2 * MINUTE);
      expect(second.subject).toMatchObject({ title: 'feat: better', body: 'Better.' });
    });

    test('finds all notices of ours among 150 comments, oldest first, and no others', async () => {
      const opened = await open();
      const { world } = opened;
      const pull = world.openPull({ author: 'ann' });
      const first = world.comment(pull, `${NOTICE} (first)`, { by: world.bot });
      world.comment(pull, `${NOTICE} (forged)`, { by: 'ann' });
      world.comment(pull, `${NOTICE} (of another app)`, { by: 'other[bot]' });
      world.comment(pull, `As I said: ${NOTICE}`, { by: world.bot });
      for (let count = 0; count < 145; count += 1)
        world.comment(pull, `Comment ${count}`, { by: 'ann' });
      const last = world.comment(pull, `${NOTICE} (last)`, { by: world.bot });
      world.minimise(last.id, { by: world.bot });

      const { ownNotices } = await readingOf(opened, pull);

      expect(ownNotices.map(({ body, minimised }) => [body, minimised])).toEqual([
        [first.body, false],
        [last.body, true],
      ]);
      expect(new Set(ownNotices.map(({ id }) => id)).size).toBe(2);
      expect(ownNotices[0]).toMatchObject({ createdAt: START, author: { login: world.bot } });
      expect(ownNotices.every(({ body }) => body.startsWith(MARKER))).toBe(true);
    });

    test('keeps an event that has 250 others behind it', async () => {
      const opened = await open();
      const { world } = opened;
      const pull = world.openPull();
      world.close(pull, { by: 'octo' });
      world.reopen(pull, { by: 'octo' });
      for (let count = 0; count < 250; count += 1) world.forcePush(pull);

      const { events } = await readingOf(opened, pull);

      expect(events).toHaveLength(252);
      expect(events.slice(0, 2).map(({ kind, by }) => [kind, by?.login])).toEqual([
        ['closed', 'octo'],
        ['reopened', 'octo'],
      ]);
    });

    test('tells commands of others and whether the bot has answered them', async () => {
      const opened = await open();
      const { world } = opened;
      const pull = world.openPull({ author: 'ann' });
      const answered = world.comment(pull, '/hygiene recheck', { by: 'ann' });
      world.react(answered.id, '+1', { by: world.bot });
      const cheered = world.comment(pull, '/hygiene explain', { by: 'ann' });
      world.react(cheered.id, '+1', { by: 'bob' });
      world.comment(pull, 'try /hygiene recheck', { by: 'ann' });
      world.comment(pull, '/hygiene recheck', { by: world.bot });

      const { commands } = await readingOf(opened, pull);

      expect(commands.map(({ body, answered: isAnswered }) => [body, isAnswered])).toEqual([
        ['/hygiene recheck', true],
        ['/hygiene explain', false],
      ]);
    });

    test('tells changed lines and all files of a pull request when they are wanted', async () => {
      const opened = await open();
      const { world } = opened;
      const paths = Array.from(
        { length: 120 },
        (_, index) => `docs/${String(index).padStart(3, '0')}.md`,
      );
      const files = Object.fromEntries(paths.map((path) => [path, 'text']));
      const pull = world.openPull({ files, lines: 321 });

      const { changes } = await readingOf(opened, pull, { changes: true });
      const without = await readingOf(opened, pull);

      expect(changes).toEqual({ lines: 321, files: paths });
      expect(without).not.toHaveProperty('changes');
    });
  });
}
