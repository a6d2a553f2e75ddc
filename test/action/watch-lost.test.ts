import { describe, expect, test } from 'vitest';
import { ANSWER, plan, task, tool, watched } from '../support/watched.ts';

const MINUTE = 60_000;
/** Where an ending may lie after its bound: calls travel, and the clock is looked at once a second. */
const SOON = 1100;

describe('a run to which a result is owed ends', () => {
  test('without progress while a result of a plugin is owed that never comes', async () => {
    const never = task('plugin', [ANSWER], { wakesAfter: 100 * MINUTE });

    const { ending } = await watched(plan(never, ANSWER), { limits: { noProgress: 5 * MINUTE } });

    expect(ending).toMatchObject({ outcome: 'no-progress', waiting: [{ kind: 'owed' }] });
  });

  test('two minutes after the server has lost the result of a child without a trace', async () => {
    const lost = task('native', [ANSWER], { dropped: true });

    const { ending, late } = await watched(plan(lost, ANSWER));

    expect(ending).toMatchObject({ outcome: 'child-error', children: [{ how: 'undelivered' }] });
    expect(late).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(late).toBeLessThan(2 * MINUTE + SOON);
  });

  test('but not while a result is only slow, and others work', async () => {
    const slow = task('native', [ANSWER], { wakesAfter: 10 * MINUTE });
    const both = { ...slow, calls: [...(slow.calls ?? []), ...(tool(11 * MINUTE).calls ?? [])] };

    const { ending } = await watched(plan(both, ANSWER, ANSWER));

    expect(ending).toEqual({ outcome: 'completed' });
  });
});
