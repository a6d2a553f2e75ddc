import { describe, expect, test } from 'vitest';
import { createTree, depthOf, isMember, members } from '../../src/sessions/tree.ts';
import { apply } from '../../src/sessions/fold.ts';
import { create, launchNatively } from '../support/background.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

const story = (): Story => new Story().prompt('root').wait(1000);

/** Whether the tree made progress in the last step of the story. */
const moves = (told: Story, step: (story: Story) => unknown): boolean => {
  told.wait(60_000);
  step(told);
  return told.tree.lastProgress === told.now;
};

describe('progress', () => {
  test.each<[what: string, step: (story: Story) => unknown]>([
    ['a new message', (s) => s.hear('root', 'x')],
    ['a new part', (s) => s.say('root', 'x')],
    [
      'text that comes in',
      (s) =>
        s.tell({ type: 'delta', sessionId: idOf('root'), messageId: 'm', partId: 'p', text: 'x' }),
    ],
    ['a tool call', (s) => s.call('root', 'bash', 'ls')],
    ['a new child', (s) => create(s, 'child')],
    ['anything of a child', (s) => create(s, 'child').prompt('child').say('child', 'x')],
  ])('is %s', (_, step) => {
    expect(moves(story(), step)).toBe(true);
  });

  test('is the end of a tool call', () => {
    const told = story();
    const call = told.call('root', 'bash', 'npm test');

    expect(moves(told, () => call.complete())).toBe(true);
  });

  test('is not the growing output of one', () => {
    const told = story();
    const call = told.call('root', 'bash', 'npm test');

    expect(moves(told, () => call.grow('1 passed\n').wait(1).busy('root'))).toBe(false);
    expect(moves(told, () => call.grow('2 passed\n'))).toBe(false);
  });

  test.each<[what: string, step: (story: Story) => unknown]>([
    ['another busy', (s) => s.busy('root')],
    ['a retry', (s) => s.retry('root', 2)],
    ['an ask', (s) => s.ask('root', 'bash')],
    ['a heartbeat', (s) => s.tell({ type: 'heartbeat' })],
    ['noise', (s) => s.tell({ type: 'other', name: 'plugin.added' })],
    [
      'anything of somebody else',
      (s) => create(s, 'stranger', { of: 'x' }).prompt('stranger').say('stranger', 'x'),
    ],
  ])('is not %s', (_, step) => {
    expect(moves(story(), step)).toBe(false);
  });
});

describe('the same story told twice', () => {
  const told = launchNatively(story())
    .run('root', 'bash', 'ls')
    .retry('child', 2)
    .say('child', 'x', { cost: 0.5, tokens: { input: 7 } })
    .idle('child')
    .deliver('child')
    .say('root', 'Done.', { cost: 0.25 })
    .idle('root');

  test('event by event changes nothing', () => {
    const tree = createTree(told.tree.sessions.get(idOf('root'))!.info, 'msg_none', DAWN);
    const movedAgain: string[] = [];
    for (const { event, at } of told.events) {
      apply(tree, event, at);
      // A delta has no id of its own: copies of it are dropped by the stream.
      if (event.type === 'delta') continue;
      const { activity } = tree;
      apply(tree, event, at);
      if (tree.activity !== activity) movedAgain.push(event.type);
    }

    expect(movedAgain).toEqual([]);
    expect(tree.spent).toMatchObject({ cost: 0.75, tokens: { input: 7 } });
    expect(tree.spent).toEqual(told.tree.spent);
    const spans = [...tree.sessions.values()].map(({ busy }) => busy);
    expect(spans).toEqual([...told.tree.sessions.values()].map(({ busy }) => busy));
  });
});

test('costs are those of the tree alone', () => {
  const told = create(story(), 'stranger', { of: 'x' })
    .prompt('stranger')
    .say('stranger', 'x', { cost: 9 });

  expect(told.tree.spent.cost).toBe(0);
});

test('an error event keeps its first words and its last instant', () => {
  const told = story();
  const error = (message: string): unknown =>
    told
      .wait(10)
      .tell({ type: 'session-error', sessionId: idOf('root'), error: { name: 'E', message } });
  error('Model not found');
  error('at <anonymous>');

  expect(told.tree.sessions.get(idOf('root'))?.error).toEqual({
    error: { name: 'E', message: 'Model not found' },
    at: told.now,
  });
});

test('a deleted session stays deleted, whatever is said of it later', () => {
  const told = launchNatively(story()).remove('child');
  const before = told.tree.activity;

  told.busy('child').retry('child', 3).remove('child');

  expect(told.tree.sessions.get(idOf('child'))).toMatchObject({
    deleted: { unfinished: true },
    status: { type: 'busy' },
  });
  expect(told.tree.working.has(idOf('child'))).toBe(false);
  expect(told.tree.activity).toBe(before);
});

test('messages of an earlier run are not of this one', () => {
  const told = new Story();
  told.tree.since = DAWN + 1000;
  told.hear('root', 'long ago');
  expect(told.tree.sessions.get(idOf('root'))?.messages.size).toBe(0);

  told.wait(1000).hear('root', 'now');
  expect(told.tree.sessions.get(idOf('root'))?.messages.size).toBe(1);
});

test('members are found through any chain of parents, and no circle hangs', () => {
  const told = story();
  create(create(create(told, 'c', { of: 'b' }), 'b', { of: 'a' }), 'loop', { of: 'loop' });
  expect(isMember(told.tree, idOf('c'))).toBe(false);

  create(told, 'a');

  expect(members(told.tree).map(({ info }) => info.title)).toEqual([
    'Fix the smallest TODO',
    'a',
    'b',
    'c',
  ]);
  expect(depthOf(told.tree, idOf('c'))).toBe(3);
  expect(isMember(told.tree, idOf('loop'))).toBe(false);
  expect(depthOf(told.tree, idOf('loop'))).toBeGreaterThan(0);
});

describe('what the tree has spent', () => {
  test('holds each message of a branch once, however late its parent becomes known', () => {
    const told = story().say('root', 'x', { cost: 1 });
    create(told, 'c', { of: 'b' }).say('c', 'x', { cost: 4 });
    create(told, 'b', { of: 'a' }).say('b', 'x', { cost: 2 });
    expect(told.tree.spent.cost).toBe(1);

    create(create(told, 'a'), 'a').say('b', 'more', { cost: 8 });

    expect(told.tree.spent.cost).toBe(15);
  });
});
