import { describe, expect, test } from 'vitest';
import type { Glance } from '../../../src/bot/queue/queue.ts';
import { MINUTE, queueWorld, SECOND, type NewStore } from '../../support/queue-world.ts';

export function putsKeepTheContract(newStore: NewStore): void {
  describe('put', () => {
    test('makes one look of many requests for a key', async () => {
      const world = await queueWorld(newStore);
      await world.put('o/r#1', { reason: 'event' });
      await world.clock.pass(3 * SECOND);
      await world.put('o/r#1', { reason: 'command' });

      const job = await world.claimOne();

      expect(job).toMatchObject({ key: 'o/r#1', reason: 'command', attempts: 0 });
      expect(job.putAt, 'of the oldest request').toBe(world.clock.now() - 3 * SECOND);
      expect(job).not.toHaveProperty('glance');
      await world.queue.finish(job);
      expect(await world.claimKeys()).toEqual([]);
    });

    test.each([
      { claim: 'a later one changes nothing', first: 5, second: 9, move: false, due: 5 },
      { claim: 'an earlier one wins', first: 9, second: 5, move: false, due: 5 },
      { claim: 'a later one wins when it moves', first: 5, second: 9, move: true, due: 9 },
      { claim: 'an earlier one wins when it moves', first: 9, second: 5, move: true, due: 5 },
    ])('of two due times $claim', async ({ first, second, move, due }) => {
      const world = await queueWorld(newStore);
      await world.put('a', { in: first * SECOND });
      await world.put('a', { in: second * SECOND, move });

      expect(await world.nextIn()).toBe(due * SECOND);
      await world.clock.pass((due - 1) * SECOND);
      expect(await world.claimKeys()).toEqual([]);
      await world.clock.pass(SECOND);
      expect(await world.claimOne()).toMatchObject({ key: 'a', dueAt: world.clock.now() });
    });

    test('keeps a command until somebody looked, whatever a later event tells', async () => {
      const world = await queueWorld(newStore);
      await world.put('a', { reason: 'command' });
      await world.put('a', { reason: 'event', glance: { updatedAt: 9, json: '{}' } });

      expect(await world.claimOne()).toMatchObject({ key: 'a', reason: 'command' });
    });

    test('if absent leaves alone what waits', async () => {
      const world = await queueWorld(newStore);
      const glance = { updatedAt: 7, json: '{"of":"the event"}' };
      await world.put('a', { in: MINUTE, reason: 'deadline', glance });
      await world.putIfAbsent('a', { in: 0, reason: 'sweep', move: true });
      await world.putIfAbsent('b', { in: 0, reason: 'sweep' });

      expect(await world.claimOne()).toMatchObject({ key: 'b', reason: 'sweep' });
      await world.clock.pass(MINUTE);
      expect(await world.claimOne()).toMatchObject({ key: 'a', reason: 'deadline', glance });
    });

    test.each<{ claim: string; seen: (number | undefined)[]; kept: number | undefined }>([
      { claim: 'the only one is kept', seen: [5], kept: 0 },
      { claim: 'the newer one is kept when it comes last', seen: [5, 6], kept: 1 },
      { claim: 'the newer one is kept when it comes first', seen: [6, 5], kept: 0 },
      { claim: 'two of one instant drop each other', seen: [5, 5], kept: undefined },
      { claim: 'a third of that instant is dropped, too', seen: [5, 5, 5], kept: undefined },
      { claim: 'one that is newer than the dropped ones is kept', seen: [5, 5, 6], kept: 2 },
      { claim: 'news without a glance drops it', seen: [5, undefined], kept: undefined },
      {
        claim: 'one as old as the dropped one stays out',
        seen: [5, undefined, 5],
        kept: undefined,
      },
      { claim: 'one after a request without any is kept', seen: [undefined, 5], kept: 1 },
    ])('of glances $claim', async ({ seen, kept }) => {
      const world = await queueWorld(newStore);
      for (const [nth, updatedAt] of seen.entries()) {
        await world.put('a', updatedAt === undefined ? {} : { glance: glanceOf(nth, updatedAt) });
      }

      const { glance } = await world.claimOne();

      expect(glance).toEqual(kept === undefined ? undefined : glanceOf(kept, seen[kept] ?? 0));
    });

    test.each<{ claim: string; glance: Glance }>([
      { claim: 'is too large', glance: { updatedAt: 1, json: `"${'ä'.repeat(64 * 1024)}"` } },
      { claim: 'has no instant', glance: { updatedAt: Number.NaN, json: '{}' } },
      { claim: 'holds NUL', glance: { updatedAt: 1, json: '{"title":"\0"}' } },
      { claim: 'holds half a character', glance: { updatedAt: 1, json: '{"title":"\uD83D"}' } },
    ])('takes a request whose glance $claim without it', async ({ glance }) => {
      const world = await queueWorld(newStore);
      await world.put('a', { glance });

      expect(await world.claimOne()).not.toHaveProperty('glance');
    });

    test('keeps a glance of 128 KB and of strange text as it was', async () => {
      const world = await queueWorld(newStore);
      const title = String.raw`\u0000 \ud83d ' "; DROP TABLE job; -- 🦊 `;
      const json = JSON.stringify({ title, body: 'x'.repeat(127 * 1024) });
      await world.put('a', { glance: { updatedAt: 1, json } });

      expect((await world.claimOne()).glance).toEqual({ updatedAt: 1, json });
    });

    test.each(['o\'r/r"#1', 'Ärger/ünï#7', '%_\\', '__proto__', `o/${'r'.repeat(1000)}#1`, ' a '])(
      'tells the key %j from all others',
      async (key) => {
        const world = await queueWorld(newStore);
        await world.put(key);
        await world.put(`${key}.`, { in: MINUTE });

        const job = await world.claimOne();
        expect(job.key).toBe(key);
        await world.fail(job, { in: 2 * MINUTE });
        expect(await world.counts()).toMatchObject({ waiting: 2 });
      },
    );

    test.each([
      { claim: 'an empty key', key: '', dueAt: 0, says: /key has 1 to 1024 characters/ },
      { claim: 'a key with NUL', key: 'a\0b', dueAt: 0, says: /well-formed text; found/ },
      { claim: 'half a character', key: 'a\uD83D', dueAt: 0, says: /well-formed text; found/ },
      { claim: 'an endless key', key: 'a'.repeat(9000), dueAt: 0, says: /1 to 1024 characters/ },
      { claim: 'no instant', key: 'a', dueAt: Number.NaN, says: /found NaN/ },
      { claim: 'no end', key: 'a', dueAt: Infinity, says: /found Infinity/ },
      { claim: 'an instant before 1970', key: 'a', dueAt: -1, says: /found -1/ },
    ])('refuses $claim and stores what came with it', async ({ key, dueAt, says }) => {
      const world = await queueWorld(newStore);
      const before = world.put('before');
      const refused = world.queue.put(key, { dueAt, reason: 'event' });
      const after = world.put('after');

      await expect(refused).rejects.toThrow(says);
      await Promise.all([before, after]);
      expect((await world.claimKeys()).toSorted()).toEqual(['after', 'before']);
    });
  });
}

function glanceOf(nth: number, updatedAt: number): Glance {
  return { updatedAt, json: JSON.stringify({ nth }) };
}
