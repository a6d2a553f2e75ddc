import { describe, expect, test } from 'vitest';
import type { Forge } from '../../../src/forge/forge.ts';
import { CommentedRun, LIMIT, settle } from '../../support/commented-run.ts';
import { START } from '../../support/forge-world/ground.ts';

const WORKING = 'Agent run: working';
const DONE = 'Agent run: completed';

describe('the comment of a run, on a forge that is slow,', () => {
  test('does not keep the run waiting for a forge that hangs', async () => {
    const run = new CommentedRun({ through: hanging('write') });

    const end = await run.end();

    expect(run.clock.now() - START).toBe(LIMIT);
    expect(end).toEqual({ isOver: false, problem: expect.stringContaining('does not answer') });
  });

  test('of which a write still hangs is looked at again by the post step', async () => {
    let hangs = true;
    const run = new CommentedRun({
      through: (forge) => ({
        ...forge,
        write: (subject, changes) => {
          const isHung = hangs;
          hangs = false;
          return isHung ? new Promise<never>(() => undefined) : forge.write(subject, changes);
        },
      }),
    });
    await run.follow();

    const end = await run.end();

    expect(end).toEqual({ isOver: false });
    expect(run.comments).toEqual([DONE]);
  });

  test('waits for a write that is under way, so that nothing arrives behind its last words', async () => {
    const slow = Promise.withResolvers<void>();
    let isFirst = true;
    const run = new CommentedRun({
      through: (forge) => ({
        ...forge,
        write: async (subject, changes) => {
          if (isFirst) {
            isFirst = false;
            await slow.promise;
          }
          await forge.write(subject, changes);
        },
      }),
    });
    await run.follow();
    const ending = run.end();
    await settle();
    expect(run.comments).toEqual([]);

    slow.resolve();

    expect(await ending).toEqual({ isOver: true });
    expect(run.comments).toEqual([DONE]);
  });

  test('is looked for again when the forge does not show it yet', async () => {
    let looks = 0;
    const run = new CommentedRun({
      through: (forge) => ({
        ...forge,
        readSubject: async (...asked) => {
          const reading = await forge.readSubject(...asked);
          looks += 1;
          return looks > 2 || reading === undefined ? reading : { ...reading, ownNotices: [] };
        },
      }),
    });
    await run.follow();

    const end = await run.end();

    expect(end).toEqual({ isOver: true });
    expect(run.comments).toEqual([DONE]);
  });

  test('that the forge never shows is not posted twice', async () => {
    const run = new CommentedRun({
      through: (forge) => ({
        ...forge,
        readSubject: async (...asked) => {
          const reading = await forge.readSubject(...asked);
          return reading && { ...reading, ownNotices: [] };
        },
      }),
    });
    await run.follow();

    const end = await run.end();

    expect(end).toEqual({
      isOver: false,
      problem: expect.stringContaining('does not show it yet'),
    });
    expect(run.comments).toEqual([WORKING]);
  });
});

function hanging(what: 'write') {
  return (forge: Forge): Forge => ({ ...forge, [what]: () => new Promise<never>(() => undefined) });
}
