import { expect, test } from 'vitest';
import { watchStill } from '../support/still-watch.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const COMPLETED = { outcome: 'completed' };

const done = (): Story => new Story().prompt('root').wait(100).say('root', 'Done.').idle('root');

/** Steps that are taken one a call, the last one again and again. */
function inTurn<T>(...steps: (() => T)[]): () => Promise<T> {
  let calls = 0;
  return () => {
    const step = steps[Math.min(calls, steps.length - 1)]!;
    calls += 1;
    return Promise.resolve(step());
  };
}

test('an empty tree is believed after a snapshot and then a fence, in this order', async () => {
  const order: string[] = [];
  const attendance = {
    resync: inTurn(() => void order.push('snapshot')),
    fence: inTurn(() => order.push('fence') > 0),
  };

  expect(await watchStill(done(), { attendance })).toEqual({ ending: COMPLETED, took: 0 });
  expect(order).toEqual(['snapshot', 'fence']);
});

test('a fence that fell proves nothing: both are tried again', async () => {
  const order: string[] = [];
  const attendance = {
    resync: inTurn(() => void order.push('snapshot')),
    fence: inTurn(
      () => order.push('fell') < 0,
      () => order.push('held') > 0,
    ),
  };

  await watchStill(done(), { attendance });

  expect(order).toEqual(['snapshot', 'fell', 'snapshot', 'held']);
});

test.each(['snapshot', 'fence'])('what a %s brings to light is waited for', async (where) => {
  const story = done();
  const found = (): boolean => {
    story.prompt('root', 'And this.');
    return true;
  };
  const ends = (): boolean => {
    if (story.tree.working.size > 0) story.say('root', 'Done.').idle('root');
    return true;
  };
  let heard = 0;
  const attendance = {
    resync: inTurn<unknown>(where === 'snapshot' ? found : () => undefined, () => undefined),
    fence: inTurn(where === 'fence' ? found : () => true, () => true),
    heard: () => {
      heard += 1;
      ends();
      return Promise.resolve();
    },
  } as object;

  const { ending } = await watchStill(story, { attendance });

  expect(ending).toEqual(COMPLETED);
  expect(heard).toBe(1);
});

test('what came and went between two looks starts the proof anew', async () => {
  const story = done();
  let fences = 0;
  const stirs = (): boolean => {
    story.prompt('root', 'And this.').say('root', 'Done.').idle('root');
    return true;
  };
  const fence = inTurn(stirs, () => true);
  const attendance = { fence: () => ((fences += 1), fence()) };

  await watchStill(story, { attendance });

  expect(fences).toBe(2);
});

test('a server that does not answer is asked again', async () => {
  const resync = inTurn<void>(
    () => {
      throw new Error('socket hang up');
    },
    () => undefined,
  );
  const attendance = { resync: async () => resync() };

  expect(await watchStill(done(), { attendance })).toEqual({ ending: COMPLETED, took: 500 });
});

test('silence while nobody works and something is owed is suspicious: all is read again, every 10 s', async () => {
  const story = new Story().prompt('root').launch('child', { by: 'background' });
  story.say('child', 'x').idle('child').say('root', 'Waiting.').idle('root');
  const whole: (boolean | undefined)[] = [];
  const attendance = {
    resync: (all?: boolean) => {
      whole.push(all);
      if (whole.length === 3) story.wait(30_000).deliver('child').say('root', 'Done.').idle('root');
      return Promise.resolve();
    },
  };

  const { ending, took } = await watchStill(story, { attendance });

  expect(ending).toEqual(COMPLETED);
  expect(whole.slice(0, 3)).toEqual([true, true, true]);
  expect(took).toBeGreaterThanOrEqual(30_000);
  expect(took).toBeLessThan(34_000);
});

test('not while somebody works, however long', async () => {
  const story = new Story().prompt('root');
  let read = 0;
  const attendance = { resync: inTurn(() => void (read += 1)) };

  const { ending } = await watchStill(story, { attendance });

  expect(ending).toMatchObject({ outcome: 'no-progress' });
  expect(read).toBe(0);
});

test('a prompt that nobody knows of is sent again, since the word that it failed may be lost', async () => {
  const story = new Story();
  story.tree.promptId = 'msg_sent';
  let repeated = 0;
  const error = { name: 'UnknownError', message: 'Agent not found: "nope"' };
  const repeatPrompt = inTurn(() => {
    repeated += 1;
    story.tell({ type: 'session-error', sessionId: idOf('root'), error });
  });

  const { ending, took } = await watchStill(story, { repeatPrompt });

  expect(ending).toEqual({ outcome: 'failed-to-start', message: error.message });
  expect(repeated).toBe(1);
  expect(took).toBeLessThan(12_000);
});
