import { once } from 'node:events';
import autocannon from 'autocannon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotProcess } from '../support/bot-process.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import { COALESCED, LiveBots, SECRET } from '../support/live-bot.ts';
import { enforcingRepository } from '../support/live-pull.ts';
import { pullRequestPayload } from '../support/payloads.ts';
import { openSocket, rawAnswer, signatureOf, signedHeaders } from '../support/signed-request.ts';

const MB = 1024 * 1024;
const REFUSED = 'Requests to the webhooks were refused';
const PATH = '/webhooks/github';

const here = new LiveBots();
let bot: BotProcess;

beforeAll(async () => {
  enforcingRepository(here);
  await here.startGithub();
  bot = await here.start({ LOG_LEVEL: 'info' });
});
afterAll(() => here.end());

function post(
  body: string | Uint8Array,
  headers = signedHeaders(body, { secret: SECRET }),
  path = PATH,
) {
  return fetch(`${bot.url}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
}

/** Every story ends with it: whatever came before, an honest delivery is taken at once. */
async function expectToServe(): Promise<void> {
  const began = performance.now();
  const honest = JSON.stringify(pullRequestPayload());
  expect((await post(honest)).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1000);
  expect(bot.hasEnded).toBe(false);
}

describe('a bot that listens to everybody', () => {
  test.each([
    ['25 MB and one byte, announced', 'x'.repeat(25 * MB + 1), undefined, 413],
    ['JSON that breaks off, signed', '{"action":"opened","pull_request":{', undefined, 400],
    [
      'JSON of bytes that are no text, signed',
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      undefined,
      400,
    ],
    [
      '100,000 lists within each other, signed',
      `{"action":"opened","pull_request":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      undefined,
      422,
    ],
    [
      '100,000 objects within each other, signed',
      `{"action":"opened","pull_request":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
      undefined,
      422,
    ],
    ['an event nobody knows, signed', '{}', { event: 'solar_flare' }, 200],
    ['an event named like a property, signed', '{}', { event: 'constructor' }, 200],
    ['a payload that lacks everything, signed', '{"action":"opened"}', undefined, 422],
    [
      'a payload that names a prototype, signed',
      '{"action":"opened","__proto__":{"pull_request":1}}',
      undefined,
      422,
    ],
  ] as const)('answers %s', async (_, body, given, status) => {
    const headers = signedHeaders(body, { secret: SECRET, ...given });

    const answer = await post(body, headers);
    const said = await answer.text();

    expect(answer.status).toBe(status);
    expect(said.length).toBeLessThan(500);
    await expectToServe();
  });

  test.each([
    ['another content type', { 'content-type': 'text/plain' }, PATH, 415],
    ['another forge of no such name', {}, '/webhooks/nobody', 404],
    ['a path that climbs', {}, '/webhooks/../webhooks/github/..', 404],
    ['no signature', { 'x-hub-signature-256': '' }, PATH, 401],
    [
      'a signature of another secret',
      { 'x-hub-signature-256': signatureOf('{}', 'development') },
      PATH,
      401,
    ],
  ])('turns away %s', async (_, headers, path, status) => {
    const answer = await post(
      '{}',
      { ...signedHeaders('{}', { secret: SECRET }), ...headers },
      path,
    );

    expect(answer.status).toBe(status);
    await expectToServe();
  });

  test('reads no more than 25 MB of what has no end', async () => {
    const socket = await openSocket(bot.port);
    const said: string[] = [];
    socket.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
    const headers = Object.entries(signedHeaders('', { secret: SECRET })).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nhost: bot\r\ntransfer-encoding: chunked\r\n${headers.join('\r\n')}\r\n\r\n`,
    );
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    for (let count = 0; count < 40 && said.length === 0; count += 1) {
      await new Promise((written) => socket.write(chunk, written));
    }
    await expect.poll(() => said.join('')).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();

    await expectToServe();
  });

  test.each([
    [
      'headers without end',
      `POST ${PATH} HTTP/1.1\r\nhost: bot\r\n${'x-flood: 1\r\n'.repeat(5000)}\r\n`,
    ],
    ['one header of 1 MB', `POST ${PATH} HTTP/1.1\r\nx-flood: ${'y'.repeat(MB)}\r\n\r\n`],
    ['what is no HTTP', '\u0000\u0001\u0002 hello\r\n\r\n'],
    [
      'two lengths',
      `POST ${PATH} HTTP/1.1\r\nhost: bot\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
    ],
  ])('turns away %s', async (_, bytes) => {
    expect(await rawAnswer(bot.port, bytes)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    await expectToServe();
  });

  test('serves others while 200 connections send nothing but a beginning', async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => openSocket(bot.port)));
    for (const socket of slow) socket.resume();
    const closed = slow.map((socket) => once(socket, 'close'));
    for (const socket of slow) socket.write(`POST ${PATH} HTTP/1.1\r\nhost: bot\r\nx-slow: `);

    await expectToServe();
    expect(await Promise.all(closed)).toHaveLength(200);
    await expectToServe();
  }, 40_000);

  test('50,000 bad signatures grow neither log nor memory', async () => {
    const body = JSON.stringify({ ...pullRequestPayload(), padding: 'x'.repeat(24_000) });
    const forged = { ...signedHeaders('other', { secret: SECRET }) };
    const attack = (amount: number) =>
      autocannon({
        url: `${bot.url}${PATH}`,
        method: 'POST',
        headers: forged,
        body,
        connections: 50,
        amount,
      });
    await attack(5000);
    const before = { log: bot.said.length, memory: bot.memory().now };

    const result = await attack(50_000);
    const growth = bot.memory().now - before.memory;
    here.pass(2 * MINUTE);
    await expectToServe();
    await expect.poll(() => bot.linesOf(REFUSED).length).toBeGreaterThan(0);

    expect(result.statusCodeStats?.['401']?.count).toBe(50_000);
    expect(bot.said.length - before.log).toBeLessThan(5000);
    expect(bot.memory().peak).toBeLessThan(350 * MB);
    expect(growth).toBeLessThan(100 * MB);
  }, 60_000);

  test('nothing that was sent is in the log', () => {
    here.pass(COALESCED);
    expect(bot.said).not.toMatch(/x-flood|yyyyy|xxxxx|solar_flare|a-secret-of-a-test/);
  });
});
