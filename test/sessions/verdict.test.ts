import { expect, test } from 'vitest';
import { verdict } from '../../src/sessions/verdict.ts';
import { launchNatively } from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const story = (): Story => new Story().prompt('root').wait(1000);

const UNAUTHORIZED = { name: 'APIError', message: 'Incorrect API key provided', statusCode: 401 };
const OVERFLOW = { name: 'ContextOverflowError', message: 'too long' };
const REJECTED = 'The user rejected permission to use this specific tool call.';

const failed = (why: object): object => ({ outcome: 'agent-error', why });
const completed = { outcome: 'completed' };

test.each<[title: string, tell: (story: Story) => unknown, ending: object]>([
  ['a good answer is completed', (s) => s.say('root', 'Done.').idle('root'), completed],
  ['an empty one too', (s) => s.say('root', '').idle('root'), completed],
  [
    'an error is what its last message says',
    (s) => s.fail('root', UNAUTHORIZED),
    failed({ kind: 'error', error: UNAUTHORIZED }),
  ],
  [
    'an error after good turns too',
    (s) => s.run('root', 'bash', 'ls').say('root', 'Half.').fail('root', UNAUTHORIZED),
    failed({ kind: 'error', error: UNAUTHORIZED }),
  ],
  [
    'an abort is an error',
    (s) => s.abort('root'),
    failed({
      kind: 'error',
      error: { name: 'MessageAbortedError', message: 'The message was aborted.' },
    }),
  ],
  ...['length', 'content-filter', 'unknown', 'tool-calls'].map(
    (finish): [string, (s: Story) => unknown, object] => [
      `a finish of ${finish} is no success`,
      (s) => s.say('root', 'Cut o', { finish }).idle('root'),
      failed({ kind: 'finish', finish }),
    ],
  ),
  [
    'an answer that was never completed is unfinished',
    (s) => {
      s.call('root', 'bash', 'ls');
      s.idle('root');
    },
    failed({ kind: 'unfinished' }),
  ],
  [
    'a turn that a refused permission ended is refused',
    (s) => s.call('root', 'bash', 'rm').fail(REJECTED).idle('root'),
    failed({ kind: 'refused', tool: 'bash' }),
  ],
  [
    'a refusal that it went on after is none',
    (s) => s.call('root', 'bash', 'rm').fail(REJECTED).say('root', 'Without it.').idle('root'),
    completed,
  ],
  [
    'a tool that failed in the last turn is not a refusal',
    (s) => s.call('root', 'bash', 'rm').fail('exit 3').idle('root'),
    failed({ kind: 'finish', finish: 'tool-calls' }),
  ],
  [
    'an error event alone is nothing: an overflow was recovered from',
    (s) =>
      s
        .tell({ type: 'session-error', sessionId: idOf('root'), error: OVERFLOW })
        .say('root', '## Goal', { summary: true })
        .say('root', 'Done.')
        .idle('root'),
    completed,
  ],
  [
    'a summary is no answer',
    (s) =>
      s
        .say('root', 'Cut o', { finish: 'length' })
        .say('root', '## Goal', { summary: true })
        .idle('root'),
    failed({ kind: 'finish', finish: 'length' }),
  ],
  [
    'no answer at all is a failed start, with the first error',
    (s) =>
      s
        .tell({
          type: 'session-error',
          sessionId: idOf('root'),
          error: { name: 'UnknownError', message: 'Agent not found: "nope"' },
        })
        .tell({
          type: 'session-error',
          sessionId: idOf('root'),
          error: { name: 'UnknownError', message: 'at <anonymous>' },
        })
        .idle('root'),
    { outcome: 'failed-to-start', message: 'Agent not found: "nope"' },
  ],
  [
    'no answer and no word why is a failed start too',
    (s) => s.idle('root'),
    { outcome: 'failed-to-start', message: 'the session ended without an answer' },
  ],
  [
    'a root that was deleted is gone',
    (s) => s.say('root', 'Done.').remove('root'),
    failed({ kind: 'deleted' }),
  ],
  [
    'its own failure comes before that of a child',
    (s) => launchNatively(s).fail('child', UNAUTHORIZED).say('root', 'x', { finish: 'length' }),
    failed({ kind: 'finish', finish: 'length' }),
  ],
])('%s', (_, tell, ending) => {
  const told = story();
  tell(told);

  expect(verdict(told.tree, told.now)).toEqual(ending);
});
