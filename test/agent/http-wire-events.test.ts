import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { httpWire } from '../../src/agent/http-wire.ts';
import { eventStream, json, type Loopback, type Seen, serve } from '../support/loopback.ts';

let place: Loopback | undefined;

afterEach(async () => {
  await place?.close();
  place = undefined;
});

const never = new AbortController().signal;

type Heard = { events: unknown[]; error?: unknown };

/** What is heard of a stream until it ends, and how it ended. */
async function hear(
  answer: (response: ServerResponse, request: Seen) => unknown,
  signal = never,
): Promise<Heard> {
  place = await serve(answer);
  const events: unknown[] = [];
  try {
    for await (const event of httpWire({ url: place.url, password: 'x' }).events(signal)) {
      events.push(event);
    }
    return { events };
  } catch (error) {
    return { events, error };
  }
}

const line = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

describe('the event stream', () => {
  test('asks for the events of all instances, with the password', async () => {
    await hear((response) => eventStream(response).end());

    const basic = Buffer.from('opencode:x').toString('base64');
    expect(place?.seen).toMatchObject([
      { method: 'GET', url: '/global/event', headers: { authorization: `Basic ${basic}` } },
    ]);
  });

  test('gives every event, in order, and ends when the server ends it', async () => {
    const heard = await hear((response) => {
      eventStream(response).write(line(1) + line({ a: 'ü' }));
      response.end(line(3));
    });

    expect(heard).toEqual({ events: [1, { a: 'ü' }, 3] });
  });

  test('throws when the line is cut, after what had arrived', async () => {
    const heard = await hear((response) => {
      eventStream(response).write(line(1), () => setImmediate(() => response.destroy()));
    });

    expect(heard.events).toEqual([1]);
    expect(heard.error).toBeInstanceOf(Error);
  });

  test('is the same wherever the bytes are cut', async () => {
    const events = [{ payload: { type: 'a', text: 'ü 变 🚀 \u2028' } }, { b: 'x\ny' }];
    const [one, other] = events.map((event) => JSON.stringify(event));
    const bytes = Buffer.from(`: ping\r\n\r\ndata: ${one}\r\n\r\ndata:${other}\n\n`);

    for (let cut = 1; cut < bytes.length; cut += 1) {
      const heard = await hear(async (response) => {
        response.socket?.setNoDelay();
        eventStream(response).write(bytes.subarray(0, cut));
        await new Promise((done) => setTimeout(done, 2));
        response.end(bytes.subarray(cut));
      });

      expect(heard, `cut after ${cut} bytes`).toEqual({ events });
      await place?.close();
    }
  });

  test('takes what is no JSON for no event', async () => {
    const heard = await hear((response) => eventStream(response).end(`data: {"a\n\n${line(2)}`));

    expect(heard).toEqual({ events: [undefined, 2] });
  });

  test('passes a large event through, and many in one piece', async () => {
    const large = { output: 'x'.repeat(3_000_000) };
    const many = Array.from({ length: 5000 }, (_, number) => number);

    const heard = await hear((response) =>
      eventStream(response).end(line(large) + many.map(line).join('')),
    );

    expect(heard).toEqual({ events: [large, ...many] });
  });

  test.each<[what: string, answer: (response: ServerResponse) => unknown, status: number]>([
    [
      'a web page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      200,
    ],
    ['a wrong password', (response) => response.writeHead(401).end(), 401],
    ['JSON', (response) => json(response, {}), 200],
  ])('fails on %s instead', async (_, answer, status) => {
    const { events, error } = await hear(answer);

    expect(events).toEqual([]);
    expect(error).toMatchObject({ name: 'WireError', status });
  });

  test.each<[when: string, answer: (response: ServerResponse) => unknown]>([
    ['before the first byte', () => undefined],
    ['while nothing comes', (response) => eventStream(response).flushHeaders()],
    ['in the middle of an event', (response) => eventStream(response).write('data: {"a')],
  ])('is left %s when its signal aborts, and the line with it', async (_, answer) => {
    const leaving = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { events } = await hear((response) => {
      closed = once(response, 'close');
      answer(response);
      setTimeout(() => leaving.abort(), 20);
    }, leaving.signal);

    expect(events).toEqual([]);
    await closed;
  });
});

const TALK = `
  import { httpWire } from ${JSON.stringify(resolve('src/agent/http-wire.ts'))};
  const wire = httpWire({ url: process.argv[1], password: 'x' });
  const leaving = new AbortController();
  await Promise.all([1, 2, 3].map(() => wire.call({ method: 'GET', path: '/session' })));
  for await (const event of wire.events(leaving.signal)) { console.log(event); break; }
  const late = wire.events(leaving.signal)[Symbol.asyncIterator]();
  await late.next();
  const last = late.next().catch(() => undefined);
  leaving.abort();
  await last;
  console.log('done');
`;

test('a process that has nothing else to do ends, although the server keeps its lines open', async () => {
  place = await serve((response, { url }) =>
    url === '/session' ? json(response, []) : eventStream(response).write(line('hello')),
  );

  const argv = ['--input-type=module', '--eval', TALK, place.url];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  const started = performance.now();
  const [code] = (await once(child, 'close')) as [number];

  expect({ code, out }).toEqual({ code: 0, out: 'hello\ndone\n' });
  expect(performance.now() - started).toBeLessThan(4000);
});
