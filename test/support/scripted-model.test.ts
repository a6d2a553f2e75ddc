import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assistant, ChatClient, system, user } from './chat-client.ts';
import {
  call,
  FIXED_TEXTS,
  overflowOnce,
  say,
  script,
  startScriptedModel,
  task,
  together,
  type ScriptedModel,
  type Step,
} from './scripted-model.ts';

let model: ScriptedModel;
let client: ChatClient;

beforeEach(async () => {
  model = await startScriptedModel();
  client = new ChatClient(model.baseUrl);
});

afterEach(() => model.close());

describe('playing a script', () => {
  it('plays one step for each turn since the message with the script', async () => {
    const prompt = user(script(say('one'), say('two')));

    expect(await client.textOf(prompt)).toBe('one');
    expect(await client.textOf(user('earlier'), assistant('before'), prompt)).toBe('one');
    expect(await client.textOf(prompt, assistant('one'), user('go on'))).toBe('two');
    expect(await client.textOf(prompt, assistant('one'), assistant('two'))).toBe(FIXED_TEXTS.turn);
    expect(model.requests.map((request) => request.step)).toEqual([0, 0, 1, 2]);
  });

  it('goes on after a compaction took the script out of sight', async () => {
    await client.textOf(user(script(say('one'), say('two'))));

    expect(await client.textOf(user('Continue if you have next steps'))).toBe('two');
  });

  it('repeats a step that failed before the compaction', async () => {
    await client.ask([user(script(overflowOnce(say('short now'))))]);

    expect(await client.textOf(user('Continue if you have next steps'))).toBe('short now');
  });

  it('answers without a script, too', async () => {
    expect(await client.textOf(user('hello'))).toBe(FIXED_TEXTS.turn);
  });

  it('streams text in pieces, reasoning, usage and the finish reason', async () => {
    const step = say('abcdefg', {
      chunks: 3,
      reasoning: 'hm',
      finish: 'length',
      usage: { input: 7, output: 2 },
    });
    const { chunks, ended } = await client.answerTo(user(script(step)));

    const deltas = chunks.map((chunk) => chunk.choices[0]?.delta);
    expect(deltas.map((delta) => delta?.content).filter(Boolean)).toEqual(['abc', 'def', 'g']);
    expect(deltas.map((delta) => delta?.reasoning_content).filter(Boolean)).toEqual(['hm']);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('length');
    expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 2 });
    expect(ended).toBe('done');
  });

  it('calls several tools in one turn', async () => {
    const step = together(
      call('bash', { command: 'echo "hi"' }),
      task({ prompt: 'go', background: true }),
    );
    const { chunks } = await client.answerTo(user(script(step)));

    const calls = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(calls.map((one) => [one.index, one.function.name])).toEqual([
      [0, 'bash'],
      [1, 'task'],
    ]);
    expect(JSON.parse(calls[1]?.function.arguments ?? '')).toMatchObject({
      prompt: 'go',
      background: true,
      subagent_type: 'general',
    });
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls');
  });
});

describe('going wrong', () => {
  it('refuses with status, headers and body', async () => {
    const response = await client.ask([
      user(script({ status: 401, headers: { 'x-why': 'key' }, body: 'no' })),
    ]);

    expect(response.status).toBe(401);
    expect(response.headers.get('x-why')).toBe('key');
    expect(await response.text()).toBe('no');
  });

  it('fails as often as told, for each session, then goes on', async () => {
    const prompt = user(
      script(say('at last', { fail: { n: 2, status: 429, headers: { 'retry-after-ms': '1' } } })),
    );

    expect((await client.ask([prompt])).status).toBe(429);
    expect((await client.ask([prompt])).headers.get('retry-after-ms')).toBe('1');
    expect((await client.ask([prompt])).status).toBe(200);
    expect((await client.ask([prompt], { headers: { 'x-session-id': 'ses_other' } })).status).toBe(
      429,
    );
  });

  it('says once that the conversation is too long', async () => {
    const prompt = user(script(overflowOnce(say('short now'))));

    expect(await (await client.ask([prompt])).json()).toMatchObject({
      error: { code: 'context_length_exceeded' },
    });
    expect(await client.textOf(prompt)).toBe('short now');
  });

  it.each<[string, Step, string]>([
    ['resets the connection behind the content', { cut: true }, 'reset'],
    ['ends cleanly without a finish reason', { cutEnd: true }, 'eof'],
  ])('%s', async (_claim, ending, ended) => {
    const answer = await client.answerTo(user(script(say('half', ending))));

    expect(answer).toMatchObject({ text: 'half', ended });
    expect(answer.chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
  });

  it('never answers a hang, and serves others meanwhile', async () => {
    const leave = new AbortController();
    const hanging = client.ask([user(script({ hang: true }))], { signal: leave.signal });
    const other = await client.textOf(user(script(say('meanwhile'))));

    leave.abort();

    await expect(hanging).rejects.toThrow('abort');
    expect(other).toBe('meanwhile');
  });

  it('names a script that is not JSON', async () => {
    const response = await client.ask([user('SCRIPT:[{text:1}]END')]);

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('scripted model: SyntaxError');
  });
});

describe('being stepped by a test', () => {
  it('holds an answer back until it is released', async () => {
    const order: string[] = [];
    const held = client
      .textOf(user(script(say('late', { hold: 'gate' }))))
      .then((text) => order.push(text));
    await model.reached('gate');
    order.push(await client.textOf(user(script(say('early')))));

    model.release('gate');
    await held;

    expect(order).toEqual(['early', 'late']);
  });

  it('lets pass what comes after the release', async () => {
    model.release('gate');

    expect(await client.textOf(user(script(say('through', { hold: 'gate' }))))).toBe('through');
  });

  it('pauses between the content and the ending', async () => {
    const response = await client.ask([user(script(say('content', { pause: 'before the end' })))]);
    await model.reached('before the end');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let seen = '';
    while (!seen.includes('content"'))
      seen += new TextDecoder().decode((await reader.read()).value);
    expect(seen).not.toContain('[DONE]');

    model.release('before the end');
    while (!seen.includes('[DONE]')) seen += new TextDecoder().decode((await reader.read()).value);

    expect(seen).toContain('"finish_reason":"stop"');
  });
});

describe('telling requests apart', () => {
  it('answers side requests with fixed texts and plays no step for them', async () => {
    const prompt = user(script(say('one')));

    expect(await client.textOf(system('You are a title generator.'), prompt)).toBe(
      FIXED_TEXTS.title,
    );
    expect(await client.textOf(system('You are a context summarization agent.'), prompt)).toBe(
      FIXED_TEXTS.compaction,
    );
    expect(await client.textOf(system('You are an agent.'), prompt)).toBe('one');
    expect(model.requests.map((request) => request.kind)).toEqual(['title', 'compaction', 'turn']);
  });

  it('records who asked', async () => {
    const headers = { 'x-session-id': 'ses_child', 'x-parent-session-id': 'ses_root' };
    await client.ask([user('hello')], { headers });

    expect(model.requests).toMatchObject([
      { sessionId: 'ses_child', parentSessionId: 'ses_root', step: undefined },
    ]);
    expect(model.requests[0]?.body.messages).toEqual([user('hello')]);
  });

  it('knows nothing but chat completions', async () => {
    expect((await fetch(`${model.baseUrl}/models`)).status).toBe(404);
  });
});
