import { describe, expect, test } from 'vitest';
import type { ClaimedJob, JobQueue } from '../../../src/bot/queue/queue.ts';
import { queueWorld, type NewStore, type QueueWorld } from '../../support/queue-world.ts';

const WORKERS = 32;
const JOBS = 300;

export function manyAtOnceKeepTheContract(newStore: NewStore): void {
  describe('many at once', () => {
    test(`${WORKERS} workers of two bots look at ${JOBS} subjects once each`, async () => {
      const world = await queueWorld(newStore);
      const bots = [world.queue, await world.startBot()] as const;
      const keys = Array.from({ length: JOBS }, (_, nth) => `o/r#${nth}`);
      await Promise.all(keys.map((key) => world.put(key)));

      const looks: string[] = [];
      const hands = new Set<string>();
      const worker = async (queue: JobQueue): Promise<void> => {
        // An empty answer may mean that the others are just taking what is there.
        for (let empty = 0; empty < 3;) {
          const jobs = await world.claim(3, queue);
          empty = jobs.length === 0 ? empty + 1 : 0;
          for (const job of jobs) await look(queue, job);
        }
      };
      const look = async (queue: JobQueue, job: ClaimedJob): Promise<void> => {
        expect(hands.has(job.key), `${job.key} is in another hand`).toBe(false);
        hands.add(job.key);
        looks.push(job.key);
        await Promise.resolve();
        hands.delete(job.key);
        await queue.finish(job);
      };
      await Promise.all(
        Array.from({ length: WORKERS }, (_, nth) => worker(bots[nth % 2] ?? bots[0])),
      );

      expect(looks.toSorted()).toEqual(keys.toSorted());
      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 0, dead: 0 });
    });

    test(`${JOBS} requests for a subject while it is in hand are one more look`, async () => {
      const world = await queueWorld(newStore);
      const other = await world.startBot();
      await world.put('a');
      const job = await world.claimOne();

      await Promise.all([
        ...requests(world, world.queue),
        ...requests(world, other),
        world.queue.finish(job),
      ]);

      expect(await world.counts()).toEqual({ waiting: 1, due: 1, claimed: 0, dead: 0 });
      await world.queue.finish(await world.claimOne());
      expect(await world.claimKeys()).toEqual([]);
    });
  });
}

function requests(world: QueueWorld, queue: JobQueue): Promise<void>[] {
  return Array.from({ length: JOBS / 2 }, () => queue.put('a', world.request()));
}
