import { expect, test } from 'vitest';
import {
  Forbidden,
  ForgeUnavailable,
  RateLimited,
  UnexpectedAnswer,
} from '../../../src/forge/errors.ts';
import type { Forge } from '../../../src/forge/forge.ts';
import type { GithubClient } from '../../../src/forge/github/calls.ts';
import { githubForge } from '../../../src/forge/github/github-forge.ts';
import { githubWire, NOW, TOKEN } from './github-wire.ts';
import { pull, reading, REF, WANTED } from './subject-answers.ts';

const wire = githubWire();
const MINUTE = 60_000;
const RESET = { 'x-ratelimit-reset': String(NOW / 1000 + 900) };
const SECRET_BODY = 'the words of the notice';

const read = async (): Promise<unknown> => wire().forge().readSubject(REF, WANTED);
const ask = async (): Promise<unknown> => wire().forge().permissionOf(REF, 'ann');
const PERMISSION = '/repos/octo/hello/collaborators/ann/permission';

function forgeOf(octokit: GithubClient): Forge {
  return githubForge({ octokit, host: 'github.com', clock: wire().clock });
}

type Waits = { limit: 'primary' | 'secondary'; retryAt: number };

test.each<[string, number, string, Record<string, string>, Waits]>([
  [
    'its quota',
    403,
    'API rate limit exceeded',
    { 'x-ratelimit-remaining': '0', ...RESET },
    { limit: 'primary', retryAt: NOW + 15 * MINUTE },
  ],
  [
    'its quota, by 429',
    429,
    '',
    { 'x-ratelimit-remaining': '0', ...RESET },
    { limit: 'primary', retryAt: NOW + 15 * MINUTE },
  ],
  [
    'a quota that should be back',
    403,
    '',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
    { limit: 'primary', retryAt: NOW + 1000 },
  ],
  [
    'a quota without an end',
    403,
    '',
    { 'x-ratelimit-remaining': '0' },
    { limit: 'primary', retryAt: NOW + MINUTE },
  ],
  [
    'a burst, in seconds',
    403,
    'secondary rate limit',
    { 'retry-after': '120' },
    { limit: 'secondary', retryAt: NOW + 2 * MINUTE },
  ],
  [
    'a burst, by date',
    429,
    '',
    { 'retry-after': 'Wed, 24 Jun 2026 14:10:00 GMT' },
    { limit: 'secondary', retryAt: NOW + 5 * MINUTE },
  ],
  [
    'a burst, by nonsense',
    429,
    '',
    { 'retry-after': 'soon' },
    { limit: 'secondary', retryAt: NOW + MINUTE },
  ],
  [
    'a burst, by words only',
    403,
    'You have exceeded a secondary rate limit',
    {},
    { limit: 'secondary', retryAt: NOW + MINUTE },
  ],
  ['a burst, without words', 429, '', {}, { limit: 'secondary', retryAt: NOW + MINUTE }],
  [
    'a wait of a year',
    429,
    '',
    { 'retry-after': '31536000' },
    { limit: 'secondary', retryAt: NOW + 24 * 60 * MINUTE },
  ],
])('GitHub asks for patience because of %s', async (_, status, message, headers, expected) => {
  wire().rest('GET', PERMISSION, status, { message }, headers);
  await expect(ask()).rejects.toMatchObject({ name: 'RateLimited', ...expected });

  wire().graphqlFails(status, { message }, headers);
  await expect(read()).rejects.toMatchObject({ name: 'RateLimited', ...expected });
});

test('a quota of GraphQL ends with an answer of 200', async () => {
  const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
  wire().graphqlFails(200, { errors }, RESET);

  await expect(read()).rejects.toEqual(
    new RateLimited(
      'GitHub, read octo/hello#7: API rate limit exceeded (RATE_LIMITED)',
      'primary',
      NOW + 15 * MINUTE,
    ),
  );
});

test.each([
  ['Bad credentials', 401, 'Bad credentials', {}, 'a valid token'],
  ['no permission', 403, 'Resource not accessible', {}, 'metadata=read'],
  [
    'a permission that GitHub names',
    403,
    'No',
    { 'x-accepted-github-permissions': 'members=read' },
    'members=read',
  ],
])(
  '%s is forbidden, and the error says what it takes',
  async (_, status, message, headers, needs) => {
    wire().rest('GET', PERMISSION, status, { message }, headers);

    const error: unknown = await ask().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(Forbidden);
    expect(error).toMatchObject({ needs });
  },
);

test.each([
  ['500', 500, { message: 'oops' }],
  ['502 with a page', 502, '<html>Bad gateway</html>'],
  ['503', 503, ''],
  ['504', 504, { message: 'timeout' }],
])('%s means that GitHub is not there', async (_, status, body) => {
  wire().rest('GET', PERMISSION, status, body);
  await expect(ask()).rejects.toThrow(ForgeUnavailable);

  wire().graphqlFails(status, body);
  await expect(read()).rejects.toThrow(ForgeUnavailable);
});

test('a broken connection means that GitHub is not there', async () => {
  wire().breaks();

  await expect(read()).rejects.toThrow(ForgeUnavailable);
});

test('a request that is never answered is given up after a minute', async () => {
  let signal: AbortSignal | undefined;
  const silent = (_: string, { request }: Record<string, unknown>): Promise<never> => {
    signal = (request as { signal: AbortSignal }).signal;
    return new Promise(() => undefined);
  };
  const forge = forgeOf({ graphql: silent, request: silent });

  const answer = forge.readSubject(REF, WANTED).catch((thrown: unknown) => thrown);
  await wire().clock.pass(MINUTE);

  await expect(answer).resolves.toEqual(
    new ForgeUnavailable('GitHub, read octo/hello#7: no answer for 60000 ms'),
  );
  expect(signal?.aborted).toBe(true);
});

test.each([
  ['FORBIDDEN', 'Resource not accessible by integration', 'Forbidden'],
  ['INSUFFICIENT_SCOPES', 'Your token has not been granted the scopes', 'Forbidden'],
  ['UNPROCESSABLE', 'Could not open the pull request.', 'Refused'],
  ['FORBIDDEN', 'The conversation is locked', 'Refused'],
  ['SERVICE_UNAVAILABLE', 'later', 'ForgeUnavailable'],
  [
    '',
    'Something went wrong while executing your query. This may be the result of a timeout',
    'ForgeUnavailable',
  ],
  ['UNPROCESSABLE', 'was submitted too quickly', 'RateLimited'],
  ['undefinedField', "Field 'x' doesn't exist on type 'Issue'", 'UnexpectedAnswer'],
])('GraphQL says %s: %s', async (type, message, expected) => {
  const error = { message, ...(type === '' ? {} : { type }) };
  wire().graphqlFails(200, { data: null, errors: [error] });

  await expect(read()).rejects.toMatchObject({ name: expected });
});

test.each([
  ['no data', { data: {} }],
  ['a text', '"hello"'],
  ['another shape', { data: { repository: { subject: { kind: 'Discussion' } } } }],
])('an answer with %s is unexpected, and its values are not repeated', async (_, body) => {
  wire().graphqlFails(200, body);

  const error: unknown = await read().catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(UnexpectedAnswer);
  expect(String(error)).not.toMatch(/hello"|Discussion/);
});

test('an error repeats neither the token nor what was to be written, however it is printed', async () => {
  const message = `Variable $body0 of type String! was provided invalid value ${SECRET_BODY}`;
  wire().answers(reading(pull()));
  const forge = wire().forge();
  await forge.readSubject(REF, WANTED);
  wire()
    .graphqlFails(200, { data: null, errors: [{ message, type: 'UNPROCESSABLE' }] })
    .graphqlFails(422, { message: 'Validation Failed', errors: [{ value: SECRET_BODY }] })
    .breaks();

  for (let attempt = 0; attempt < 3; attempt += 1) {
    const error = (await forge
      .write(REF, [{ do: 'reply', body: SECRET_BODY }])
      .catch((thrown: unknown) => thrown)) as Error;
    const printed = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join();

    expect(error).toBeInstanceOf(Error);
    expect(printed).not.toContain(TOKEN);
    expect(printed).not.toContain(SECRET_BODY);
  }
});

test('a message of GitHub cannot break a line of the log, and is kept short', async () => {
  wire().rest('GET', PERMISSION, 418, { message: `a\r\nb\u001B[31m${'c'.repeat(1000)}` });

  const error = (await ask().catch((thrown: unknown) => thrown)) as Error;

  expect(error).toBeInstanceOf(UnexpectedAnswer);
  expect(error.message).toMatch(/^[ -~]+$/);
  expect(error.message.length).toBeLessThan(300);
});

const broken = (): Promise<never> => Promise.reject(new TypeError('not a function'));

test('a mistake of ours is not taken for one of GitHub', async () => {
  const forge = forgeOf({ graphql: broken, request: broken });

  await expect(forge.self()).rejects.toThrow(TypeError);
});

test.each([401, 403, 404])(
  'a token that cannot be made (%d) is not a repository that is gone',
  async (status) => {
    const thrown = Object.assign(new Error('Not Found'), {
      status,
      request: { url: 'https://api.github.com/app/installations/1/access_tokens' },
      response: { status, headers: {}, data: { message: 'Not Found' } },
    });
    const refused = (): Promise<never> => Promise.reject(thrown);
    const forge = forgeOf({ graphql: refused, request: refused });

    await expect(forge.permissionOf(REF, 'ann')).rejects.toThrow(Forbidden);
    await expect(forge.readSubject(REF, WANTED)).rejects.toThrow(Forbidden);
  },
);
