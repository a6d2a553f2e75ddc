import { expect, test } from 'vitest';
import { ForgeUnavailable } from '../../../src/forge/errors.ts';
import { githubWire, refusal } from './github-wire.ts';
import {
  app,
  comment,
  issue,
  NO_PAGE,
  pull,
  reading,
  REF,
  rest,
  user,
  WANTED,
} from './subject-answers.ts';

const wire = githubWire();
const at = (time: string): number => Date.parse(`2026-06-24T${time}Z`);

test('a pull request is read in one request', async () => {
  const labels = { nodes: [{ id: 'L1', name: 'needs "love" `now`' }, null] };
  wire().answers(
    reading(
      pull({
        title: '`$(rm -rf)` ${{ secrets }} @everyone',
        lastEditedAt: '2026-06-24T14:00:30Z',
        author: app('renovate'),
        labels,
        assignees: { nodes: [{ login: 'bob' }] },
        isDraft: true,
        locked: true,
      }),
    ),
  );

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found).toEqual({
    subject: {
      ...REF,
      kind: 'pull-request',
      title: '`$(rm -rf)` ${{ secrets }} @everyone',
      body: '## Problem',
      author: { login: 'renovate[bot]', isBot: true },
      state: 'open',
      merged: false,
      draft: true,
      locked: true,
      labels: ['needs "love" `now`'],
      assignees: ['bob'],
      url: 'https://github.com/octo/hello/pull/7',
      createdAt: at('14:00:00'),
      updatedAt: at('14:01:00'),
      branches: {
        base: 'main',
        baseIsDefault: true,
        head: 'fix',
        headSha: 'a'.repeat(40),
        headRepository: 'ann/hello',
      },
    },
    editedAt: at('14:00:30'),
    ownNotices: [],
    commands: [],
    events: [],
    references: [],
    closing: [],
    permissions: new Map(),
  });
  expect(wire().rates).toEqual([
    { resource: 'graphql', remaining: 4999, resetAt: at('15:00:00'), cost: 1 },
  ]);
});

test('an issue of a deleted account is read in one request, and GitHub closes nothing by it', async () => {
  wire().answers(reading(issue({ author: null, closed: true })));

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, changes: true });

  expect(found?.subject).toMatchObject({
    kind: 'issue',
    author: { login: 'ghost', isBot: false },
    state: 'closed',
    merged: false,
  });
  expect(found).not.toHaveProperty('closing');
  expect(found).not.toHaveProperty('changes');
  expect(found?.subject).not.toHaveProperty('branches');
});

test.each([
  ['a merged one', { merged: true, closed: true }, { state: 'closed', merged: true }],
  ['one without a repository of its head', { headRepository: null }, { state: 'open' }],
])('a pull request may be %s', async (_, differs, expected) => {
  wire().answers(reading(pull(differs), { defaultBranchRef: { name: 'dev' } }));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.subject).toMatchObject(expected);
  expect(found?.subject.branches?.baseIsDefault).toBe(false);
});

test.each([
  ['the subject', reading(refusal('NOT_FOUND'))],
  ['the repository', { rateLimit: null, repository: refusal('NOT_FOUND') }],
  ['the repository, without a reason,', { rateLimit: null, repository: null }],
])('when %s is gone, there is no reading', async (_, answer) => {
  wire().answers(answer);

  await expect(wire().forge().readSubject(REF, WANTED)).resolves.toBeUndefined();
});

test.each([0, -1, 1.5, 2 ** 31])('number %d is not even asked for', async (number) => {
  await expect(
    wire()
      .forge()
      .readSubject({ ...REF, number }, WANTED),
  ).resolves.toBeUndefined();
});

test('a subject that goes away while its old comments are read has no reading', async () => {
  const pageInfo = { hasPreviousPage: true, startCursor: 'c' };
  wire()
    .answers(reading(pull({ comments: { pageInfo, nodes: [] } })))
    .answers({ rateLimit: null, subject: refusal('NOT_FOUND') });

  await expect(wire().forge().readSubject(REF, WANTED)).resolves.toBeUndefined();
});

test.each([
  ['that GitHub failed to give', 'SERVICE_UNAVAILABLE'],
  ['that was deleted meanwhile', 'NOT_FOUND'],
])('a part %s does not make the subject look gone', async (_, type) => {
  wire().answers(reading(pull({ comments: refusal(type) })));

  await expect(wire().forge().readSubject(REF, WANTED)).rejects.toThrow(ForgeUnavailable);
});

test('what the bot may not see of a pull request is left out, and the log says so', async () => {
  wire().answers(
    reading(
      pull({
        closing: refusal('FORBIDDEN'),
        manual: refusal('FORBIDDEN'),
        headRepository: refusal('FORBIDDEN'),
      }),
    ),
  );

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found).not.toHaveProperty('closing');
  expect(found?.subject.branches).not.toHaveProperty('headRepository');
  expect(wire().debugged).toHaveLength(3);
  expect(wire().debugged[0]).toContain('FORBIDDEN at repository.subject.');
});

test('own notices are comments of ours that begin with the marker at their first byte', async () => {
  const own = { viewerDidAuthor: true, author: app('hygiene') };
  const nodes = [
    comment({ ...own, id: 'first', body: '<!-- hygiene v1 -->', isMinimized: true }),
    comment({ ...own, id: 'indented', body: ' <!-- hygiene v1 -->' }),
    comment({ ...own, id: 'quoted', body: '> <!-- hygiene v1 -->' }),
    comment({ id: 'forged', body: '<!-- hygiene v1 -->', author: user('mallory') }),
    null,
    comment({ ...own, id: 'last', body: '<!-- hygiene v1 -->' }),
  ];
  wire().answers(reading(pull({ comments: { pageInfo: NO_PAGE, nodes } })));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.ownNotices.map(({ id, minimised }) => [id, minimised])).toEqual([
    ['first', true],
    ['last', false],
  ]);
  expect(found?.ownNotices[0]?.author).toEqual({ login: 'hygiene[bot]', isBot: true });
});

const reactions = (content: string, viewerHasReacted: boolean): object => ({
  reactionGroups: [{ content, viewerHasReacted }],
});

test('commands are comments of others that begin with the prefix, answered once we reacted', async () => {
  const nodes = [
    comment({ id: 'new', body: '/hygiene recheck' }),
    comment({ id: 'liked', body: '\r\n /hygiene recheck', ...reactions('THUMBS_UP', false) }),
    comment({ id: 'done', body: '/hygiene recheck', ...reactions('THUMBS_UP', true) }),
    comment({ id: 'unclear', body: '/hygiene dance', ...reactions('CONFUSED', true) }),
    comment({ id: 'seen', body: '/hygiene recheck', ...reactions('EYES', true) }),
    comment({ id: 'talk', body: 'Try /hygiene recheck' }),
    comment({ id: 'own', body: '/hygiene recheck', viewerDidAuthor: true }),
  ];
  wire().answers(reading(pull({ comments: { pageInfo: NO_PAGE, nodes } })));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.commands.map(({ id, answered }) => [id, answered])).toEqual([
    ['new', false],
    ['liked', false],
    ['done', true],
    ['unclear', true],
    ['seen', false],
  ]);
});

const notice = (id: string): object =>
  comment({ id, viewerDidAuthor: true, body: '<!-- hygiene -->' });
const happened = (kind: string): object => ({
  kind,
  createdAt: '2026-06-24T14:03:00Z',
  actor: user('ann'),
});

test('what does not fit into one request is read to its end, and in order', async () => {
  wire()
    .answers(
      reading(
        pull({
          comments: {
            pageInfo: { hasPreviousPage: true, startCursor: 'c2' },
            nodes: [notice('third'), comment({ body: '/hygiene recheck' })],
          },
          events: {
            pageInfo: { hasPreviousPage: true, startCursor: 'e2' },
            nodes: [happened('ReopenedEvent')],
          },
          additions: 3,
          deletions: 4,
          files: { pageInfo: { hasNextPage: true, endCursor: 'f1' }, nodes: [{ path: 'a.md' }] },
        }),
      ),
    )
    .answers(
      rest({
        comments: {
          pageInfo: { hasPreviousPage: true, startCursor: 'c1' },
          nodes: [notice('second'), comment({ body: '/hygiene recheck' })],
        },
        events: { pageInfo: NO_PAGE, nodes: [happened('ClosedEvent')] },
        files: { pageInfo: { hasNextPage: false, endCursor: 'f2' }, nodes: [{ path: 'b.md' }] },
      }),
    )
    .answers(rest({ comments: { pageInfo: NO_PAGE, nodes: [notice('first')] } }));

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, changes: true });

  expect(found?.ownNotices.map(({ id }) => id)).toEqual(['first', 'second', 'third']);
  expect(found?.commands).toHaveLength(1);
  expect(found?.events.map(({ kind }) => kind)).toEqual(['closed', 'reopened']);
  expect(found?.changes).toEqual({ lines: 7, files: ['a.md', 'b.md'] });
  expect(
    wire()
      .asked.map(({ variables }) => variables)
      .slice(1),
  ).toEqual([
    {
      id: 'SUBJECT',
      comments: true,
      commentsBefore: 'c2',
      events: true,
      eventsBefore: 'e2',
      files: true,
      filesAfter: 'f1',
    },
    {
      id: 'SUBJECT',
      comments: true,
      commentsBefore: 'c1',
      events: false,
      eventsBefore: null,
      files: false,
      filesAfter: null,
    },
  ]);
});

test('a cursor that does not move ends the reading', async () => {
  const stuck = {
    comments: { pageInfo: { hasPreviousPage: true, startCursor: 'c' }, nodes: [] },
  };
  wire()
    .answers(reading(issue(stuck)))
    .answers(rest({ ...stuck, kind: 'Issue' }));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found).toMatchObject({ subject: { number: REF.number }, ownNotices: [] });
});
