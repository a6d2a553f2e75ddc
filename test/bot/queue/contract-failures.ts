import { describe, expect, test } from 'vitest';
import {
  MINUTE,
  queueWorld,
  SECOND,
  type NewStore,
  type QueueWorld,
} from '../../support/queue-world.ts';

const LIMITS = { maxAttempts: 2, leaseMs: MINUTE };

export function failuresKeepTheContract(newStore: NewStore): void {
  describe('postpone', () => {
    test('lets the job wait until then and counts the failure', async () => {
      const world = await queueWorld(newStore);
      const glance = { updatedAt: 3, json: '{}' };
      await world.put('a', { reason: 'command', glance });
      const first = await world.claimOne();
      await world.fail(first, { in: 30 * SECOND });

      expect(await world.nextIn()).toBe(30 * SECOND);
      await world.clock.pass(30 * SECOND);
      const second = await world.claimOne();
      expect(second).toEqual({
        ...first,
        claim: second.claim,
        dueAt: world.clock.now(),
        attempts: 1,
      });
    });

    test('does not count what is nobody’s fault, however often', async () => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      for (let time = 0; time < 2 * LIMITS.maxAttempts; time += 1) {
        await world.fail(await world.claimOne(), { counts: false });
      }

      expect(await world.claimOne()).toMatchObject({ attempts: 0 });
    });

    test('gives way to an earlier put that came meanwhile', async () => {
      const world = await queueWorld(newStore);
      await world.put('a');
      const job = await world.claimOne();
      await world.put('a', { in: SECOND, reason: 'command' });
      await world.fail(job, { in: MINUTE });

      await world.clock.pass(SECOND);
      expect(await world.claimOne()).toMatchObject({ reason: 'command', attempts: 1 });
    });
  });

  describe('a dead letter', () => {
    test('is what failed too often: kept, visible, not claimed', async () => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      await world.put('b', { in: SECOND });
      await killIn(world, 'first');
      await world.clock.pass(SECOND);
      await killIn(world, 'second');

      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 0, dead: 2 });
      expect(await world.nextIn()).toBeUndefined();
      expect(await world.queue.deadLetters(10)).toEqual([
        { key: 'b', attempts: 2, error: 'second', diedAt: world.clock.now() },
        { key: 'a', attempts: 2, error: 'first', diedAt: world.clock.now() - SECOND },
      ]);
      expect(await world.queue.deadLetters(1)).toMatchObject([{ key: 'b' }]);
    });

    test.each<{ claim: string; revive: (world: QueueWorld) => Promise<unknown> }>([
      { claim: 'a put', revive: (world) => world.put('a', { reason: 'event' }) },
      { claim: 'a sweep', revive: (world) => world.putIfAbsent('a', { reason: 'event' }) },
      { claim: 'a person', revive: (world) => world.queue.revive('a', world.clock.now()) },
    ])('is revived by $claim, without its failures', async ({ revive }) => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      await killIn(world);
      await world.clock.pass(MINUTE);

      await revive(world);

      expect(await world.queue.deadLetters(10)).toEqual([]);
      const now = world.clock.now();
      const job = await world.claimOne();
      expect(job).toMatchObject({ dueAt: now, putAt: now, reason: 'event', attempts: 0 });
      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 1, dead: 0 });
    });

    test.each(['never put', 'waits', 'in hand'])('is not what %s', async (key) => {
      const world = await queueWorld(newStore);
      await world.put('in hand');
      await world.claimOne();
      await world.put('waits', { in: MINUTE });
      const before = await world.counts();

      expect(await world.queue.revive(key, world.clock.now())).toBe(false);
      expect(await world.counts()).toEqual(before);
    });

    test('can die again', async () => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      await killIn(world, 'first');
      await world.queue.revive('a', world.clock.now());
      await killIn(world, 'second');

      expect(await world.queue.deadLetters(10)).toMatchObject([{ key: 'a', error: 'second' }]);
    });

    test('does not come of a key that was put while its last look failed', async () => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      await world.fail(await world.claimOne());
      const last = await world.claimOne();
      await world.put('a', { in: SECOND, reason: 'command' });
      await world.fail(last);

      expect(await world.counts()).toMatchObject({ waiting: 1, dead: 0 });
      await world.clock.pass(SECOND);
      expect(await world.claimOne()).toMatchObject({ reason: 'command', attempts: 0 });
    });

    test('comes of a look that ends its process every time', async () => {
      const world = await queueWorld(newStore, LIMITS);
      await world.put('a');
      for (let time = 0; time < LIMITS.maxAttempts; time += 1) {
        await world.claimOne();
        await world.clock.pass(LIMITS.leaseMs);
      }

      expect(await world.claimKeys()).toEqual([]);
      expect(await world.queue.deadLetters(10)).toEqual([
        {
          key: 'a',
          attempts: LIMITS.maxAttempts,
          error: expect.stringContaining('within its lease of 60 s') as string,
          diedAt: world.clock.now(),
        },
      ]);
    });

    test.each([
      { claim: 'NUL', error: 'a\0b', stored: 'ab' },
      { claim: 'half a character', error: 'a\uD83Db', stored: 'a\uFFFDb' },
      { claim: 'control sequences', error: '\u001B[31mred\u001B[0m', stored: 'red' },
      { claim: 'quotes', error: `'; DROP TABLE job; --"`, stored: `'; DROP TABLE job; --"` },
    ])('takes an error with $claim', async ({ error, stored }) => {
      const world = await queueWorld(newStore, { maxAttempts: 1 });
      await world.put('a');
      await world.fail(await world.claimOne(), { error });

      expect(await world.queue.deadLetters(1)).toMatchObject([{ error: stored }]);
    });

    test('takes an error of a megabyte in part', async () => {
      const world = await queueWorld(newStore, { maxAttempts: 1 });
      await world.put('a');
      await world.fail(await world.claimOne(), { error: 'ü'.repeat(2 ** 20) });

      const [letter] = await world.queue.deadLetters(1);
      expect(Buffer.byteLength(letter?.error ?? '')).toBeLessThanOrEqual(2000);
    });
  });
}

/** Fails the one due job until it is dead. */
async function killIn(world: QueueWorld, error = 'it broke'): Promise<void> {
  for (let time = 0; time < LIMITS.maxAttempts; time += 1) {
    await world.fail(await world.claimOne(), { error });
  }
}
