import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bodyReader, countRefusals, isSigned } from '../../src/bot/guard.ts';
import { healthPages } from '../../src/bot/operations.ts';
import { listen } from '../../src/bot/server.ts';
import type { Received } from '../../src/bot/webhook-route.ts';
import { answerWebhooks } from '../../src/bot/webhooks.ts';
import { keptLog, keptMetrics } from '../support/bot-parts.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const SECRET = 'It is a Secret to Everybody';
const BODY = '{"zen":"Keep it logically awesome."}';
const PATH = '/webhooks/github';

function sign(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** A server with one route, behind which the test decides. */
async function aServer(receive?: () => Promise<Received>) {
  const clock = new SteppedClock(0);
  const log = keptLog();
  const metrics = keptMetrics();
  const refusals = countRefusals();
  const received: string[] = [];
  const webhooks = answerWebhooks({
    routes: [
      {
        forge: 'github',
        path: PATH,
        signatureHeaders: ['x-hub-signature-256'],
        isSigned: (bytes, headers) =>
          isSigned(bytes, String(headers['x-hub-signature-256']), SECRET),
        eventOf: () => 'ping',
        receive: async (_, bytes) => {
          received.push(bytes.toString());
          return (await receive?.()) ?? { status: 200, text: 'queued', result: 'queued' };
        },
      },
    ],
    metrics,
    refusals,
    clock,
    readBody: bodyReader({ largest: 1000, together: 2500 }),
  });
  const operations = healthPages({
    queue: { counts: async () => ({ waiting: 0, due: 0, claimed: 0, dead: 0 }) },
    clock,
    isDraining: () => false,
  });
  const server = await listen({ host: '127.0.0.1', port: 0, operations, webhooks, log });
  onTestFinished(async () => {
    server.cut();
    await server.stop();
  });
  const url = `http://127.0.0.1:${server.port}`;
  const post = (given: {
    path?: string;
    method?: string;
    body?: string | Buffer;
    headers?: Record<string, string>;
  }) =>
    fetch(`${url}${given.path ?? PATH}`, {
      method: given.method ?? 'POST',
      headers: given.headers ?? {
        'content-type': 'application/json',
        'x-hub-signature-256': sign(given.body ?? BODY),
      },
      ...(given.method === 'GET' ? {} : { body: given.body ?? BODY }),
    });
  return { clock, log, metrics, refusals, received, url, post, server };
}

describe('a delivery', () => {
  test('that is signed right is received, byte for byte', async () => {
    const { post, received, metrics } = await aServer();

    const answer = await post({ body: `${BODY} ` });

    expect(answer.status).toBe(200);
    expect(received).toEqual([`${BODY} `]);
    expect(metrics.told).toEqual(['github ping queued']);
  });

  test.each([
    ['GET', { method: 'GET' }, 405],
    ['another path', { path: '/webhooks/gitea' }, 404],
    ['the path of a property', { path: '/constructor' }, 404],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['a type that begins alike', { headers: { 'content-type': 'application/jsonp' } }, 415],
    ['no type', { headers: {}, body: Buffer.from(BODY) }, 415],
    ['no signature', { headers: { 'content-type': 'application/json' } }, 401],
    ['too much', { body: `{"a":"${'x'.repeat(1000)}"}` }, 413],
    ['no object', { body: '[]' }, 400],
    ['nothing', { body: '' }, 400],
  ])('of %j is refused', async (_, given, status) => {
    const { post, received } = await aServer();

    const answer = await post(given);

    expect(answer.status).toBe(status);
    expect(received).toEqual([]);
  });

  test.each([
    ['of other bytes', sign(`${BODY} `)],
    ['with another secret', sign(BODY, 'development')],
    ['with no secret', sign(BODY, '')],
    ['with an empty digest', 'sha256='],
    ['with a short digest', sign(BODY).slice(0, -2)],
    ['with a long digest', `${sign(BODY)}00`],
    ['of the older kind', `sha1=${createHmac('sha1', SECRET).update(BODY).digest('hex')}`],
    ['without its name', sign(BODY).slice('sha256='.length)],
    ['in capitals', sign(BODY).toUpperCase()],
    ['twice', `${sign(BODY)}, ${sign(BODY)}`],
    ['of other letters', `sha256=${'z'.repeat(64)}`],
  ])('signed %s is forged', async (_, signature) => {
    const { post, received, metrics } = await aServer();

    const answer = await post({
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    });

    expect(answer.status).toBe(401);
    expect(received).toEqual([]);
    expect(metrics.told).toEqual(['github none forged']);
  });

  test('is told to come again when it cannot be kept within a second', async () => {
    const { clock, post, received, metrics } = await aServer(() => new Promise(() => undefined));

    const answer = post({});
    await expect.poll(() => received.length).toBe(1);
    await clock.pass(1000);

    expect((await answer).status).toBe(503);
    expect(metrics.told).toEqual(['github ping slow']);
  });

  test('is not answered before it is kept', async () => {
    const store = Promise.withResolvers<Received>();
    const { post, received } = await aServer(() => store.promise);
    let answered = false;

    const answer = post({}).then((response) => {
      answered = true;
      return response;
    });
    await expect.poll(() => received.length).toBe(1);
    expect(answered).toBe(false);
    store.resolve({ status: 200, text: 'queued', result: 'queued' });

    expect((await answer).status).toBe(200);
  });
});

describe('the limits of the server', () => {
  test('hold for a body that does not say how long it is', async () => {
    const { url, received } = await aServer();

    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(`${url}${PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign('x') },
      });
      sent.on('response', (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      for (let chunk = 0; chunk < 11; chunk += 1) sent.write('x'.repeat(100));
    });

    expect(status).toBe(413);
    expect(received).toEqual([]);
  });

  test('end the connection of what was too large', async () => {
    const { post } = await aServer();

    const answer = await post({ body: 'x'.repeat(1001) });

    expect(answer.headers.get('connection')).toBe('close');
  });

  test('keep forged deliveries out of the log, and count them', async () => {
    const { post, log, refusals } = await aServer();
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign('other') };

    for (let time = 0; time < 200; time += 1) {
      const answer = await post({ headers });
      await answer.arrayBuffer();
    }

    expect(log.lines).toEqual([]);
    expect(refusals.take()).toEqual({ signature: 200 });
    expect(refusals.take()).toBeUndefined();
  });

  test('answer what goes wrong inside without telling it', async () => {
    const { post, log } = await aServer(() => Promise.reject(new Error('the store is at db:5432')));

    const answer = await post({});

    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('5432');
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });
});
