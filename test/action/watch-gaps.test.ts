import { describe, expect, test } from 'vitest';
import type { Network, Plan } from '../support/fake-opencode/plan.ts';
import { ANSWER, asks, assertCompleted, plan, task, tool, watched } from '../support/watched.ts';

const SECOND = 1000;

/** The stream is cut at that instant and refused for a while; calls go through. */
const lost = (at: number, refused: number, kind: 'reset' | 'eof' = 'reset'): Partial<Network> => ({
  drops: [{ at, kind, refused, calls: true }],
});

const answersOf = (log: string): number => log.match(/is answered/g)?.length ?? 0;

describe('what happened while the stream was gone is found', () => {
  const rows: [title: string, of: Plan][] = [
    ['the end of everything', plan(tool(3 * SECOND), ANSWER)],
    [
      'a child that came and went',
      plan(tool(SECOND), task('foreground', [tool(SECOND), ANSWER]), ANSWER),
    ],
    ['a launch', plan(tool(SECOND), task('native', [tool(20 * SECOND), ANSWER]), ANSWER, ANSWER)],
    [
      'the end of a background child',
      plan(task('native', [tool(3 * SECOND), ANSWER], { wakesAfter: 20 * SECOND }), ANSWER, ANSWER),
    ],
    ['a wake', plan(task('native', [tool(3 * SECOND), ANSWER]), ANSWER, ANSWER)],
    [
      'a grandchild',
      plan(
        task('native', [tool(SECOND), task('native', [tool(20 * SECOND), ANSWER]), ANSWER, ANSWER]),
        ANSWER,
        ANSWER,
      ),
    ],
    [
      'a session in another folder',
      plan(
        task('native', [tool(9 * SECOND), ANSWER], { script: { directory: '/elsewhere' } }),
        ANSWER,
        ANSWER,
      ),
    ],
  ];

  test.each(rows)('%s', async (_, of) => {
    for (const kind of ['reset', 'eof'] as const) {
      for (const at of [500, 1000, 1200, 2500]) {
        for (const refused of [0, 4 * SECOND]) {
          const run = await watched({ ...of, network: lost(at, refused, kind) });

          assertCompleted(run);
          expect(run.late).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  test('a child that was deleted: nobody waits for it, and its end is told', async () => {
    const fate = { kind: 'deleted', after: 2 * SECOND } as const;
    const child = task('native', [tool(60 * SECOND), ANSWER], { script: { fate } });

    const { ending, took } = await watched({
      ...plan(child, ANSWER),
      network: lost(SECOND, 4 * SECOND),
    });

    expect(ending).toMatchObject({ outcome: 'child-error', children: [{ how: 'deleted' }] });
    expect(took).toBeLessThan(12 * SECOND);
  });

  test('that an unknown agent could not start, although the error was lost: the prompt is repeated', async () => {
    const { ending, took } = await watched({
      ...plan(ANSWER),
      start: 'bad-agent',
      network: { ...lost(0, 0), promptLag: [0, 0] },
    });

    expect(ending).toMatchObject({ outcome: 'failed-to-start' });
    expect(took).toBeLessThan(40 * SECOND);
  });
});

describe('every ask in the tree is answered once', () => {
  const rows: [who: string, of: Plan][] = (['permission', 'question'] as const).flatMap((ask) => [
    [`the root (${ask})`, plan(asks(ask), ANSWER)],
    [`a child (${ask})`, plan(task('foreground', [asks(ask), ANSWER]), ANSWER)],
    [`a background child (${ask})`, plan(task('native', [asks(ask), ANSWER]), ANSWER, ANSWER)],
    [
      `a grandchild (${ask})`,
      plan(task('native', [task('foreground', [asks(ask), ANSWER]), ANSWER]), ANSWER, ANSWER),
    ],
    [
      `a child in another folder (${ask})`,
      plan(task('native', [asks(ask), ANSWER], { script: { directory: '/else' } }), ANSWER, ANSWER),
    ],
  ]);

  test.each(rows)('of %s: told by an event', async (_, of) => {
    const run = await watched(of);

    assertCompleted(run);
    expect(answersOf(run.fake.log())).toBe(1);
  });

  test.each(rows)('of %s: found in the lists after a gap', async (_, of) => {
    const first = tool(SECOND);
    const late = { root: { turns: [first, ...of.root.turns] } };

    const run = await watched({ ...late, network: lost(900, 2 * SECOND) });

    assertCompleted(run);
    expect(answersOf(run.fake.log())).toBe(1);
  });

  test.each(rows)('of %s: told twice, by copies of the event', async (_, of) => {
    const { ending, fake } = await watched({ ...of, network: { duplicates: 1 } });

    expect(ending).toEqual({ outcome: 'completed' });
    expect(answersOf(fake.log())).toBe(1);
  });

  test('three at once', async () => {
    const call = { kind: 'ask', ask: 'permission', takes: 10 } as const;

    const { fake } = await watched(plan({ thinks: 50, calls: [call, call, call] }, ANSWER));

    expect(answersOf(fake.log())).toBe(3);
  });

  test('and none of somebody else', async () => {
    const others = [{ after: 0, script: { turns: [asks('permission'), asks('question')] } }];
    const of = { ...plan(tool(3 * SECOND), ANSWER), others, network: lost(SECOND, 100) };

    const { ending, fake } = await watched(of);

    expect(ending).toEqual({ outcome: 'completed' });
    expect(fake.truth.trespasses).toEqual([]);
    expect(answersOf(fake.log())).toBe(0);
  });
});
