import { describe, expect, test } from 'vitest';
import { MINUTE, queueWorld, SECOND, type NewStore } from '../../support/queue-world.ts';

const LEASE = { leaseMs: 2 * MINUTE };

export function claimsKeepTheContract(newStore: NewStore): void {
  describe('claim', () => {
    test('takes what is due, the earliest first, and no more than asked', async () => {
      const world = await queueWorld(newStore);
      await world.put('later', { in: 3 * SECOND });
      await world.put('first', { in: SECOND });
      await world.put('second', { in: 2 * SECOND });
      await world.put('not yet', { in: MINUTE });
      await world.clock.pass(5 * SECOND);

      expect(await world.claimKeys(0)).toEqual([]);
      expect(await world.claimKeys(2)).toEqual(['first', 'second']);
      expect(await world.claimKeys(2)).toEqual(['later']);
      expect(await world.claimKeys(2)).toEqual([]);
    });

    test('never puts a key into two hands, of one bot or two', async () => {
      const world = await queueWorld(newStore);
      const other = await world.startBot();
      await world.put('a');
      const job = await world.claimOne();
      await world.put('a', { reason: 'event' });
      await other.put('a', world.request({ reason: 'sweep' }));

      expect(await world.claimKeys()).toEqual([]);
      expect(await world.claimKeys(10, other)).toEqual([]);

      await world.queue.finish(job);
      const again = await world.claimOne(other);
      expect(again).toMatchObject({ key: 'a', reason: 'sweep' });
      await other.finish(again);
      expect(await world.claimKeys()).toEqual([]);
    });

    test('of a key in hand does not hold up the keys behind it', async () => {
      const world = await queueWorld(newStore);
      await world.put('a');
      await world.claimOne();
      await world.put('a');
      await world.clock.pass(SECOND);
      await world.put('b');

      expect(await world.claimKeys(1)).toEqual(['b']);
    });

    test('takes a job over when the lease of its holder ran out, and not before', async () => {
      const world = await queueWorld(newStore, LEASE);
      const other = await world.startBot();
      await world.put('a', { reason: 'command' });
      const lost = await world.claimOne();

      expect(await world.nextIn()).toBe(LEASE.leaseMs);
      await world.clock.pass(LEASE.leaseMs - SECOND);
      expect(await world.claimKeys(10, other)).toEqual([]);
      await world.clock.pass(SECOND);
      expect(await world.counts()).toMatchObject({ waiting: 1, due: 1, claimed: 0 });

      const taken = await world.claimOne(other);
      expect(taken).toMatchObject({ key: 'a', reason: 'command', attempts: 1 });
      expect(taken).toMatchObject({ dueAt: lost.dueAt, putAt: lost.putAt });
      expect(taken.claim).not.toBe(lost.claim);
    });

    test('that is over changes nothing for who holds the job now', async () => {
      const world = await queueWorld(newStore, LEASE);
      await world.put('a');
      const stale = await world.claimOne();
      await world.clock.pass(LEASE.leaseMs);
      const held = await world.claimOne();

      await world.queue.finish(stale, world.request({ reason: 'reread' }));
      await world.fail(stale, { error: 'late' });

      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 1, dead: 0 });
      expect(await world.claimKeys()).toEqual([]);
      await world.queue.finish(held);
      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 0, dead: 0 });
    });

    test.each(['finish', 'postpone'] as const)('cannot be ended twice: %s', async (verb) => {
      const world = await queueWorld(newStore);
      await world.put('a');
      const job = await world.claimOne();
      await world.queue.finish(job);
      await world.put('a', { in: MINUTE });

      await (verb === 'finish'
        ? world.queue.finish(job, world.request({ in: SECOND }))
        : world.fail(job, { in: SECOND }));

      expect(await world.nextIn()).toBe(MINUTE);
    });

    test('that nobody knows ends nothing', async () => {
      const world = await queueWorld(newStore);
      await world.put('a');
      const job = await world.claimOne();

      for (const claim of ['', 'x', `${job.claim}0`, `${job.claim}' OR '1'='1`]) {
        await world.queue.finish({ ...job, claim });
        await world.fail({ ...job, claim });
      }

      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 1, dead: 0 });
    });

    test('may still be finished late when nobody else took the job', async () => {
      const world = await queueWorld(newStore, LEASE);
      await world.put('a');
      const job = await world.claimOne();
      await world.clock.pass(LEASE.leaseMs + MINUTE);

      await world.queue.finish(job);

      expect(await world.claimKeys()).toEqual([]);
      expect(await world.nextIn()).toBeUndefined();
    });
  });

  describe('finish', () => {
    test.each<{ claim: string; next?: number; again?: number; due?: number; reason?: string }>([
      { claim: 'leaves nothing behind' },
      { claim: 'lets the key wait again', next: 60, due: 60, reason: 'deadline' },
      { claim: 'keeps what was put meanwhile', again: 5, due: 5, reason: 'command' },
      { claim: 'lets the earlier put win', next: 60, again: 5, due: 5, reason: 'command' },
      { claim: 'lets the earlier next win', next: 5, again: 60, due: 5, reason: 'deadline' },
      { claim: 'lets the put win at a tie', next: 5, again: 5, due: 5, reason: 'command' },
    ])('$claim', async ({ next, again, due, reason }) => {
      const world = await queueWorld(newStore);
      await world.put('a', { glance: { updatedAt: 1, json: '{}' } });
      const job = await world.claimOne();
      if (again !== undefined) await world.put('a', { in: again * SECOND, reason: 'command' });

      await world.queue.finish(
        job,
        next === undefined ? undefined : world.request({ in: next * SECOND, reason: 'deadline' }),
      );

      expect(await world.nextIn()).toBe(due === undefined ? undefined : due * SECOND);
      await world.clock.pass(2 * MINUTE);
      const left = await world.claim();
      expect(left.map((each) => each.reason)).toEqual(reason === undefined ? [] : [reason]);
      expect(left.filter(({ glance }) => glance !== undefined)).toEqual([]);
    });

    test('forgets the failures before', async () => {
      const world = await queueWorld(newStore, { maxAttempts: 2 });
      await world.put('a');
      await world.fail(await world.claimOne());
      await world.queue.finish(await world.claimOne(), world.request());

      expect(await world.claimOne()).toMatchObject({ attempts: 0 });
    });

    test('keeps the glance that came meanwhile', async () => {
      const world = await queueWorld(newStore);
      await world.put('a', { glance: { updatedAt: 1, json: '"old"' } });
      const job = await world.claimOne();
      await world.put('a', { glance: { updatedAt: 2, json: '"new"' } });

      await world.queue.finish(job, world.request({ in: MINUTE }));

      expect((await world.claimOne()).glance).toEqual({ updatedAt: 2, json: '"new"' });
    });
  });
}
