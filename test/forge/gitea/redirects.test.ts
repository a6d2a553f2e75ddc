import { expect, onTestFinished, test } from 'vitest';
import { Refused, UnexpectedAnswer } from '../../../src/forge/errors.ts';
import type { Forge } from '../../../src/forge/forge.ts';
import { giteaForge } from '../../../src/forge/gitea/gitea-forge.ts';
import { json, type Loopback, type Seen, serve } from '../../support/loopback.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { SELF } from './gitea-wire.ts';
import { pullAnswer, REF, WANTED } from './subject-answers.ts';

type Answer = { status: number; location?: string; body?: unknown };

/** A server on loopback: real redirects of a real fetch. */
async function serving(answer: (request: Seen) => Answer): Promise<Loopback> {
  const server = await serve((response, request) => {
    const { status, location, body } = answer(request);
    if (location === undefined) json(response, body, status);
    else response.writeHead(status, { location }).end();
  });
  onTestFinished(() => server.close());
  return server;
}

function forgeAt(baseUrl: string): Forge {
  const clock = new SteppedClock();
  const server = { kind: 'gitea', version: '1.26.1', major: 1, minor: 26 } as const;
  return giteaForge({
    kind: 'gitea',
    baseUrl,
    host: 'g.test',
    token: 't',
    self: SELF,
    server,
    clock,
  });
}

test.each([301, 302, 307, 308])('a repository is followed to its new name: %i', async (status) => {
  const server = await serving(({ url }) => {
    if (url.startsWith('/api/v1/repos/octo/hello/pulls/7'))
      return { status, location: '/api/v1/repos/octo/new/pulls/7' };
    return { status: 200, body: url.endsWith('/pulls/7') ? pullAnswer() : [] };
  });

  expect(await forgeAt(server.url).readSubject(REF, WANTED)).toMatchObject({
    subject: { number: 7 },
  });
});

test.each([301, 307, 308])(
  'a write is followed with its method and its body: %i',
  async (status) => {
    const server = await serving(({ url }) =>
      url.includes('/hello/')
        ? { status, location: url.replace('/hello/', '/new/') }
        : { status: 201, body: {} },
    );

    await forgeAt(server.url).write(REF, [{ do: 'reply', body: 'Hi' }]);

    expect(server.seen.at(-1)).toMatchObject({ method: 'POST', body: '{"body":"Hi"}' });
  },
);

test('a write is not turned into a read by a redirect', async () => {
  const server = await serving(({ method }) =>
    method === 'POST' ? { status: 302, location: '/elsewhere' } : { status: 200, body: {} },
  );

  await expect(forgeAt(server.url).write(REF, [{ do: 'reply', body: 'Hi' }])).rejects.toThrow(
    UnexpectedAnswer,
  );
  expect(server.seen).toHaveLength(1);
});

test('the token does not follow to another host', async () => {
  const other = await serving(() => ({ status: 200, body: pullAnswer() }));
  const server = await serving(() => ({ status: 301, location: `${other.url}/api/v1/user` }));

  const reading = forgeAt(server.url).readSubject(REF, WANTED);

  await expect(reading).rejects.toThrow(UnexpectedAnswer);
  await expect(reading).rejects.toThrow(`it redirects to ${other.url}`);
  expect(other.seen).toEqual([]);
});

test('a circle of redirects ends', async () => {
  const server = await serving(({ url }) => ({ status: 301, location: url }));

  await expect(forgeAt(server.url).readSubject(REF, WANTED)).rejects.toThrow(UnexpectedAnswer);
  expect(server.seen.length).toBeLessThan(6);
});

test.each(['', '/', '/git', '/git/', '/git/api/v1', '/git/api/v1/'])(
  'the address of the server may end in "%s"',
  async (ending) => {
    const server = await serving(() => ({ status: 200, body: pullAnswer() }));

    await forgeAt(`${server.url}${ending}`)
      .readSubject(REF, WANTED)
      .catch(() => undefined);

    const path = ending.startsWith('/git') ? '/git' : '';
    expect(server.seen[0]).toMatchObject({
      url: `${path}/api/v1/repos/octo/hello/pulls/7`,
      headers: { authorization: 'token t', accept: 'application/json' },
    });
  },
);

test.each([
  [{ owner: '..', name: 'hello', number: 7 }],
  [{ owner: 'octo', name: '.', number: 7 }],
  [{ owner: '', name: 'hello', number: 7 }],
])('no name climbs out of its place: %j', async (ref) => {
  const server = await serving(() => ({ status: 200, body: {} }));

  expect(await forgeAt(server.url).readSubject(ref, WANTED)).toBeUndefined();
  await expect(forgeAt(server.url).write(ref, [{ do: 'close' }])).rejects.toThrow(Refused);
  expect(server.seen).toEqual([]);
});

test('slashes, questions and fragments of a name stay within it', async () => {
  const server = await serving(() => ({ status: 404 }));

  await forgeAt(server.url).readFile({ owner: 'a/b', name: 'c?d#e' }, 'x y/é%2F..', 'refs/a&b');

  expect(server.seen[0]?.url).toBe(
    '/api/v1/repos/a%2Fb/c%3Fd%23e/contents/x%20y/%C3%A9%252F..?ref=refs%2Fa%26b',
  );
});
