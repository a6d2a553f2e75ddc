import { describe, expect, test } from 'vitest';
import type { ForgeAtWork, Place } from '../../src/bot/forge-at-work.ts';
import { createPauses } from '../../src/bot/pauses.ts';
import { groupCommit } from '../../src/bot/queue/group-commit.ts';
import { createSweeper } from '../../src/bot/sweep.ts';
import { ForgeUnavailable, RateLimited } from '../../src/forge/errors.ts';
import { createMemory } from '../../src/hygiene/memory.ts';
import { keptLog, keptMetrics } from '../support/bot-parts.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const NOW = 1_000_000;
const HELLO = { owner: 'octo', name: 'hello' };
const LABELS = {
  template: { name: 'needs:compliance' },
  issue: { name: 'needs:issue' },
  title: { name: 'needs:compliance' },
};

type Listed = Record<string, { number: number; updatedAt: number }[]>;

/** One account with one repository; the test says what carries which label. */
function aPlace(
  account: string,
  listed: Listed,
  given: { mode?: string; fails?: () => Error; since?: number | undefined } = { since: 0 },
) {
  const asked: string[] = [];
  const place = {
    account,
    world: {
      memory: createMemory(),
      policies: {
        of: async () => ({
          policy: {
            mode: given.mode ?? 'warn',
            since: given.since,
            report: { labels: LABELS },
            issues: { blank: 'leave' },
          },
          reading: { repository: HELLO },
          problems: [],
        }),
      },
      forge: {
        async *listRepositories() {
          yield HELLO;
        },
        async *listLabelled(_: unknown, label: string, state: string) {
          asked.push(`${label} ${state}`);
          if (given.fails !== undefined) throw given.fails();
          yield* listed[label] ?? [];
        },
      },
    },
  } as unknown as Place;
  return { place, asked };
}

/** As an engine is: what is asked in one turn waits for the disk once. */
function aStore() {
  const puts: string[] = [];
  const commits: number[] = [];
  const disk = groupCommit((operations) => {
    const before = puts.length;
    operations();
    commits.push(puts.length - before);
  });
  return {
    puts,
    commits,
    put: (what: string): Promise<void> => disk.add(() => void puts.push(what)),
  };
}

function aSweeper(places: Place[]) {
  const clock = new SteppedClock(NOW);
  const { puts, commits, put } = aStore();
  const pauses = createPauses(clock, () => 1);
  const metrics = keptMetrics();
  const forge = {
    name: 'github',
    async *places() {
      yield* places;
    },
    placeOf: async () => places[0],
  } as unknown as ForgeAtWork;
  const sweeper = createSweeper({
    forges: [forge],
    queue: {
      put: (key, { reason }) => put(`put ${key} ${reason}`),
      putIfAbsent: (key, { reason }) => put(`putIfAbsent ${key} ${reason}`),
    },
    wake: () => undefined,
    pauses,
    clock,
    metrics,
    log: keptLog(),
  });
  return { sweeper, puts, commits, pauses, metrics, clock };
}

describe('a sweep', () => {
  test('asks for each label once, and puts each subject once', async () => {
    const both = { number: 1, updatedAt: 5 };
    const { place, asked } = aPlace('a', {
      'needs:compliance': [both, { number: 2, updatedAt: 5 }],
      'needs:issue': [both],
    });
    const { sweeper, puts, metrics } = aSweeper([place]);

    expect(await sweeper.sweep()).toBeUndefined();

    expect(asked).toEqual(['needs:compliance open', 'needs:issue open']);
    expect(puts).toEqual([
      'putIfAbsent github/octo/hello#1 sweep',
      'putIfAbsent github/octo/hello#2 sweep',
    ]);
    expect(metrics.told).toEqual(['github swept: done 2']);
  });

  test('of many subjects waits for the disk a few times, not for each of them', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ number: index + 1, updatedAt: 5 }));
    const { place } = aPlace('a', { 'needs:compliance': many, 'needs:issue': many.slice(0, 500) });
    const { sweeper, puts, commits } = aSweeper([place]);

    await sweeper.sweep();

    expect(new Set(puts).size).toBe(1001);
    expect(puts).toHaveLength(1001);
    expect(commits.length).toBeLessThanOrEqual(11);
  });

  test.each([
    ['never looked at', undefined, ['putIfAbsent github/octo/hello#1 sweep']],
    ['looked at since', 5, []],
    ['changed since it was looked at', 4, ['put github/octo/hello#1 sweep']],
  ])('of a subject %s', async (_, updatedAt, expected) => {
    const { place } = aPlace('a', { 'needs:issue': [{ number: 1, updatedAt: 5 }] });
    if (updatedAt !== undefined) {
      place.world.memory.subjects.set('octo/hello#1', { updatedAt, hasNotice: true });
    }
    const { sweeper, puts } = aSweeper([place]);

    await sweeper.sweep();

    expect(puts).toEqual(expected);
  });

  test('leaves a repository alone whose policy is off', async () => {
    const { place, asked } = aPlace('a', {}, { mode: 'off' });

    await aSweeper([place]).sweeper.sweep();

    expect(asked).toEqual([]);
  });

  test.each([
    ['does not answer', () => new ForgeUnavailable('502'), NOW + 60_000],
    ['asks for patience', () => new RateLimited('later', 'primary', NOW + 5000), NOW + 5000],
  ])('goes on with the others when one account %s', async (_, fails, retryAt) => {
    const broken = aPlace('a', {}, { fails });
    const fine = aPlace('b', { 'needs:issue': [{ number: 1, updatedAt: 5 }] });
    const { sweeper, puts } = aSweeper([broken.place, fine.place]);

    expect(await sweeper.sweep()).toBe(retryAt);
    expect(puts).toHaveLength(1);
  });

  test('comes back for an account that is left alone', async () => {
    const { place, asked } = aPlace('a', {});
    const { sweeper, pauses } = aSweeper([place]);
    pauses.pause('a', NOW + 9000);

    expect(await sweeper.sweep()).toBe(NOW + 9000);
    expect(asked).toEqual([]);
  });

  test('ends between two repositories when the bot stops', async () => {
    const { place, asked } = aPlace('a', {});

    await aSweeper([place]).sweeper.sweep(AbortSignal.abort());

    expect(asked).toEqual([]);
  });
});

function aTeaPlace(
  changed: readonly { number: number; updatedAt: number }[],
  given: {
    breaksOff?: boolean;
    since?: number | undefined;
    wantedSince?: number | undefined;
  } = {},
) {
  const { place } = aPlace(
    'tea',
    { 'needs:issue': [{ number: 1, updatedAt: 5 }] },
    { since: 0, ...given },
  );
  const asked: { since: number; labels: readonly string[]; madeSince: number }[] = [];
  place.wantedSince = async () => given.wantedSince;
  place.changedSince = async function* changedSince(_, since, which) {
    asked.push({ since, ...which });
    for (const each of changed) yield { ...each, kind: 'pull-request' as const };
    if (given.breaksOff === true) throw new ForgeUnavailable('502');
  };
  return { place, asked };
}

describe('a sweep where nobody tells what was missed', () => {
  const WEEK = 7 * 86_400_000;
  const OVERLAP = 600_000;

  test('looks a week back at first, then at what changed since, and a little more', async () => {
    const { place, asked } = aTeaPlace([]);
    const { sweeper, clock } = aSweeper([place]);

    await sweeper.sweep();
    await clock.pass(3_600_000);
    await sweeper.sweep();

    expect(asked.map(({ since }) => since)).toEqual([NOW - WEEK, NOW - OVERLAP]);
    expect(asked[0]?.labels).toEqual(['needs:compliance', 'needs:issue']);
  });

  test('goes after what was promised alone where nobody knows since when the bot is wanted', async () => {
    const { place, asked } = aTeaPlace([], { since: undefined });
    const { sweeper, puts } = aSweeper([place]);

    await sweeper.sweep();

    expect(asked).toEqual([]);
    expect(puts).toEqual(['putIfAbsent github/octo/hello#1 sweep']);
  });

  test.each([
    ['its config, if that says so', { since: 7, wantedSince: 9 }, 7],
    ['its first delivery, if no config does', { since: undefined, wantedSince: 9 }, 9],
  ])('goes after what was made since %s', async (_, given, madeSince) => {
    const { place, asked } = aTeaPlace([], given);

    await aSweeper([place]).sweeper.sweep();

    expect(asked).toMatchObject([{ madeSince }]);
  });

  test('begins anew where a list broke off', async () => {
    const { place, asked } = aTeaPlace([], { breaksOff: true });
    const { sweeper } = aSweeper([place]);

    await sweeper.sweep();
    await sweeper.sweep();

    expect(asked.map(({ since }) => since)).toEqual([NOW - WEEK, NOW - WEEK]);
  });

  test('does not let what changed wait for its deadline, and puts nothing twice', async () => {
    const { place } = aTeaPlace([
      { number: 1, updatedAt: 5 },
      { number: 2, updatedAt: 5 },
      { number: 3, updatedAt: 5 },
    ]);
    place.world.memory.subjects.set('octo/hello#3', { updatedAt: 5, hasNotice: false });
    const { sweeper, puts } = aSweeper([place]);

    await sweeper.sweep();

    expect(puts).toEqual(['put github/octo/hello#1 sweep', 'put github/octo/hello#2 sweep']);
  });

  test('after a push to the policy leaves that to the next one', async () => {
    const { place, asked } = aTeaPlace([]);

    await aSweeper([place]).sweeper.sweepRepository('github', HELLO);

    expect(asked).toEqual([]);
  });
});

describe('a repository whose policy changed', () => {
  test('is looked at again, what waits for a deadline too', async () => {
    const { place } = aPlace('a', { 'needs:issue': [{ number: 1, updatedAt: 5 }] });
    place.world.memory.subjects.set('octo/hello#1', { updatedAt: 5, hasNotice: true });
    const { sweeper, puts } = aSweeper([place]);

    await sweeper.sweepRepository('github', HELLO);

    expect(puts).toEqual(['put github/octo/hello#1 sweep']);
  });

  test('is swept once more when it changed meanwhile, however often', async () => {
    const { place, asked } = aPlace('a', {});
    const { sweeper } = aSweeper([place]);

    await Promise.all(Array.from({ length: 50 }, () => sweeper.sweepRepository('github', HELLO)));

    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.length).toBeGreaterThan(0);
  });
});
