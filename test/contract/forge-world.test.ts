import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ForgeUnavailable } from '../../src/forge/errors.ts';
import { fakeForge } from '../support/forge-world/fake-forge.ts';
import { openedGithub } from '../support/forge-world/github/opened-github.ts';
import { ProcessDied } from '../support/forge-world/refusal.ts';
import { MINUTE, SECOND } from '../support/forge-world/state.ts';
import { type ForgeWorld, forgeWorld } from '../support/forge-world/world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import type { SubjectRef } from '../../src/forge/model.ts';
import { LOOK, NOTHING_SPECIAL, NOTICE } from './opened-forge.ts';

type Row = [title: string, act: (world: ForgeWorld, pull: SubjectRef) => unknown];

const REFUSED: Row[] = [
  ['a stranger does not label', (world, pull) => world.label(pull, 'bug', { by: 'bob' })],
  ['an author does not label', (world, pull) => world.label(pull, 'bug', { by: 'ann' })],
  ['a stranger does not close', (world, pull) => world.close(pull, { by: 'bob' })],
  ['a stranger does not edit', (world, pull) => world.editBody(pull, 'spam', { by: 'bob' })],
  ['an author does not merge', (world, pull) => world.merge(pull, { by: 'ann' })],
  [
    'an author does not link by hand',
    (world, pull) => world.linkManually(pull, pull, { by: 'ann' }),
  ],
  ['an author does not approve', (world, pull) => world.review(pull, 'approved', { by: 'ann' })],
  [
    'an author does not reopen what somebody else closed',
    (world, pull) => {
      world.close(pull, { by: 'octo' });
      world.reopen(pull, { by: 'ann' });
    },
  ],
  [
    'nobody reopens behind a force push',
    (world, pull) => {
      world.close(pull);
      world.forcePush(pull);
      world.reopen(pull, { by: 'octo' });
    },
  ],
  [
    'nobody reopens behind a deleted branch',
    (world, pull) => {
      world.deleteHead(pull);
      world.reopen(pull, { by: 'octo' });
    },
  ],
  [
    'an outsider does not speak in a locked conversation',
    (world, pull) => {
      world.lock(pull);
      world.comment(pull, 'but', { by: 'ann' });
    },
  ],
];

const ALLOWED: Row[] = [
  [
    'an author closes and reopens',
    (world, pull) => {
      world.close(pull, { by: 'ann' });
      world.reopen(pull, { by: 'ann' });
    },
  ],
  [
    'somebody with triage labels and closes',
    (world, pull) => {
      world.permit('tom', 'triage');
      world.label(pull, 'bug', { by: 'tom' });
      world.close(pull, { by: 'tom' });
    },
  ],
  [
    'a force push while it is open does not seal',
    (world, pull) => {
      world.forcePush(pull);
      world.close(pull);
      world.reopen(pull, { by: 'octo' });
    },
  ],
];

test.each(REFUSED)('%s', (_, act) => {
  const world = forgeWorld();
  const pull = world.openPull({ author: 'ann' });
  world.account('bob');

  expect(() => act(world, pull)).toThrow(expect.objectContaining({ name: 'ForgeRefusal' }));
});

test.each(ALLOWED)('%s', (_, act) => {
  const world = forgeWorld();
  const pull = world.openPull({ author: 'ann' });

  expect(() => act(world, pull)).not.toThrow();
});

test('a merge into the default branch closes the issues that are linked, another does not', () => {
  const world = forgeWorld();
  const [one, two] = [world.openIssue(), world.openIssue()];
  world.merge(world.openPull({ body: `Fixes #${one.number}` }));
  world.merge(world.openPull({ body: `Fixes #${two.number}`, base: 'v1' }));

  expect([world.stateOf(one), world.stateOf(two)]).toEqual(['closed', 'open']);
});

test('time is told in whole seconds', async () => {
  const clock = new SteppedClock(1_000_400);
  const world = forgeWorld({ clock });
  const pull = world.openPull();
  await clock.pass(500);
  world.editTitle(pull, 'within the second');
  const within = world.subject(pull).updatedAt;
  await clock.pass(SECOND);
  world.editTitle(pull, 'behind it');

  expect([within, world.subject(pull).updatedAt]).toEqual([1_000_000, 1_001_000]);
});

test.each([
  [0, [], []],
  [1, [LOOK.name], []],
  [2, [LOOK.name], [NOTICE]],
  [3, [LOOK.name], [NOTICE]],
])(
  'a process that dies at change %i leaves what was done before',
  async (changes, labels, notices) => {
    const world = forgeWorld();
    const pull = world.openPull();
    world.makeLabel(pull, LOOK);
    const forge = fakeForge(world);
    await forge.readSubject(pull, NOTHING_SPECIAL);
    world.faults.dieAfter(changes);

    const writing = forge.write(pull, [
      { do: 'add-labels', labels: [LOOK] },
      { do: 'post-notice', body: NOTICE },
      { do: 'close' },
    ]);

    await expect(writing).rejects.toThrow(ProcessDied);
    await expect(forge.readSubject(pull, NOTHING_SPECIAL)).rejects.toThrow(ProcessDied);
    world.faults.revive();
    const reading = await fakeForge(world).readSubject(pull, NOTHING_SPECIAL);
    expect(reading?.subject.labels).toEqual(labels);
    expect(world.noticesOn(pull).map(({ body }) => body)).toEqual(notices);
    expect(world.stateOf(pull)).toBe(changes === 3 ? 'closed' : 'open');
  },
);

test('over HTTP a process that dies gets no answer, and what it had done stays', async () => {
  const { world, forge } = await openedGithub();
  const pull = world.openPull();
  await forge.readSubject(pull, NOTHING_SPECIAL);
  world.faults.dieAfter(1);

  await expect(
    forge.write(pull, [{ do: 'post-notice', body: NOTICE }, { do: 'close' }]),
  ).rejects.toThrow(ForgeUnavailable);

  expect(world.noticesOn(pull)).toHaveLength(1);
  expect(world.stateOf(pull)).toBe('open');
  await expect(forge.readSubject(pull, NOTHING_SPECIAL)).rejects.toThrow(ForgeUnavailable);
  world.faults.revive();
  expect(await forge.readSubject(pull, NOTHING_SPECIAL)).toMatchObject({
    subject: { number: pull.number, state: 'open' },
  });
});

test('over HTTP a request without an answer is given up after a while of the clock', async () => {
  const { world, forge } = await openedGithub();
  const clock = world.clock as SteppedClock;
  const pull = world.openPull();
  world.faults.next('read', { kind: 'silent' });
  const reading = forge.readSubject(pull, NOTHING_SPECIAL).catch((error: unknown) => error);
  while (world.faults.unmet > 0) await turnOfTheLoop();

  await clock.pass(5 * MINUTE);

  expect(await reading).toBeInstanceOf(ForgeUnavailable);
});

test('somebody else can come between a read and a write', async () => {
  const world = forgeWorld();
  const pull = world.openPull();
  const forge = fakeForge(world);
  world.faults.next('write', { kind: 'meanwhile', happens: () => world.merge(pull) });

  await expect(forge.write(pull, [{ do: 'reopen' }])).rejects.toThrow('merged');

  expect(world.faults.unmet).toBe(0);
});

test('a failing test can show what happened', async () => {
  const world = forgeWorld();
  const pull = world.openPull({ title: 'fix: a' });
  await fakeForge(world).write(pull, [{ do: 'post-notice', body: NOTICE }, { do: 'close' }]);

  expect(world.describe(pull)).toMatch(
    /^#1 "fix: a" is closed, labels: none\nnotice \d+: <!--[\s\S]*writes of the bot: \S+ post-notice; \S+ close\nrequests of the bot: read findSubject, write mutation$/,
  );
});
