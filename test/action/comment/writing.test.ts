import { describe, expect, test } from 'vitest';
import { WRITE_EVERY } from '../../../src/action/comment/writing.ts';
import type { Forge } from '../../../src/forge/forge.ts';
import { CommentedRun } from '../../support/commented-run.ts';
import type { Fault } from '../../support/forge-world/faults.ts';
import { aReport } from '../../support/report-builder.ts';

const WORKING = 'Agent run: working';
const DONE = 'Agent run: completed';

describe('the comment of a run', () => {
  test('is there at once, follows the run, and ends with it', async () => {
    const run = new CommentedRun();

    await run.follow();
    expect(run.comments).toEqual([WORKING]);
    run.work();
    await run.pass(WRITE_EVERY);
    expect(run.writes).toBe(2);
    const end = await run.end();

    expect(end).toEqual({ isOver: true });
    expect(run.comments).toEqual([DONE]);
    expect(run.warnings).toEqual([]);
  });

  test('is not written while nothing happens, nor more often than every 20 s', async () => {
    const run = new CommentedRun();
    await run.follow();

    await run.pass(10 * WRITE_EVERY);
    expect(run.writes).toBe(1);
    for (let second = 0; second < 60; second += 1) {
      run.work();
      await run.pass(1000);
    }

    expect(run.writes).toBe(1 + 60_000 / WRITE_EVERY);
  });

  test('is written once when only the result is wanted', async () => {
    const run = new CommentedRun();

    const end = await run.end();

    expect(end).toEqual({ isOver: true });
    expect(run.world.requests.entries.map(({ name }) => name)).toEqual(['findSubject', 'mutation']);
  });

  test('holds no secret', async () => {
    const run = new CommentedRun({ mask: (text) => text.replaceAll('s3cret', '***') });
    run.said = 'The key is s3cret.';
    await run.follow();
    const [working] = run.world.noticesOn(run.issue).map(({ body }) => body);

    await run.end(aReport({ finalMessage: 'It was s3cret.', reason: 's3cret', model: 's3cret/x' }));

    const [ended] = run.world.noticesOn(run.issue).map(({ body }) => body);
    expect([working, ended].map((body) => seen(body))).toEqual([
      expect.stringContaining('The key is ***.'),
      expect.stringContaining('It was ***.'),
    ]);
    expect(`${working}${ended}`).not.toContain('s3cret');
  });

  test.each(['broken', 'cut-after', 'cut-before', 'stumbled', 'silent'] as const)(
    'makes up for a forge that is in trouble for a while, without a word: %s',
    async (kind) => {
      const run = new CommentedRun();
      run.world.faults.next('write', { kind });
      await run.follow();
      run.work();
      run.world.faults.next('read', { kind });

      await run.pass(3 * WRITE_EVERY);
      expect(run.comments).toEqual([WORKING]);
      const end = await run.end();

      expect({ end, warnings: run.warnings }).toEqual({ end: { isOver: true }, warnings: [] });
      expect(run.comments).toEqual([DONE]);
    },
  );

  test('leaves the forge alone for as long as it asks', async () => {
    const run = new CommentedRun();
    run.world.faults.next('write', { kind: 'burst', seconds: 90 });
    await run.follow();

    await run.pass(4 * WRITE_EVERY);
    expect(run.world.requests.entries).toHaveLength(2);
    await run.pass(WRITE_EVERY);

    expect(run.comments).toEqual([WORKING]);
  });

  test('that the forge asks to wait for is left to the post step, with a word', async () => {
    const run = new CommentedRun();
    run.world.faults.next('write', { kind: 'quota', seconds: 3000 });
    await run.follow();

    const end = await run.end();

    expect(end).toEqual({ isOver: false, problem: expect.stringContaining('asks to wait until') });
    expect(run.comments).toEqual([]);
  });

  test.each<[string, Fault, string]>([
    ['may not', { kind: 'forbidden', needs: 'issues=write' }, '`issues: write`'],
    ['no longer may', { kind: 'bad-token' }, 'a valid token'],
  ])(
    'whose token %s is given up with one warning, which says what to do',
    async (_, fault, says) => {
      const run = new CommentedRun();
      run.world.faults.next('write', fault);
      run.world.faults.next('write', fault);
      await run.follow();
      run.work();
      await run.pass(5 * WRITE_EVERY);

      const end = await run.end();

      expect(run.warnings).toEqual([expect.stringContaining(says)]);
      expect(end).toEqual({ isOver: true });
      expect(run.world.requests.entries).toHaveLength(3);
    },
  );

  test('that nobody may write is told of once when only the result was wanted', async () => {
    const run = new CommentedRun();
    run.world.faults.next('write', { kind: 'forbidden', needs: 'issues=write' });

    const end = await run.end();

    expect(end).toEqual({ isOver: true, problem: expect.stringContaining('issues=write') });
  });

  test('on an issue that is not there is told of once', async () => {
    const run = new CommentedRun({ through: (forge) => ({ ...forge, ...elsewhere(forge) }) });
    await run.follow();

    const end = await run.end();

    expect(run.warnings).toEqual([expect.stringContaining('no such issue or pull request')]);
    expect(end).toEqual({ isOver: true });
  });

  test('on a locked issue is told of once', async () => {
    const run = new CommentedRun();
    run.world.lock(run.issue);

    const end = await run.end();

    expect(end).toEqual({ isOver: true, problem: expect.stringContaining('it is locked') });
  });

  test('that is locked while the run works still ends when it is unlocked', async () => {
    const run = new CommentedRun();
    await run.follow();
    run.world.refuse('edit-notice', 'locked');
    run.work();
    await run.pass(2 * WRITE_EVERY);
    expect(run.warnings).toHaveLength(1);
    run.world.allowAll();

    const end = await run.end();

    expect(end).toEqual({ isOver: true });
    expect(run.comments).toEqual([DONE]);
  });
});

/** Every request goes to an issue that does not exist. */
function elsewhere(forge: Forge): Partial<Forge> {
  return {
    write: (subject, changes) => forge.write({ ...subject, number: 999 }, changes),
    readSubject: (subject, wanted) => forge.readSubject({ ...subject, number: 999 }, wanted),
  };
}

/** What a person reads of what the escapes hide. */
function seen(body: string | undefined): string {
  return (body ?? '').replaceAll('\\', '');
}
