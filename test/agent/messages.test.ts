import { expect, test } from 'vitest';
import { readMessages } from '../../src/agent/messages.ts';
import { type Wire, type WireCall, WireError } from '../../src/agent/wire.ts';

const REFUSAL = { name: 'BadRequest', data: { message: 'Expected OutputFormatJsonSchema, got …' } };

/** Lists the newest messages, and refuses as soon as the prompt with the schema is among them. */
function serverWith(messages: string[], body: unknown = REFUSAL): Wire & { calls: number } {
  const wire = {
    calls: 0,
    call: async (call: WireCall) => {
      wire.calls += 1;
      const limit = Number(call.query?.['limit'] ?? messages.length);
      const newest = messages.slice(-limit);
      if (newest.includes('schema')) throw new WireError(call, 400, body);
      return newest;
    },
    events: () => {
      throw new Error('not asked for');
    },
  };
  return wire;
}

test.each([
  ['all of them', ['prompt', 'answer'], ['prompt', 'answer'], 1],
  ['those behind a schema', ['prompt', 'schema', 'one', 'two'], ['one', 'two'], 4],
  ['none while a schema is not answered', ['prompt', 'answer', 'schema'], [], 2],
])('reads %s', async (_, messages, found, calls) => {
  const server = serverWith(messages);

  expect(await readMessages(server, 'ses_1')).toEqual(found);
  expect(server.calls).toBe(calls);
});

test('takes no other refusal for an answer', async () => {
  const server = serverWith(['schema'], { name: 'BadRequest', data: { message: 'no' } });

  await expect(readMessages(server, 'ses_1')).rejects.toThrow('status 400');
});
