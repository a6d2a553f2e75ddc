import { describe, expect, test } from 'vitest';
import type { Plan } from '../support/fake-opencode/plan.ts';
import { ANSWER, assertCompleted, plan, task, tool, watched } from '../support/watched.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const HANGS = plan({ thinks: 50, ends: 'hang' });
const RETRIES = plan({ thinks: 50, retries: Infinity });
/** Where an ending may lie after its bound: calls travel, and the clock is looked at once a second. */
const SOON = 1100;

describe('a run that settles', () => {
  const rows: [title: string, of: Plan][] = [
    ['after a plain answer', plan(ANSWER)],
    ['after tools', plan(tool(5 * SECOND), ANSWER)],
    ['after a foreground child', plan(task('foreground', [tool(SECOND), ANSWER]), ANSWER)],
    ['after a background child', plan(task('native', [tool(SECOND), ANSWER]), ANSWER, ANSWER)],
    [
      'after a background child that is quicker than its call',
      plan(task('native', [{ thinks: 0, text: 'x' }], { takes: 500 }), ANSWER, ANSWER),
    ],
    [
      'after a child that is busy late',
      plan(task('native', [ANSWER], { script: { busyAfter: 2 * SECOND } }), ANSWER, ANSWER),
    ],
    [
      'after a wake that comes late',
      plan(task('native', [ANSWER], { wakesAfter: 9 * SECOND }), ANSWER, ANSWER),
    ],
    [
      'after a wake whose parent is busy late',
      plan(task('native', [ANSWER], { busyAfter: 2 * SECOND }), ANSWER, ANSWER),
    ],
    [
      'after background children of background children',
      plan(
        task('native', [task('native', [tool(SECOND), ANSWER]), ANSWER, ANSWER]),
        ANSWER,
        ANSWER,
      ),
    ],
    [
      'after one launched in the answer to another',
      plan(task('native', [ANSWER]), ANSWER, task('native', [ANSWER]), ANSWER, ANSWER),
    ],
    [
      'after tasks of a plugin',
      plan(task('plugin', [tool(SECOND), ANSWER], { wakesAfter: 5 * SECOND }), ANSWER, ANSWER),
    ],
    ['after an overflow that it recovered from', plan({ thinks: 50, ends: 'overflow' }, ANSWER)],
    ['after a compaction behind a good answer', plan({ ...ANSWER, ends: 'compaction' }, ANSWER)],
    ['after some retries', plan({ ...ANSWER, retries: 3 })],
    [
      'in another folder',
      plan(task('native', [ANSWER], { script: { directory: '/elsewhere' } }), ANSWER, ANSWER),
    ],
    [
      'while somebody else works on and on',
      { ...plan(ANSWER), others: [{ after: 0, script: { turns: [tool(60 * MINUTE)] } }] },
    ],
    [
      'on a stream that lags behind REST',
      { ...plan(task('native', [ANSWER]), ANSWER, ANSWER), network: { lag: [800, 1000] } },
    ],
    [
      'on a stream that says things twice',
      { ...plan(task('native', [ANSWER]), ANSWER, ANSWER), network: { duplicates: 0.5 } },
    ],
  ];

  test.each(rows)('%s is completed, at once and not before', async (_, of) => {
    const run = await watched(of);
    const { late, fake } = run;

    assertCompleted(run);
    // A lagging stream has to bring the echo of the fence; otherwise some calls travel.
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(of.network?.lag === undefined ? 200 : 3 * SECOND);
    expect(fake.truth.trespasses).toEqual([]);
  });
});

describe('a run that is not to settle ends at its bound', () => {
  test('timed out, saying what it waited for', async () => {
    const { ending, took } = await watched(HANGS, { limits: { timeout: 5 * MINUTE } });

    expect(ending).toMatchObject({
      outcome: 'timed-out',
      limit: 5 * MINUTE,
      waiting: [{ kind: 'working' }],
    });
    expect(took).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(took).toBeLessThan(5 * MINUTE + SOON);
  });

  test('without progress: a tool that runs and runs counts as waiting', async () => {
    const { ending, took } = await watched(plan(tool(30 * MINUTE), ANSWER), {
      limits: { noProgress: 5 * MINUTE },
    });

    expect(ending).toMatchObject({
      outcome: 'no-progress',
      limit: 5 * MINUTE,
      waiting: [{ kind: 'working', tool: { name: 'bash' } }],
    });
    expect(took).toBeLessThan(5 * MINUTE + SOON);
  });

  test('but not while something happens anywhere in the tree', async () => {
    const steps = Array.from({ length: 10 }, () => tool(4 * MINUTE));

    const { ending, took } = await watched(plan(task('foreground', [...steps, ANSWER]), ANSWER), {
      limits: { noProgress: 5 * MINUTE },
    });

    expect(ending).toEqual({ outcome: 'completed' });
    expect(took).toBeGreaterThan(40 * MINUTE);
  });

  test.each([
    ['the root', RETRIES],
    ['a child', plan(task('native', [{ thinks: 50, retries: Infinity }]), ANSWER)],
  ])('after too many retries of %s', async (_, of) => {
    const { ending, took } = await watched(of, { limits: { retries: 3 } });

    expect(ending).toMatchObject({
      outcome: 'retries-exhausted',
      limit: 3,
      message: 'Rate limit reached',
    });
    // The waits before the fourth attempt: 2, 4 and 8 s.
    expect(took).toBeGreaterThan(14 * SECOND);
    expect(took).toBeLessThan(14 * SECOND + SOON);
  });

  test('not after retries of somebody else', async () => {
    const others = [{ after: 0, script: RETRIES.root }];

    const { ending } = await watched(
      { ...plan(tool(MINUTE), ANSWER), others },
      { limits: { retries: 1 } },
    );

    expect(ending).toEqual({ outcome: 'completed' });
  });

  test('when its tokens are spent, those of children included', async () => {
    const long = Array.from({ length: 20 }, () => tool(SECOND));

    const { ending, took } = await watched(
      plan(task('native', [...long, ANSWER]), ANSWER, ANSWER),
      {
        limits: { maxTokens: 600 },
      },
    );

    expect(ending).toEqual({ outcome: 'budget-exhausted', what: 'tokens', limit: 600, spent: 660 });
    expect(took).toBeLessThan(8 * SECOND);
  });

  test.each([
    ['in the middle of work', 3 * SECOND],
    ['in a retry wait', 9 * SECOND],
    ['before anything happened', 0],
  ])('cancelled %s', async (_, cancelledAfter) => {
    const { ending, took } = await watched(RETRIES, { cancelledAfter });

    expect(ending).toEqual({ outcome: 'cancelled', by: 'SIGTERM' });
    expect(took).toBeLessThan(cancelledAfter + 100);
  });

  test('with contact lost as soon as the process ends', async () => {
    const { ending, took } = await watched(plan(tool(MINUTE), ANSWER), { exitsAfter: 3 * SECOND });

    expect(ending).toEqual({
      outcome: 'lost-contact',
      message: 'the agent server ended with code 1',
    });
    expect(took).toBeLessThan(3 * SECOND + 10);
  });

  test.each([true, false])(
    'with contact lost when the stream is out of reach for two minutes (calls go through: %s)',
    async (through) => {
      const drops = [
        { at: 5 * SECOND, kind: 'reset' as const, refused: 60 * MINUTE, calls: through },
      ];

      const { ending, took } = await watched({
        ...plan(tool(30 * MINUTE), ANSWER),
        network: { drops },
      });

      expect(ending).toEqual({ outcome: 'lost-contact', message: 'connect ECONNREFUSED' });
      expect(took).toBeGreaterThanOrEqual(125 * SECOND);
      expect(took).toBeLessThan(125 * SECOND + SOON);
    },
  );

  test('not when the stream comes back in time', async () => {
    const drops = [{ at: 5 * SECOND, kind: 'reset' as const, refused: 110 * SECOND, calls: false }];

    const { ending } = await watched({ ...plan(tool(3 * MINUTE), ANSWER), network: { drops } });

    expect(ending).toEqual({ outcome: 'completed' });
  });

  test('with contact lost when the server ends its instances while all wait for a wake', async () => {
    const owing = plan(task('native', [ANSWER], { wakesAfter: 10 * MINUTE }), ANSWER);

    const run = await watched({ ...owing, ending: { kind: 'disposed', at: 5 * SECOND } });

    expect(run.ending).toEqual({
      outcome: 'lost-contact',
      message: 'the agent server ended the sessions by itself',
    });
    expect(run.took).toBeLessThan(5 * SECOND + SOON);
  });

  test('with the abort that comes first when the server ends its instances at work', async () => {
    const ending = { kind: 'disposed', at: 5 * SECOND } as const;

    const run = await watched({ ...plan(tool(MINUTE), ANSWER), ending });

    expect(run.ending).toMatchObject({ outcome: 'agent-error' });
    expect(run.took).toBeLessThan(5 * SECOND + SOON);
  });
});

describe('the first reason wins', () => {
  test.each<[first: string, of: Plan, options: Parameters<typeof watched>[1], outcome: string]>([
    [
      'a cancel before the timeout',
      HANGS,
      { cancelledAfter: 9 * SECOND, limits: { timeout: 10 * SECOND } },
      'cancelled',
    ],
    [
      'a timeout before the cancel',
      HANGS,
      { cancelledAfter: 11 * SECOND, limits: { timeout: 10 * SECOND } },
      'timed-out',
    ],
    [
      'no progress before the timeout',
      HANGS,
      { limits: { noProgress: MINUTE, timeout: 2 * MINUTE } },
      'no-progress',
    ],
    [
      'retries before no progress',
      RETRIES,
      { limits: { retries: 2, noProgress: MINUTE } },
      'retries-exhausted',
    ],
    [
      'no progress before retries',
      RETRIES,
      { limits: { retries: 20, noProgress: MINUTE } },
      'no-progress',
    ],
    [
      'a cancel before the death of the server',
      HANGS,
      { cancelledAfter: 5 * SECOND, exitsAfter: 6 * SECOND },
      'cancelled',
    ],
    [
      'the end of the work before everything',
      plan(ANSWER),
      { cancelledAfter: MINUTE, exitsAfter: MINUTE },
      'completed',
    ],
  ])('%s', async (_, of, options, outcome) => {
    expect((await watched(of, options)).ending.outcome).toBe(outcome);
  });
});

test('a run that waits says so every 30 s, and one that is quick never', async () => {
  expect((await watched(HANGS, { limits: { timeout: 5 * MINUTE - 1 } })).waits).toBe(9);
  expect((await watched(plan(tool(20 * SECOND), ANSWER))).waits).toBe(0);
});
