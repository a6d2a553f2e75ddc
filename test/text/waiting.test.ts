import { expect, test } from 'vitest';

import { pending } from '../../src/sessions/settle.ts';
import { describeWaiting } from '../../src/text/waiting.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

const waitingOf = (story: Story): string =>
  describeWaiting(pending(story.tree, story.now), story.tree, story.now);

test.each([
  [
    'a running tool, by its own time',
    (story: Story) => void story.wait(60_000).call('root', 'bash', 'npm test'),
    '1 of 1 session: build (12.0s, running bash: npm test)',
  ],
  [
    'a tool without a label',
    (story: Story) => void story.call('root', 'todowrite', ''),
    '1 of 1 session: build (12.0s, running todowrite)',
  ],
  [
    'a model that thinks',
    (story: Story) => void story.busy('root'),
    '1 of 1 session: build (12.0s, the model is at work)',
  ],
  [
    'a retry',
    (story: Story) => void story.retry('root', 4, 'Too Many\nRequests', 20_000),
    '1 of 1 session: build (attempt 4 failed, next in 8.0s: Too Many Requests)',
  ],
  [
    'a retry that is due',
    (story: Story) => void story.retry('root', 4, 'Overloaded', 1000),
    '1 of 1 session: build (attempt 4 failed, trying now: Overloaded)',
  ],
  [
    'a permission',
    (story: Story) => void story.ask('root', 'bash', 'rm *', 'ls'),
    '1 of 1 session: build (asks for permission bash rm * ls)',
  ],
  [
    'a question',
    (story: Story) => void story.question('root', 'Which?'),
    '1 of 1 session: build (asks a question)',
  ],
])('names %s', (_, tell, words) => {
  const story = new Story().prompt('root');
  tell(story);
  story.wait(12_000);

  expect(waitingOf(story)).toBe(`waiting for ${words}`);
});

test.each([
  ['for ever', {}, 'a message unanswered for 10.0s'],
  ['for a while', { until: DAWN + 30_000 }, 'a message unanswered for 10.0s, given up in 20.0s'],
])('says how long a message waits for its answer: %s', (_, bound, words) => {
  const { tree } = new Story();
  const sessionId = tree.rootId;
  const wait = {
    kind: 'unanswered',
    sessionId,
    messageId: 'msg_1',
    since: DAWN,
    ...bound,
  } as const;

  expect(describeWaiting([wait], tree, DAWN + 10_000)).toBe(
    `waiting for 1 of 1 session: build (${words})`,
  );
});

test('gives the title too where sessions share an agent', () => {
  const story = new Story().prompt('root').launch('a').launch('b');

  expect(waitingOf(story)).toMatch(/: build \(.*\), explore · a \(.*\), explore · b \(/);
});

test('names five sessions and counts the others', () => {
  const story = new Story().prompt('root');
  for (let n = 0; n < 20; n += 1) story.launch(`s${String(n)}`, { by: 'background' });

  expect(waitingOf(story)).toMatch(/^waiting for 21 of 21 sessions: (.*\), ){4}.*\) and 16 more; /);
  expect(waitingOf(story)).toMatch(/20 background results owed to build$/);
});

test('counts what is owed, parent by parent', () => {
  const story = new Story().prompt('root');
  for (let n = 0; n < 7; n += 1) {
    story.launch(`p${String(n)}`, { agent: `agent${String(n)}`, by: 'no' });
    story.launch(`c${String(n)}`, { of: `p${String(n)}`, by: 'background' });
  }

  expect(waitingOf(story)).toMatch(
    /; 1 background result owed to agent0; .* owed to agent4; 2 background results owed to others$/,
  );
});

test('says what is going on when nothing is left to wait for', () => {
  const story = new Story().prompt('root').say('root', 'Done.').idle('root');

  expect(waitingOf(story)).toBe('making sure that everything has ended');
});
