import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promisesOf } from '../../src/step/context.ts';
import { inTurn } from '../../src/step/sweep.ts';

describe('sweeps that cannot look at everything', () => {
  test('pass nobody over: after enough of them everything was looked at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 30_000_000 }),
        (count, most, first) => {
          const waiting = Array.from({ length: count }, (_, index) => index);
          const sweeps = Math.ceil(count / most);
          const looked = new Set<number>();
          for (let turn = first; turn < first + sweeps; turn += 1) {
            const some = inTurn(waiting, most, turn);
            expect(some.length).toBe(Math.min(most, count));
            for (const each of some) looked.add(each);
          }
          expect(looked.size).toBe(count);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a deadline', () => {
  test('is rounded up to the next sweep, and never to an earlier instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60_000, max: 31 * 24 * 3_600_000 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (every, instant) => {
          const { roundDeadline, promisesNoClose } = promisesOf(every);
          const rounded = roundDeadline?.(instant) ?? -1;
          expect(promisesNoClose).toBeUndefined();
          expect(rounded - instant).toBeGreaterThanOrEqual(0);
          expect(rounded - instant).toBeLessThan(every);
          expect(roundDeadline?.(rounded)).toBe(rounded);
        },
      ),
    );
  });

  test('is promised by nobody who does not know when the next sweep is', () => {
    expect(promisesOf(undefined)).toEqual({ sharesAccount: true, promisesNoClose: true });
  });
});
