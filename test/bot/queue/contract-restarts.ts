import { describe, expect, test } from 'vitest';
import { MINUTE, queueWorld, SECOND, type NewStore } from '../../support/queue-world.ts';

export function restartsKeepTheContract(newStore: NewStore): void {
  describe('a restart', () => {
    test('changes nothing', async () => {
      const world = await queueWorld(newStore, { maxAttempts: 1 });
      const glance = { updatedAt: 1, json: '{"n":1}' };
      await world.put('dead');
      await world.fail(await world.claimOne(), { error: 'it broke' });
      await world.put('in hand');
      const held = await world.claimOne();
      await world.put('waits', { in: MINUTE, reason: 'deadline', glance });
      const before = await world.counts();

      await world.restartBot();

      expect(before).toEqual({ waiting: 1, due: 0, claimed: 1, dead: 1 });
      expect(await world.counts()).toEqual(before);
      expect(await world.queue.deadLetters(9)).toMatchObject([{ key: 'dead', error: 'it broke' }]);
      await world.queue.finish(held);
      expect(await world.nextIn()).toBe(MINUTE);
      await world.clock.pass(MINUTE);
      expect(await world.claimOne()).toMatchObject({ key: 'waits', reason: 'deadline', glance });
    });

    test('in the middle of puts loses none that was promised', async () => {
      const world = await queueWorld(newStore);
      const keys = Array.from({ length: 50 }, (_, nth) => `o/r#${nth}`);
      const puts = keys.map((key) => world.put(key));
      const closing = world.queue.close();
      await expect(world.put('late')).rejects.toThrow('The queue is closed');

      const promised = await Promise.allSettled(puts);
      await closing;
      await world.restartBot();

      expect(promised.filter(({ status }) => status === 'rejected')).toEqual([]);
      expect((await world.claimKeys(100)).toSorted()).toEqual(keys.toSorted());
    });
  });

  describe('a closed queue', () => {
    test('may be closed again, and refuses all else', async () => {
      const world = await queueWorld(newStore);
      await world.put('a');
      const job = await world.claimOne();
      const { queue } = world;
      await queue.close();
      await queue.close();

      const asked = [
        queue.put('a', world.request()),
        queue.putIfAbsent('a', world.request()),
        queue.claim(world.clock.now(), 1),
        queue.finish(job),
        queue.postpone(job, { dueAt: world.clock.now(), error: '', counts: true }),
        queue.nextDue(),
        queue.counts(world.clock.now()),
        queue.deadLetters(1),
        queue.revive('a', world.clock.now()),
      ];

      const answers = await Promise.allSettled(asked);
      expect(
        answers.map((answer) => answer.status === 'rejected' && String(answer.reason)),
      ).toEqual(asked.map(() => 'QueueProblem: The queue is closed: the bot is shutting down.'));
    });
  });

  describe('nextDue', () => {
    test('names the earliest of what waits and of the leases', async () => {
      const world = await queueWorld(newStore, { leaseMs: MINUTE });
      expect(await world.nextIn()).toBeUndefined();

      await world.put('a', { in: 20 * SECOND });
      await world.put('b', { in: 90 * SECOND });
      expect(await world.nextIn()).toBe(20 * SECOND);

      await world.clock.pass(20 * SECOND);
      const job = await world.claimOne();
      await world.put('a');
      expect(await world.nextIn(), 'the lease, not the put behind it').toBe(MINUTE);

      await world.queue.finish(job);
      expect(await world.nextIn()).toBe(0);
    });
  });
}
