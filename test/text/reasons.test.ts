import { expect, test } from 'vitest';
import type { AgentFailure, ChildFailure, Ending } from '../../src/sessions/ending.ts';
import { OUTCOMES } from '../../src/sessions/outcome.ts';
import type { Pending } from '../../src/sessions/settle.ts';
import { reasonOf } from '../../src/text/reasons.ts';

const agent = (why: AgentFailure): Ending => ({ outcome: 'agent-error', why });
const child = (...children: ChildFailure[]): Ending => ({ outcome: 'child-error', children });
const late = (...waiting: Pending[]): Ending => ({
  outcome: 'timed-out',
  limit: 3_600_000,
  waiting,
});

const FIND = { sessionId: 'ses_1', title: 'find TODOs' };

const rows: [ending: Ending, reason: string][] = [
  [
    { outcome: 'completed' },
    'Every session finished and every background result was delivered and answered.',
  ],
  [
    { outcome: 'completed-with-denials', denials: 1 },
    'Every session finished; 1 permission was refused on the way.',
  ],
  [
    { outcome: 'completed-with-denials', denials: 3 },
    'Every session finished; 3 permissions were refused on the way.',
  ],
  [
    { outcome: 'nothing-produced', expected: 'changes' },
    'The agent finished, but no file was changed (expect: changes).',
  ],
  [
    { outcome: 'nothing-produced', expected: 'commits' },
    'The agent finished, but there is no new commit (expect: commits).',
  ],
  [
    { outcome: 'nothing-produced', expected: 'output' },
    'The agent finished, but its final message is empty (expect: output).',
  ],

  [
    agent({ kind: 'error', error: { name: 'APIError', message: 'Bad key', statusCode: 401 } }),
    'The main session failed: Bad key (status 401)',
  ],
  [
    agent({ kind: 'error', error: { name: 'UnknownError', message: '' } }),
    'The main session failed: UnknownError',
  ],
  [
    agent({ kind: 'error', error: { name: 'APIError', message: 'Overloaded\n<html>…' } }),
    'The main session failed: Overloaded',
  ],
  [
    agent({ kind: 'finish', finish: 'length' }),
    "The main session stopped before it was done (the model's output limit was reached).",
  ],
  [
    agent({ kind: 'finish', finish: 'content-filter' }),
    "The main session stopped before it was done (the provider's content filter intervened).",
  ],
  [
    agent({ kind: 'finish', finish: 'tool-calls' }),
    'The main session stopped before it was done (its turn ended after a tool call).',
  ],
  [
    agent({ kind: 'finish', finish: 'unknown' }),
    'The main session stopped before it was done (finish reason "unknown").',
  ],
  [agent({ kind: 'unfinished' }), 'The main session stopped in the middle of its answer.'],
  [
    agent({ kind: 'refused', tool: 'bash' }),
    'A refused permission for bash ended the main session.',
  ],
  [agent({ kind: 'deleted' }), 'The main session was deleted while it worked.'],
  [
    agent({ kind: 'no-structure' }),
    'The model gave no structured output although a schema was given.',
  ],

  [
    child({ ...FIND, how: 'failed', error: { name: 'APIError', message: 'Bad key' } }),
    'The child session "find TODOs" failed (Bad key) and nobody dealt with it.',
  ],
  [
    child({ ...FIND, how: 'failed' }),
    'The child session "find TODOs" failed and nobody dealt with it.',
  ],
  [
    child({ ...FIND, how: 'aborted' }),
    'The child session "find TODOs" was aborted and nobody dealt with it.',
  ],
  [
    child({ ...FIND, how: 'deleted' }),
    'The child session "find TODOs" was deleted before it was done and nobody dealt with it.',
  ],
  [
    child({ sessionId: 'ses_1', title: '', how: 'unfinished' }),
    'The child session "ses_1" stopped in the middle of its answer and nobody dealt with it.',
  ],
  [
    child({ ...FIND, how: 'undelivered' }, { ...FIND, how: 'deleted' }),
    'The child session "find TODOs" finished, but its result never reached its parent: it was lost in the agent server, as by an abort at that moment. 1 more child session failed too.',
  ],
  [
    child({ ...FIND, how: 'aborted' }, { ...FIND, how: 'deleted' }, { ...FIND, how: 'failed' }),
    'The child session "find TODOs" was aborted and nobody dealt with it. 2 more child sessions failed too.',
  ],
  [
    child({ ...FIND, how: 'aborted' }, { ...FIND, how: 'deleted' }),
    'The child session "find TODOs" was aborted and nobody dealt with it. 1 more child session failed too.',
  ],

  [late(), 'The run took longer than 1h00m (timeout).'],
  [
    late({ kind: 'working', sessionId: 'ses_1', since: 0 }),
    'The run took longer than 1h00m (timeout) while waiting for session ses_1 to work.',
  ],
  [
    late({
      kind: 'working',
      sessionId: 'ses_1',
      since: 0,
      tool: { name: 'bash', label: 'npm test', since: 0 },
    }),
    'The run took longer than 1h00m (timeout) while waiting for session ses_1 running bash.',
  ],
  [
    late({
      kind: 'retrying',
      sessionId: 'ses_1',
      attempt: 4,
      message: 'Too Many Requests',
      next: 0,
    }),
    'The run took longer than 1h00m (timeout) while waiting for the model (retry 4: Too Many Requests).',
  ],
  [
    late({
      kind: 'asking',
      sessionId: 'ses_1',
      ask: { kind: 'question', id: 'que_1', sessionId: 'ses_1', questions: [] },
    }),
    'The run took longer than 1h00m (timeout) while waiting for an answer to an ask of session ses_1.',
  ],
  [
    late({ kind: 'unanswered', sessionId: 'ses_1', messageId: 'msg_1', since: 0 }),
    'The run took longer than 1h00m (timeout) while waiting for session ses_1 to answer.',
  ],
  [
    {
      outcome: 'no-progress',
      limit: 1_200_000,
      waiting: [
        { kind: 'owed', sessionId: 'ses_1', launch: { kind: 'native' }, since: 0 },
        { kind: 'working', sessionId: 'ses_2', since: 0 },
        { kind: 'working', sessionId: 'ses_3', since: 0 },
      ],
    },
    'Nothing happened for 20m00s (no-progress-timeout) while waiting for a background result owed to session ses_1 and 2 other things.',
  ],
  [
    { outcome: 'retries-exhausted', sessionId: 'ses_1', limit: 10, message: 'Rate limit reached' },
    'The model did not answer 10 retries in a row (retry-limit): Rate limit reached',
  ],
  [
    { outcome: 'retries-exhausted', sessionId: 'ses_1', limit: 1, message: 'Rate limit reached' },
    'The model did not answer 1 retry in a row (retry-limit): Rate limit reached',
  ],
  [
    { outcome: 'budget-exhausted', what: 'cost', limit: 1, spent: 1.25 },
    'The run cost $1.25 and reached its limit of $1.00 (max-cost).',
  ],
  [
    { outcome: 'budget-exhausted', what: 'tokens', limit: 20_000, spent: 21_500 },
    'The run used 21.5k tokens and reached its limit of 20.0k (max-tokens).',
  ],
  [{ outcome: 'cancelled', by: 'SIGTERM' }, 'The run was cancelled (SIGTERM).'],
  [
    { outcome: 'failed-to-start', message: 'Agent not found: "nope"' },
    'The run did not start: Agent not found: "nope"',
  ],
  [
    { outcome: 'lost-contact', message: 'the agent server ended with code 1.' },
    'Contact with the agent server was lost: the agent server ended with code 1.',
  ],
  [
    { outcome: 'invalid-input', problems: ['model: "x" is unknown.'] },
    'An input is wrong. model: "x" is unknown.',
  ],
  [{ outcome: 'invalid-input', problems: ['One.', 'Two.'] }, '2 inputs are wrong. One. Two.'],
];

test.each(rows)('%o', (ending, reason) => {
  expect(reasonOf(ending)).toBe(reason);
});

test('there is a row for every outcome', () => {
  expect(new Set(rows.map(([{ outcome }]) => outcome))).toEqual(new Set(OUTCOMES));
});

test.each<[what: string, of: (text: string) => Ending]>([
  [
    'an error of the model',
    (text) => agent({ kind: 'error', error: { name: 'E', message: text } }),
  ],
  ['the title of a child', (text) => child({ ...FIND, title: text, how: 'aborted' })],
  [
    'an error of a child',
    (text) => child({ ...FIND, how: 'failed', error: { name: 'E', message: text } }),
  ],
  [
    'a retry',
    (text) => late({ kind: 'retrying', sessionId: 's', attempt: 1, message: text, next: 0 }),
  ],
  [
    'the last retry',
    (text) => ({ outcome: 'retries-exhausted', sessionId: 's', limit: 1, message: text }),
  ],
  ['a failed start', (text) => ({ outcome: 'failed-to-start', message: text })],
  ['a lost server', (text) => ({ outcome: 'lost-contact', message: text })],
  ['a reason to finish', (text) => agent({ kind: 'finish', finish: text })],
])('%s cannot make the sentence grow without end', (_, of) => {
  expect(reasonOf(of('x'.repeat(100_000))).length).toBeLessThan(800);
});
