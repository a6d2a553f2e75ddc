import { describe, expect, test } from 'vitest';
import type { Attendance } from '../../src/action/attend.ts';
import { watch } from '../../src/action/watch.ts';
import { create, launchNatively } from '../support/background.ts';
import { VirtualClock } from '../support/fake-opencode/clock.ts';
import { LIMITS, SILENT } from '../support/fake-run.ts';
import { ANSWER, plan, task, watched } from '../support/watched.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const SECOND = 1000;

const done = (): Story => new Story().prompt('root').wait(100).say('root', 'Done.').idle('root');

type Quiet = { foreignPlugins?: boolean; quietWindow?: number; continues?: () => Promise<boolean> };

const todos = (story: Story, open: number, name = 'root'): Story =>
  story.tell({ type: 'todos', sessionId: idOf(name), open });

const byNobody = (): Story => {
  const story = new Story().prompt('root').wait(100).launch('child', { by: 'no' });
  return story.say('child', 'x').idle('child').say('root', 'Done.').idle('root');
};

/** How long the watch goes on after the story, whose tree nothing more happens to. */
async function quietAfter(story: Story, options: Quiet = {}): Promise<number> {
  const { foreignPlugins = true, quietWindow, continues } = options;
  const clock = new VirtualClock(story.now);
  const attendance: Attendance = {
    tree: story.tree,
    denials: [],
    stale: false,
    down: undefined,
    disposed: false,
    take: () => undefined,
    heard: () => new Promise(() => undefined),
    onEvent: () => undefined,
    resync: () => Promise.resolve(),
    fence: () => Promise.resolve(true),
    left: Promise.resolve(),
  };
  const watching = watch({
    attendance,
    limits: { ...LIMITS, ...(quietWindow === undefined ? {} : { quietWindow }) },
    clock,
    progress: SILENT,
    deadline: story.now + LIMITS.timeout,
    cancelled: new AbortController().signal,
    serverEnded: new Promise(() => undefined),
    foreignPlugins,
    ...(continues === undefined ? {} : { continues }),
  });
  const { outcome } = await clock.run(watching, { limit: LIMITS.timeout });
  expect(outcome).toBe('completed');
  return clock.now() - story.now;
}

describe('the quiet window', () => {
  test.each<[title: string, story: () => Story, options: Quiet, window: number]>([
    ['there is none without plugins', done, { foreignPlugins: false }, 0],
    ['not even with open todos', () => todos(done(), 3), { foreignPlugins: false }, 0],
    ['not even one that was asked for', done, { foreignPlugins: false, quietWindow: 9000 }, 0],
    ['is 5 s with plugins', done, {}, 5 * SECOND],
    ['counts from the last activity, not from now', () => done().wait(3 * SECOND), {}, 2 * SECOND],
    ['is 15 s with open todos', () => todos(done(), 1), {}, 15 * SECOND],
    ['is 5 s when all todos are done', () => todos(todos(done(), 2), 0), {}, 5 * SECOND],
    ['is 15 s with a child that no tool call accounts for', byNobody, {}, 15 * SECOND],
    ['is 5 s when that child was deleted', () => byNobody().remove('child'), {}, 5 * SECOND],
    [
      'is 5 s with a child of a tool call',
      () =>
        launchNatively(new Story().prompt('root'))
          .say('child', 'x')
          .idle('child')
          .deliver('child')
          .say('root', 'Done.')
          .idle('root'),
      {},
      5 * SECOND,
    ],
    ['is what was asked for', done, { quietWindow: 2 * SECOND }, 2 * SECOND],
    ['is what was asked for, whatever is open', () => todos(done(), 1), { quietWindow: 0 }, 0],
    [
      'is not made longer by todos and children of somebody else',
      () =>
        todos(
          create(create(done(), 'stranger', { of: 'elsewhere' }), 'theirs', { of: 'stranger' }),
          2,
          'stranger',
        ),
      {},
      5 * SECOND,
    ],
  ])('%s', async (_, story, options, window) => {
    expect(await quietAfter(story(), options)).toBe(window);
  });

  test('begins anew when something stirs', async () => {
    const late = task('plugin', [ANSWER], { wakesAfter: 4 * SECOND });

    const { ending, late: after } = await watched(plan(late, ANSWER, ANSWER), {
      foreignPlugins: true,
    });

    expect(ending).toEqual({ outcome: 'completed' });
    expect(after).toBeGreaterThanOrEqual(5 * SECOND);
    expect(after).toBeLessThan(5 * SECOND + 200);
  });
});

describe('the file in which a plugin says that it goes on', () => {
  const owing = {
    ...plan(task('plugin', [ANSWER], { wakesAfter: 40 * SECOND }), ANSWER, ANSWER),
    markers: true,
  };

  test('holds the end back while it says so', async () => {
    const { ending, late } = await watched(owing, { foreignPlugins: true, marker: true });

    expect(ending).toEqual({ outcome: 'completed' });
    expect(late).toBeGreaterThanOrEqual(5 * SECOND);
  });

  test.each([true, false])(
    'is asked only where there are foreign plugins (%s)',
    async (foreignPlugins) => {
      let asked = 0;
      const continues = (): Promise<boolean> => Promise.resolve((asked += 1) < 4);

      await quietAfter(done(), { foreignPlugins, continues });

      expect(asked).toBe(foreignPlugins ? 4 : 0);
    },
  );
});
