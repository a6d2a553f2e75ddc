import { expect, test } from 'vitest';
import { newMessageId } from '../../src/agent/message-id.ts';
import { readAllMessages, readMessages } from '../../src/agent/messages.ts';
import { type Wire, type WireCall, WireError } from '../../src/agent/wire.ts';

const ASKED = 1_795_352_877_000;
const PROMPT = newMessageId(ASKED);
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

const ANSWER = {
  info: { id: 'msg_2', role: 'assistant', parentID: PROMPT, time: { created: ASKED + 5 } },
};

/** Lists what is behind the prompt with the schema, and before a cursor. */
function serverWithSchema(behind: unknown[]): Wire {
  return {
    async call(call) {
      const { limit = '1000', before } = call.query ?? {};
      if (before !== undefined) {
        return [JSON.parse(Buffer.from(before, 'base64url').toString()) as unknown];
      }
      if (Number(limit) > behind.length) throw new WireError(call, 400, REFUSAL);
      return behind.slice(-Number(limit));
    },
    events: () => {
      throw new Error('not asked for');
    },
  };
}

test('reads what was said before a schema, too, when all is wanted', async () => {
  const server = serverWithSchema([ANSWER]);

  const found = await readAllMessages(server, 'ses_1');

  expect(found).toEqual([{ id: PROMPT, time: ASKED }, ANSWER]);
});

test('cannot read all while a schema is not answered', async () => {
  await expect(readAllMessages(serverWithSchema([]), 'ses_1')).rejects.toThrow('no answer');
});
