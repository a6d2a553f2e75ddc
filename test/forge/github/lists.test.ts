import { expect, test } from 'vitest';
import { Forbidden } from '../../../src/forge/errors.ts';
import { githubWire, refusal } from './github-wire.ts';

const wire = githubWire();
const HELLO = { owner: 'octo', name: 'hello' };

const END = { hasNextPage: false, endCursor: null };
const more = (endCursor: string): object => ({ hasNextPage: true, endCursor });
/** Of each number, updated that many minutes after 14:00. */
const listed = (pageInfo: object, ...numbers: number[]): object => ({
  pageInfo,
  nodes: numbers.map((number) => ({
    number,
    updatedAt: new Date(Date.parse('2026-06-24T14:00:00Z') + number * 60_000).toISOString(),
  })),
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('pull requests and issues of a label come together, the latest update first', async () => {
  wire()
    .answers({
      rateLimit: { cost: 1, remaining: 10, resetAt: '2026-06-24T15:00:00Z' },
      repository: { pulls: listed(more('p1'), 9, 7), issues: listed(END, 8, 2) },
    })
    .answers({ rateLimit: null, repository: { pulls: listed(END, 7, 3, 1) } });

  const found = await all(wire().forge().listLabelled(HELLO, 'needs:"a,b"', 'closed'));

  expect(found.map(({ number, kind }) => `${kind} ${number}`)).toEqual([
    'pull-request 9',
    'issue 8',
    'pull-request 7',
    'pull-request 3',
    'issue 2',
    'pull-request 1',
  ]);
  expect(found[0]?.updatedAt).toBe(Date.parse('2026-06-24T14:09:00Z'));
  expect(wire().asked.map(({ variables }) => variables)).toEqual([
    {
      ...HELLO,
      labels: ['needs:"a,b"'],
      pullStates: ['CLOSED', 'MERGED'],
      issueStates: ['CLOSED'],
      pulls: true,
      pullsAfter: null,
      issues: true,
      issuesAfter: null,
    },
    expect.objectContaining({ pulls: true, pullsAfter: 'p1', issues: false }),
  ]);
});

test('open subjects are listed whatever their labels', async () => {
  wire().answers({
    rateLimit: null,
    repository: { pulls: listed(END, 1), issues: listed(END) },
  });

  const found = await all(wire().forge().listOpen(HELLO));

  expect(found.map(({ number }) => number)).toEqual([1]);
  expect(wire().asked[0]?.variables).toMatchObject({
    labels: null,
    pullStates: ['OPEN'],
    issueStates: ['OPEN'],
  });
});

test('who stops listening asks for nothing more', async () => {
  wire().answers({
    rateLimit: null,
    repository: { pulls: listed(more('p1'), 9, 8), issues: listed(END) },
  });

  for await (const { number } of wire().forge().listOpen(HELLO)) {
    expect(number).toBe(9);
    break;
  }
});

test('a repository that is gone has nothing to list', async () => {
  wire().answers({ rateLimit: null, repository: refusal('NOT_FOUND') });

  await expect(all(wire().forge().listOpen(HELLO))).resolves.toEqual([]);
});

const numbers = (from: number): number[] => Array.from({ length: 100 }, (_, at) => from - at);

test('two hundred subjects of a label take two requests', async () => {
  wire()
    .answers({
      rateLimit: null,
      repository: { pulls: listed(more('p'), ...numbers(200)), issues: listed(END) },
    })
    .answers({ rateLimit: null, repository: { pulls: listed(END, ...numbers(100)) } });

  await expect(all(wire().forge().listLabelled(HELLO, 'x', 'open'))).resolves.toHaveLength(200);
});

const named = (name: string, archived = false): object => ({
  name,
  archived,
  owner: { login: 'octo' },
});

test('the repositories of the installation are listed to the end, without the archived ones', async () => {
  const first = Array.from({ length: 100 }, (_, index) => named(`r${index}`, index === 0));
  wire()
    .rest('GET', '/installation/repositories?per_page=100&page=1', 200, { repositories: first })
    .rest('GET', '/installation/repositories?per_page=100&page=2', 200, {
      repositories: [named('last')],
    });

  const found = await all(wire().forge().listRepositories());

  expect(found).toHaveLength(100);
  expect(found[0]).toEqual({ owner: 'octo', name: 'r1' });
  expect(found.at(-1)).toEqual({ owner: 'octo', name: 'last' });
});

test('without an installation there is no list', async () => {
  wire().rest('GET', '/installation/repositories?per_page=100&page=1', 403, { message: 'No' });

  await expect(all(wire().forge().listRepositories())).rejects.toThrow(Forbidden);
});

test.each([
  [{ permission: 'admin', role_name: 'admin' }, 'admin'],
  [{ permission: 'write', role_name: 'maintain' }, 'maintain'],
  [{ permission: 'read', role_name: 'triage' }, 'triage'],
  [{ permission: 'write', role_name: 'release crew' }, 'write'],
  [{ permission: 'read' }, 'read'],
  [{ permission: 'none', role_name: 'none' }, 'none'],
  [{ permission: 'emperor' }, 'none'],
])('a collaborator of %o has the permission %s', async (told, expected) => {
  const rate = { 'x-ratelimit-remaining': '42', 'x-ratelimit-reset': '1782310000' };
  wire().rest('GET', '/repos/octo/hello/collaborators/a%2Fb/permission', 200, told, rate);

  await expect(wire().forge().permissionOf(HELLO, 'a/b')).resolves.toBe(expected);
  expect(wire().rates).toEqual([
    { resource: 'rest', remaining: 42, resetAt: 1_782_310_000_000, cost: 1 },
  ]);
});

test('who cannot see the repository has no permission', async () => {
  wire().rest('GET', '/repos/octo/hello/collaborators/ann/permission', 404, {});

  await expect(wire().forge().permissionOf(HELLO, 'ann')).resolves.toBe('none');
  await expect(wire().forge().permissionOf(HELLO, '')).resolves.toBe('none');
});

test.each([
  [200, { state: 'active' }, true],
  [200, { state: 'pending' }, false],
  [404, { message: 'Not Found' }, false],
])('a membership answered by %d %o counts: %s', async (status, body, expected) => {
  wire().rest('GET', '/orgs/octo/teams/co%20re/memberships/ann', status, body);

  await expect(wire().forge().isTeamMember(HELLO, 'co re', 'ann')).resolves.toBe(expected);
});

test('a token that may not see teams says so', async () => {
  wire().rest('GET', '/orgs/octo/teams/core/memberships/ann', 403, { message: 'No' });

  await expect(wire().forge().isTeamMember(HELLO, 'core', 'ann')).rejects.toMatchObject({
    needs: 'members=read',
  });
});

test('the own account is asked for once, and again only when that failed', async () => {
  const forge = wire().forge();
  wire().graphqlFails(502, '');
  await expect(forge.self()).rejects.toThrow('502');
  wire().answers({ rateLimit: null, viewer: { login: 'hygiene[bot]' } });

  const found = await Promise.all([forge.self(), forge.self()]);

  expect(found).toEqual([
    { login: 'hygiene[bot]', isBot: true },
    { login: 'hygiene[bot]', isBot: true },
  ]);
});

test('an own account that is known is not asked for', async () => {
  const self = { login: 'hygiene[bot]', isBot: true };

  await expect(wire().forge(self).self()).resolves.toEqual(self);
});
