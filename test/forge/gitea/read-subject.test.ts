import { expect, test } from 'vitest';
import { ForgeUnavailable, UnexpectedAnswer } from '../../../src/forge/errors.ts';
import type { GiteaServer } from '../../../src/forge/gitea/version.ts';
import { giteaWire, SELF } from './gitea-wire.ts';
import {
  ANN,
  BOT,
  commentAnswer,
  entry,
  GHOST,
  ISSUE,
  issueAnswer,
  looksAt,
  PULL,
  pullAnswer,
  REF,
  timelinePage,
  WANTED,
} from './subject-answers.ts';

const wire = giteaWire();

test('translates a pull request, with its instants in any zone', async () => {
  looksAt(wire());

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading).toEqual({
    subject: {
      ...REF,
      kind: 'pull-request',
      title: 'fix: a',
      body: 'Because.',
      author: { login: 'ann', isBot: false },
      state: 'open',
      merged: false,
      draft: false,
      locked: false,
      labels: ['bug'],
      assignees: [],
      url: 'https://gitea.test/git/octo/hello/pulls/7',
      createdAt: Date.parse('2026-06-24T14:00:00Z'),
      updatedAt: Date.parse('2026-06-24T14:01:00Z'),
      branches: {
        base: 'main',
        baseIsDefault: true,
        head: 'topic',
        headSha: 'abc',
        headRepository: 'ann/hello',
      },
    },
    ownNotices: [],
    commands: [],
    events: [],
    references: [],
    permissions: new Map(),
  });
});

test.each([
  ['the server, against the title', { title: 'WIP: a', draft: false }, false],
  ['the server, whose administrator added a prefix', { title: 'Entwurf: a', draft: true }, true],
  ['the title, where the server does not say', { title: '[wip] a', draft: undefined }, true],
  ['a prefix that was configured', { title: 'later: a', draft: undefined }, true],
])('a draft is told by %s', async (_, given, draft) => {
  const { draft: told, ...rest } = pullAnswer(given) as { draft?: boolean };
  looksAt(wire(), { pull: { ...rest, ...(told === undefined ? {} : { draft: told }) } });
  const settings = { draftPrefixes: ['[WIP]', 'LATER:'] };

  const reading = await wire().forge({ settings }).readSubject(REF, WANTED);

  expect(reading?.subject.draft).toBe(draft);
});

test('lists may be null or have holes, texts may be null', async () => {
  const pull = pullAnswer({ labels: null, assignees: [null, ANN], body: null, user: null });
  looksAt(wire(), { pull, comments: [null as unknown as object] });

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.subject).toMatchObject({
    labels: [],
    assignees: ['ann'],
    body: '',
    author: { login: 'ghost', isBot: false },
  });
});

test('an account of the server itself is a bot, a deleted one is a ghost', async () => {
  const author = { id: -2, login: 'gitea-actions' };
  looksAt(wire(), {
    pull: pullAnswer({ user: author }),
    comments: [commentAnswer(1, GHOST, '/hygiene recheck')],
  }).on('GET', 'repos/octo/hello/issues/comments/1/reactions', 200, 'null');

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.subject.author).toEqual({ login: 'gitea-actions', isBot: true });
  expect(reading?.commands).toMatchObject([
    { author: { login: 'ghost', isBot: false }, answered: false },
  ]);
});

test('a fork that was deleted has no name', async () => {
  const head = { label: '', ref: 'refs/pull/7/head', sha: 'abc', repo: null };
  looksAt(wire(), { pull: pullAnswer({ head }) });

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.subject.branches).not.toHaveProperty('headRepository');
});

test('an issue is found behind the pull requests, and known from then on', async () => {
  const forge = wire().forge();
  wire().on('GET', PULL, 404, { message: 'not found' });
  for (let look = 0; look < 2; look += 1) {
    wire().on('GET', ISSUE, 200, issueAnswer()).on('GET', timelinePage(1), 200, []);
  }

  const first = await forge.readSubject(REF, { ...WANTED, changes: true });
  const second = await forge.readSubject(REF, WANTED);

  expect(first?.subject.kind).toBe('issue');
  expect(second?.subject).not.toHaveProperty('branches');
  expect(wire().requests.filter((request) => request === `GET ${PULL}`)).toHaveLength(1);
});

test('a pull request that only shows as an issue is not taken for one', async () => {
  wire()
    .on('GET', PULL, 404)
    .on('GET', ISSUE, 200, issueAnswer({ pull_request: { merged: false } }));

  expect(await wire().forge().readSubject(REF, WANTED)).toBeUndefined();
});

test('the timeline is read until an empty page, however short the pages are; then comments come at once', async () => {
  wire()
    .on('GET', PULL, 200, pullAnswer())
    .on('GET', `${ISSUE}/comments`, 200, [commentAnswer(5, BOT, '<!-- ours -->')]);
  for (const page of [1, 2, 3]) {
    wire().on('GET', timelinePage(page), 200, [
      { type: 'close', user: ANN, created_at: `2026-06-24T14:0${page}:00Z` },
    ]);
  }
  wire().on('GET', timelinePage(4), 200, 'null');

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.events).toHaveLength(3);
  expect(reading?.ownNotices.map(({ id }) => id)).toEqual(['5']);
});

const WHOLE = `${ISSUE}/timeline`;

test.each<[string, GiteaServer]>([
  ['Gitea 1.25', { kind: 'gitea', version: '1.25.4', major: 1, minor: 25 }],
  ['Forgejo 11', { kind: 'forgejo', version: '11.0.1', major: 11, minor: 0 }],
  ['Forgejo 17', { kind: 'forgejo', version: '17.0.0', major: 17, minor: 0 }],
])('%s tells a whole timeline at once, comments among it', async (_, server) => {
  const many = Array.from({ length: 60 }, () => entry('lock'));
  const said = { ...commentAnswer(5, BOT, '<!-- ours -->'), type: 'comment' };
  wire()
    .on('GET', PULL, 200, pullAnswer())
    .on('GET', WHOLE, 200, [...many, said]);

  const reading = await wire().forge({ kind: server.kind, server }).readSubject(REF, WANTED);

  expect(reading?.events).toHaveLength(60);
  expect(reading?.ownNotices.map(({ id }) => id)).toEqual(['5']);
  expect(wire().requests).toHaveLength(2);
});

test('a server to come is believed to cut its timelines', async () => {
  const server = { kind: 'forgejo', version: '18.0.0', major: 18, minor: 0 } as const;
  looksAt(wire());

  const reading = await wire().forge({ kind: 'forgejo', server }).readSubject(REF, WANTED);

  expect(reading?.subject.number).toBe(REF.number);
  expect(wire().requests).toContainEqual(expect.stringMatching(/timeline\?.*page=1/));
});

test('without a timeline the comments are asked for, and without both the subject is gone', async () => {
  const server = { kind: 'gitea', version: '1.16.0', major: 1, minor: 16 } as const;
  const forge = wire().forge({ server });
  wire()
    .on('GET', PULL, 200, pullAnswer())
    .on('GET', WHOLE, 404)
    .on('GET', `${ISSUE}/comments`, 200, [commentAnswer(5, BOT, '<!-- ours -->')])
    .on('GET', PULL, 200, pullAnswer())
    .on('GET', WHOLE, 404)
    .on('GET', `${ISSUE}/comments`, 404);

  expect((await forge.readSubject(REF, WANTED))?.ownNotices).toHaveLength(1);
  expect(await forge.readSubject(REF, WANTED)).toBeUndefined();
});

test('with reviews about, one empty page is not taken for the end', async () => {
  wire()
    .on('GET', PULL, 200, pullAnswer({ review_comments: 1 }))
    .on('GET', timelinePage(1), 200, 'null')
    .on('GET', timelinePage(2), 200, [{ type: 'lock', created_at: '2026-06-24T14:00:00Z' }])
    .on('GET', timelinePage(3), 200, 'null')
    .on('GET', timelinePage(4), 200, 'null');

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.events).toMatchObject([{ kind: 'locked' }]);
});

test('notices are those of our account that begin with the marker, oldest first', async () => {
  const old = { created_at: '2026-06-24T13:00:00Z' };
  const comments = [
    commentAnswer(5, BOT, '<!-- ours -->second'),
    commentAnswer(6, ANN, '<!-- ours -->forged'),
    commentAnswer(7, BOT, 'a word <!-- ours -->'),
    commentAnswer(8, { ...BOT, login: 'Hygiene-Bot' }, '<!-- ours -->first', old),
  ];
  looksAt(wire(), { comments });

  const reading = await wire().forge().readSubject(REF, WANTED);

  expect(reading?.ownNotices.map(({ id }) => id)).toEqual(['8', '5']);
  expect(reading?.ownNotices[1]).toEqual({
    id: '5',
    author: { login: 'hygiene-bot', isBot: false },
    body: '<!-- ours -->second',
    createdAt: Date.parse('2026-06-24T14:02:00Z'),
    url: 'https://gitea.test/git/octo/hello/pulls/7#issuecomment-5',
    minimised: false,
  });
});

test('our account is asked for once, and again after a failure', async () => {
  const forge = wire().forge({ self: undefined as never });
  wire().on('GET', 'user', 503).on('GET', 'user', 200, BOT);

  await expect(forge.self()).rejects.toThrow(ForgeUnavailable);
  expect([await forge.self(), await forge.self()]).toEqual([SELF, SELF]);
});

test.each([
  [0, 'no number'],
  [-1, 'a negative one'],
  [1.5, 'a broken one'],
  [2 ** 60, 'one beyond counting'],
])('asks for nothing at %d, which is %s', async (number) => {
  expect(
    await wire()
      .forge()
      .readSubject({ ...REF, number }, WANTED),
  ).toBeUndefined();
});

test('an answer of another shape is told by its places, without its words', async () => {
  wire().on('GET', PULL, 200, { ...pullAnswer(), number: 'the words of the body' });

  const error: unknown = await wire()
    .forge()
    .readSubject(REF, WANTED)
    .catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(UnexpectedAnswer);
  expect(String(error)).toContain('number');
  expect(String(error)).not.toContain('words');
});
