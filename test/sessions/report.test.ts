import { expect, test } from 'vitest';

import { sessionReports, totalsOf } from '../../src/sessions/report.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const reportOf = (story: Story, name: string) =>
  sessionReports(story.tree, story.now).find(({ id }) => id === idOf(name));

test('lists parents before their children, with their depth', () => {
  const story = new Story().prompt('root');
  story.launch('first').launch('deep', { of: 'first' }).launch('second');

  const reports = sessionReports(story.tree, story.now);

  expect(reports.map(({ id, depth }) => [id, depth])).toEqual([
    [idOf('root'), 0],
    [idOf('first'), 1],
    [idOf('deep'), 2],
    [idOf('second'), 1],
  ]);
});

test('adds up what a session did: time, tool calls, cost, tokens', () => {
  const story = new Story().prompt('root').wait(1000);
  story.run('root', 'bash', 'npm test', { takes: 3000 });
  story.say('root', 'Waiting.', { cost: 0.25, tokens: { input: 10, output: 1 } }).idle('root');
  story.wait(60_000).prompt('root').wait(500);
  story.say('root', 'Done.', { cost: 0.5, tokens: { input: 20, cacheRead: 5 } });

  expect(reportOf(story, 'root')).toMatchObject({
    state: 'working',
    duration: 4500,
    toolCalls: 1,
    cost: 0.75,
    tokens: { input: 30, output: 1, reasoning: 0, cacheRead: 5, cacheWrite: 0 },
  });
});

test('the totals count children too', () => {
  const story = new Story().prompt('root').say('root', 'a', { cost: 1, tokens: { input: 1 } });
  story.launch('child').say('child', 'b', { cost: 2, tokens: { input: 2, reasoning: 7 } });

  const { cost, tokens } = totalsOf(sessionReports(story.tree, story.now));

  expect(cost).toBe(3);
  expect(tokens).toMatchObject({ input: 3, reasoning: 7 });
});

const ERROR = { name: 'APIError', message: 'Unauthorized', statusCode: 401 };

test.each([
  ['completed', 'said its last word', (s: Story) => s.say('child', 'x').idle('child')],
  ['working', 'is busy', (s: Story) => s.say('child', 'x')],
  ['working', 'retries', (s: Story) => s.retry('child', 2)],
  ['waiting', 'asked for a permission', (s: Story) => s.tell(askOf(s))],
  [
    'waiting',
    'was asked to do more',
    (s: Story) => s.say('child', 'x').prompt('child').idle('child'),
  ],
  ['failed', 'ended with an error', (s: Story) => s.fail('child', ERROR)],
  ['failed', 'was cut off', (s: Story) => s.say('child', 'x', { finish: 'length' }).idle('child')],
  ['completed', 'recovered from an error', (s: Story) => s.fail('child', ERROR).say('child', 'x')],
  ['aborted', 'was aborted', (s: Story) => s.abort('child')],
  ['aborted', 'was left in the middle', (s: Story) => leftAlone(s)],
  ['aborted', 'was cut in a retry wait', (s: Story) => cutInRetryWait(s)],
  ['deleted', 'was deleted', (s: Story) => s.say('child', 'x').idle('child').remove('child')],
])('a session is %s when it %s', (state, _, tell) => {
  const story = new Story().prompt('root').launch('child', { by: 'background' }).wait(100);

  tell(story);

  expect(reportOf(story, 'child')?.state).toBe(state);
});

test('a parent that is owed a background result waits, although it is idle', () => {
  const story = new Story().prompt('root').launch('child', { by: 'background' });
  story.say('root', 'Started.').idle('root').wait(10).say('child', 'x').idle('child');
  expect(reportOf(story, 'root')?.state).toBe('waiting');

  story.deliver('child').say('root', 'All done.').idle('root');

  expect(reportOf(story, 'root')?.state).toBe('completed');
});

test('a session that failed says why; one that recovered does not', () => {
  const story = new Story().prompt('root').launch('bad').launch('good');

  story.fail('bad', ERROR).fail('good', ERROR).prompt('good').say('good', 'x').idle('good');

  expect(reportOf(story, 'bad')?.error).toEqual(ERROR);
  expect(reportOf(story, 'good')).not.toHaveProperty('error');
});

function askOf(story: Story) {
  const ask = story.ask('child', 'bash', 'rm *');
  return { type: 'asked', ask } as const;
}

function leftAlone(story: Story): Story {
  story.call('child', 'bash', 'sleep 1000');
  return story.idle('child').wait(60_000);
}

/** Such a message is completed, with neither an error nor a reason to finish. */
function cutInRetryWait(story: Story): Story {
  const told = story.think('child', '');
  const { event } = told.events.findLast((each) => each.event.type === 'message') ?? {};
  if (event?.type !== 'message' || event.message.role !== 'assistant') throw new Error('no turn');
  const { finish: _none, ...message } = event.message;
  return told.tell({ type: 'message', message }).idle('child');
}
