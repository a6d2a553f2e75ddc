import { describe, expect, test } from 'vitest';
import { MINUTE, queueWorld, START, type NewStore } from '../../support/queue-world.ts';

export function notesKeepTheContract(newStore: NewStore): void {
  describe('a note of when something was first seen', () => {
    test('is there for good, and for nothing else', async () => {
      const world = await queueWorld(newStore);

      expect(await world.queue.firstOf('f/o/r')).toBeUndefined();
      expect(await world.queue.noteFirst('f/o/r', START)).toBe(START);
      await world.restartBot();

      expect(await world.queue.firstOf('f/o/r')).toBe(START);
      expect(await world.queue.firstOf('f/o/other')).toBeUndefined();
    });

    test.each([
      ['later', MINUTE, START],
      ['earlier', -MINUTE, START - MINUTE],
      ['the same', 0, START],
    ])('stands against one that is %s, or gives way', async (_, ms, stands) => {
      const world = await queueWorld(newStore);
      await world.queue.noteFirst('f/o/r', START);

      expect(await world.queue.noteFirst('f/o/r', START + ms)).toBe(stands);
      expect(await world.queue.firstOf('f/o/r')).toBe(stands);
    });

    test('made by many at once is the earliest', async () => {
      const world = await queueWorld(newStore);
      const instants = Array.from({ length: 20 }, (__, nth) => START + ((nth * 7) % 20));

      await Promise.all(instants.map((at) => world.queue.noteFirst('f/o/r', at)));

      expect(await world.queue.firstOf('f/o/r')).toBe(START);
    });

    test('is no job', async () => {
      const world = await queueWorld(newStore);
      await world.queue.noteFirst('f/o/r', START);

      expect(await world.claim()).toEqual([]);
      expect(await world.nextIn()).toBeUndefined();
      expect(await world.counts()).toEqual({ waiting: 0, due: 0, claimed: 0, dead: 0 });
    });

    test.each([
      ['about nothing', '', START],
      ['about half a character', 'a\uD83D', START],
      ['of no instant', 'a', Number.NaN],
    ])('%s is refused', async (_, what, at) => {
      const world = await queueWorld(newStore);

      await expect(world.queue.noteFirst(what, at)).rejects.toThrow(/found/);
    });
  });
}
