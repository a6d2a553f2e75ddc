import { describe, expect, test } from 'vitest';
import { create, launchNatively } from '../support/background.ts';
import { watchStill } from '../support/still-watch.ts';
import { ANSWER, plan, task, watched } from '../support/watched.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const SECOND = 1000;

const done = (): Story => new Story().prompt('root').wait(100).say('root', 'Done.').idle('root');

type Quiet = { foreignPlugins?: boolean; quietWindow?: number };

const todos = (story: Story, open: number, name = 'root'): Story =>
  story.tell({ type: 'todos', sessionId: idOf(name), open });

const byNobody = (): Story => {
  const story = new Story().prompt('root').wait(100).launch('child', { by: 'no' });
  return story.say('child', 'x').idle('child').say('root', 'Done.').idle('root');
};

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
    const { ending, took } = await watchStill(story(), { foreignPlugins: true, ...options });

    expect({ ending, took }).toEqual({ ending: { outcome: 'completed' }, took: window });
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

      await watchStill(done(), { foreignPlugins, continues });

      expect(asked).toBe(foreignPlugins ? 4 : 0);
    },
  );
});
