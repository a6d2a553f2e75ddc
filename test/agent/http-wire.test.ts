import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { httpWire } from '../../src/agent/http-wire.ts';
import type { Wire } from '../../src/agent/wire.ts';
import { json, type Loopback, type Seen, serve } from '../support/loopback.ts';

let place: Loopback | undefined;

afterEach(async () => {
  await place?.close();
  place = undefined;
});

async function wireTo(
  answer: (response: ServerResponse, request: Seen) => unknown,
): Promise<{ wire: Wire; seen: Seen[]; server: Loopback['server'] }> {
  place = await serve(answer);
  const { url, seen, server } = place;
  return { wire: httpWire({ url, password: 'päss:word' }), seen, server };
}

const GET = { method: 'GET', path: '/session' } as const;
const PAGE = '<!doctype html><title>opencode</title>';

describe('a call', () => {
  test('says who we are, and nothing of a folder or a body that it has not', async () => {
    const { wire, seen } = await wireTo((response) => json(response, []));

    expect(await wire.call(GET)).toEqual([]);

    const { headers, ...request } = seen[0]!;
    expect(request).toEqual({ method: 'GET', url: '/session', body: '' });
    const basic = Buffer.from('opencode:päss:word').toString('base64');
    expect(headers.authorization).toBe(`Basic ${basic}`);
    expect(headers).not.toHaveProperty('x-opencode-directory');
    expect(headers).not.toHaveProperty('content-type');
  });

  test('carries query, body and folder, letters of the world included', async () => {
    const { wire, seen } = await wireTo((response) => json(response, true));
    const directory = '/repo/ü & 变更%20';
    const call = { method: 'POST', path: '/x', query: { 'a b': 'c&d' }, directory } as const;

    expect(await wire.call({ ...call, body: { text: '🚀 ü' } })).toBe(true);

    const { url, headers, body } = seen[0]!;
    expect(new URL(url, 'http://x').searchParams.get('a b')).toBe('c&d');
    expect(headers['x-opencode-directory']).toBe(
      '%2Frepo%2F%C3%BC%20%26%20%E5%8F%98%E6%9B%B4%2520',
    );
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({ text: '🚀 ü' });
  });

  test('that is answered with 204 gives nothing', async () => {
    const { wire } = await wireTo((response) => response.writeHead(204).end());

    expect(await wire.call({ ...GET, method: 'POST', body: {} })).toBeUndefined();
  });

  test.each<[what: string, answer: (response: ServerResponse) => unknown, error: object]>([
    [
      'a web page for an unknown path',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
      {
        status: 200,
        body: PAGE,
        message: `GET /session: expected JSON, found an answer that is not JSON: ${PAGE}`,
      },
    ],
    [
      'a refusal with its reason',
      (response) => json(response, { name: 'NotFoundError' }, 404),
      {
        status: 404,
        body: { name: 'NotFoundError' },
        message: 'GET /session: expected JSON, found status 404: {"name":"NotFoundError"}',
      },
    ],
    [
      'a refusal without a word',
      (response) => response.writeHead(401).end(),
      { status: 401, body: '', message: 'GET /session: expected JSON, found status 401' },
    ],
    [
      'a server error in plain text',
      (response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('boom'),
      { status: 500, body: 'boom' },
    ],
    [
      'a redirect, which is not followed',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { status: 302 },
    ],
    [
      'what says that it is JSON and is not',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
      { status: 200, body: '{"a":' },
    ],
  ])('fails on %s', async (_, answer, error) => {
    const { wire } = await wireTo(answer);

    await expect(wire.call(GET)).rejects.toMatchObject({ name: 'WireError', ...error });
  });

  test('does not repeat a whole page in its error', async () => {
    const { wire } = await wireTo((response) => response.writeHead(500).end('x'.repeat(100_000)));

    await expect(wire.call(GET)).rejects.toThrow(/^.{0,400}$/);
  });

  test.each<[what: string, answer: (response: ServerResponse) => unknown]>([
    ['never answers', () => undefined],
    [
      'answers and never ends',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"a"'),
    ],
  ])('to a server that %s is given up in its time, or by its caller', async (_, answer) => {
    const { wire } = await wireTo(answer);

    await expect(wire.call({ ...GET, timeout: 60 })).rejects.toThrow(
      'GET /session: no answer for 60 ms',
    );
    const caller = new AbortController();
    const given = wire.call({ ...GET, timeout: 0 }, caller.signal);
    await once(place!.server, 'request');
    caller.abort();
    await expect(given).rejects.toThrow(/abort/);
  });

  test.each<[what: string, answer: (response: ServerResponse) => unknown]>([
    ['closes the line instead of an answer', (response) => response.destroy()],
    [
      'closes the line in the middle of an answer',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":1}');
        setImmediate(() => response.destroy());
      },
    ],
  ])('to a server that %s fails', async (_, answer) => {
    const { wire } = await wireTo(answer);

    await expect(wire.call(GET)).rejects.toThrow(/socket hang up|aborted|ECONNRESET/);
  });

  test('to nobody fails at once', async () => {
    await expect(httpWire({ url: 'http://127.0.0.1:1', password: '' }).call(GET)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  test('ignores a proxy: the server is on this machine', async () => {
    const { wire } = await wireTo((response) => json(response, 1));
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';

    expect(await wire.call(GET)).toBe(1);

    if (before === undefined) delete process.env['HTTP_PROXY'];
    else process.env['HTTP_PROXY'] = before;
  });

  test('hundreds at once all get their own answer over few connections', async () => {
    let connections = 0;
    const { wire, server } = await wireTo((response, { url }) => json(response, url));
    server.on('connection', () => (connections += 1));

    const paths = Array.from({ length: 300 }, (_, number) => `/session/${number}`);
    const answers = await Promise.all(paths.map((path) => wire.call({ method: 'GET', path })));

    expect(answers).toEqual(paths);
    expect(connections).toBeLessThanOrEqual(16);
  });
});
