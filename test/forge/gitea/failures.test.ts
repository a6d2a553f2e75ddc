import { expect, test } from 'vitest';
import {
  Forbidden,
  ForgeUnavailable,
  RateLimited,
  Refused,
  UnexpectedAnswer,
} from '../../../src/forge/errors.ts';
import { giteaWire, NOW, TOKEN } from './gitea-wire.ts';
import { ISSUE, PULL, REF, WANTED } from './subject-answers.ts';

const wire = giteaWire();
const SECRET_BODY = 'the words of the notice';
const COMMENTS = `${ISSUE}/comments`;

const read = async (): Promise<unknown> => thrownBy(wire().forge().readSubject(REF, WANTED));
const write = async (): Promise<unknown> =>
  thrownBy(
    wire()
      .forge()
      .write(REF, [{ do: 'post-notice', body: SECRET_BODY }]),
  );

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

type Row = [
  what: string,
  status: number,
  headers: Record<string, string>,
  limit: string,
  ms: number,
];

test.each<Row>([
  ['a proxy, in seconds', 429, { 'retry-after': '120' }, 'secondary', 120_000],
  [
    'a proxy, by date',
    429,
    { 'retry-after': 'Wed, 24 Jun 2026 14:10:00 GMT' },
    'secondary',
    300_000,
  ],
  ['a proxy, without a time', 429, {}, 'secondary', 60_000],
  ['a proxy, by nonsense', 429, { 'retry-after': 'soon' }, 'secondary', 60_000],
  ['a proxy, for years', 429, { 'retry-after': '999999999' }, 'secondary', 86_400_000],
  ['a proxy, at once', 429, { 'retry-after': '0' }, 'secondary', 1_000],
  ['a quota', 429, { 'retry-after': '90', 'x-ratelimit-remaining': '0' }, 'primary', 90_000],
  ['an overloaded server', 503, { 'retry-after': '30' }, 'secondary', 30_000],
])('%s asks for patience', async (_, status, headers, limit, ms) => {
  wire().on('GET', PULL, status, { message: 'busy' }, headers);

  const error = await read();

  expect(error).toBeInstanceOf(RateLimited);
  expect(error).toMatchObject({ limit, retryAt: NOW + ms });
});

test.each([500, 502, 503, 504, 520])('%i is a server that may work later', async (status) => {
  wire().on('GET', PULL, status, '<html>Bad gateway</html>');

  expect(await read()).toBeInstanceOf(ForgeUnavailable);
});

test.each([400, 409, 410, 412, 413, 422, 423, 451])('%i refuses a write', async (status) => {
  wire().on('POST', COMMENTS, status, { message: 'cannot', url: 'https://gitea.test/api/swagger' });

  const error = await write();

  expect(error).toBeInstanceOf(Refused);
  expect(String(error)).toContain(`post-notice on octo/hello#7: ${status} cannot`);
});

test('a write to what is gone is refused', async () => {
  wire().on('POST', COMMENTS, 404, { message: "The target couldn't be found." });

  expect(await write()).toBeInstanceOf(Refused);
});

test.each([
  [401, 'user does not exist [uid: 0, name: ]', 'a valid token'],
  [403, '', 'write:issue, and write access to the repository'],
  [
    403,
    'token does not have at least one of required scope(s), required=[write:issue], token scope=read:issue',
    'write:issue',
  ],
  [403, 'token does not have at least one of required scope(s): [write:issue]', 'write:issue'],
])('%i says "%s" and needs %s', async (status, message, needs) => {
  wire().on('POST', COMMENTS, status, { message });

  const error = await write();

  expect(error).toBeInstanceOf(Forbidden);
  expect(error).toMatchObject({ needs });
});

test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'])(
  'a connection that ends with %s says so, and nothing of the request',
  async (code) => {
    wire().breaks('POST', COMMENTS, code);

    const error = await write();

    expect(error).toBeInstanceOf(ForgeUnavailable);
    expect(inside(error)).not.toMatch(/secret|words/);
  },
);

test('no error holds the token, a body, or a line break of the server', async () => {
  const message = `no\n::error::${TOKEN}\u2028${'x'.repeat(1000)}`;
  wire().on('POST', COMMENTS, 422, { message });

  const error = await write();

  expect(inside(error)).not.toMatch(/secret|words/);
  expect(String(error)).not.toMatch(/[\n\u2028]/);
  expect(String(error).length).toBeLessThan(400);
});

test.each([
  ['a page for people', '<!doctype html><title>Sign in</title>'],
  ['a list for an object', '[]'],
  ['nothing', ''],
])('%s in place of the subject is not as documented', async (_, body) => {
  wire().on('GET', PULL, 200, body);

  expect(await read()).toBeInstanceOf(UnexpectedAnswer);
});

test('an answer that does not come is given up after 30 seconds', async () => {
  const reading = thrownBy(wire().forge({ fetch: never }).readSubject(REF, WANTED));

  await wire().clock.pass(30_000);

  expect(await reading).toBeInstanceOf(ForgeUnavailable);
});

test('a mistake of ours is not taken for one of the forge', async () => {
  expect(await thrownBy(wire().forge({ fetch: broken }).readSubject(REF, WANTED))).toBeInstanceOf(
    RangeError,
  );
});

test('what a proxy counts is told', async () => {
  const headers = { 'x-ratelimit-remaining': '41', 'x-ratelimit-reset': String(NOW / 1000 + 60) };
  wire().on('GET', PULL, 500, '', headers);

  await read();

  expect(wire().rates).toEqual([
    { resource: 'rest', remaining: 41, resetAt: NOW + 60_000, cost: 1 },
  ]);
});

function never(_: unknown, options?: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });
}

function broken(): Promise<Response> {
  return Promise.reject(new RangeError('ours'));
}

/** Everything that a log could show of an error. */
function inside(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return JSON.stringify([message, stack, String(cause), error]);
}
