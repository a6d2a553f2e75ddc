import { expect, test } from 'vitest';
import { breach } from '../../src/action/limits.ts';
import type { Limits } from '../../src/action/settings.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import { create } from '../support/background.ts';
import { LIMITS } from '../support/fake-run.ts';
import { idOf, Story } from '../support/tree-builder.ts';

/** The first limit that a story breaks. */
function firstBreach(tell: (story: Story) => unknown, limits: Partial<Limits>): Ending | undefined {
  let first: Ending | undefined;
  const story = new Story().prompt('root');
  story.to((event, tree) => (first ??= breach(event, tree, { ...LIMITS, ...limits })));
  tell(story);
  return first;
}

const cost = (spent: number): object => ({
  outcome: 'budget-exhausted',
  what: 'cost',
  limit: 1,
  spent,
});

test.each<
  [title: string, limits: Partial<Limits>, tell: (story: Story) => unknown, ending: unknown]
>([
  ['nothing is spent', {}, (s) => s.say('root', 'x', { cost: 1e6 }), undefined],
  ['the cost stays below', { maxCost: 1 }, (s) => s.say('root', 'x', { cost: 0.99 }), undefined],
  ['the cost is reached', { maxCost: 1 }, (s) => s.say('root', 'x', { cost: 1 }), cost(1)],
  [
    'the cost is reached by several turns, and a message told twice counts once',
    { maxCost: 1 },
    (s) =>
      s
        .say('root', 'x', { cost: 0.5 })
        .say('root', 'x', { cost: 0.25 })
        .say('root', 'x', { cost: 0.5 }),
    cost(1.25),
  ],
  [
    'the cost is reached by a grandchild',
    { maxCost: 1 },
    (s) => s.launch('a').launch('b', { of: 'a' }).say('b', 'x', { cost: 2 }),
    cost(2),
  ],
  [
    'the cost is reached by a branch that was known before the parent that brings it into the tree',
    { maxCost: 1 },
    (s) => {
      create(s, 'b', { of: 'a' }).say('b', 'x', { cost: 0.5 });
      create(s, 'c', { of: 'b' }).say('c', 'x', { cost: 0.25 });
      return create(s.say('root', 'x', { cost: 0.25 }), 'a').say('a', 'x');
    },
    cost(1),
  ],
  [
    'somebody else spends',
    { maxCost: 1 },
    (s) => create(s, 'stranger', { of: 'x' }).prompt('stranger').say('stranger', 'x', { cost: 2 }),
    undefined,
  ],
  [
    'the tokens are reached, with those that a cache gave',
    { maxTokens: 100 },
    (s) =>
      s.say('root', 'x', {
        tokens: { input: 20, output: 30, reasoning: 10, cacheRead: 30, cacheWrite: 10 },
      }),
    { outcome: 'budget-exhausted', what: 'tokens', limit: 100, spent: 100 },
  ],
  ['the retries are as many as are allowed', { retries: 3 }, (s) => s.retry('root', 3), undefined],
  [
    'there is one retry more',
    { retries: 3 },
    (s) => s.retry('root', 4, 'Overloaded'),
    { outcome: 'retries-exhausted', sessionId: idOf('root'), limit: 3, message: 'Overloaded' },
  ],
  [
    'no retry is allowed',
    { retries: 0 },
    (s) => s.retry('root', 1),
    {
      outcome: 'retries-exhausted',
      sessionId: idOf('root'),
      limit: 0,
      message: 'Too Many Requests',
    },
  ],
  [
    'somebody else retries',
    { retries: 3 },
    (s) => create(s, 'stranger', { of: 'x' }).retry('stranger', 99),
    undefined,
  ],
])('%s', (_, limits, tell, ending) => {
  expect(firstBreach(tell, limits)).toEqual(ending);
});
