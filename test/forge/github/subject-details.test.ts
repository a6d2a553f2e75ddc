import { expect, test } from 'vitest';
import { githubWire, refusal } from './github-wire.ts';
import { app, NO_PAGE, pull, reading, REF, user, WANTED } from './subject-answers.ts';

const wire = githubWire();
const createdAt = '2026-06-24T14:00:00Z';
const at = Date.parse(createdAt);
const bob = { by: { login: 'bob', isBot: false } };
const actor = user('bob');

test.each([
  ['ClosedEvent', { actor }, { ...bob, kind: 'closed' }],
  [
    'ReopenedEvent',
    { actor: app('hygiene') },
    { by: { login: 'hygiene[bot]', isBot: true }, kind: 'reopened' },
  ],
  ['ClosedEvent', { actor: null }, { kind: 'closed' }],
  ['ConvertToDraftEvent', { actor }, { ...bob, kind: 'drafted' }],
  ['ReadyForReviewEvent', { actor }, { ...bob, kind: 'readied' }],
  ['LockedEvent', { actor }, { ...bob, kind: 'locked' }],
  ['UnlockedEvent', { actor }, { ...bob, kind: 'unlocked' }],
  ['TransferredEvent', { actor }, { ...bob, kind: 'transferred' }],
  ['HeadRefForcePushedEvent', { actor }, { ...bob, kind: 'head-replaced' }],
  ['HeadRefDeletedEvent', { actor }, { ...bob, kind: 'head-deleted' }],
  ['LabeledEvent', { actor, label: { name: 'x"`y' } }, { ...bob, kind: 'labelled', label: 'x"`y' }],
  ['UnlabeledEvent', { actor, label: { name: 'x' } }, { ...bob, kind: 'unlabelled', label: 'x' }],
  ['AssignedEvent', { actor, assignee: user('cy') }, { ...bob, kind: 'assigned', to: 'cy' }],
  [
    'AssignedEvent',
    { actor, assignee: app('helper') },
    { ...bob, kind: 'assigned', to: 'helper[bot]' },
  ],
  ['AssignedEvent', { actor, assignee: null }, { ...bob, kind: 'assigned', to: 'ghost' }],
  ['PullRequestReview', { author: actor, verdict: 'APPROVED' }, { ...bob, kind: 'reviewed' }],
  ['PullRequestReview', { author: actor, verdict: 'COMMENTED' }, { ...bob, kind: 'reviewed' }],
  ['PullRequestReview', { author: actor, verdict: 'PENDING' }, undefined],
  ['PullRequestReview', { author: user('ann'), verdict: 'COMMENTED' }, undefined],
])('a %s is known by its kind', async (kind, fields, expected) => {
  const nodes = [{ kind, createdAt, ...fields }];
  wire().answers(reading(pull({ events: { pageInfo: NO_PAGE, nodes } })));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.events).toEqual(expected === undefined ? [] : [{ at, ...expected }]);
});

const edits = (body: string | null, title?: string): object => ({
  lastEditedAt: body,
  renames: { nodes: title === undefined ? [] : [{ kind: 'RenamedTitleEvent', createdAt: title }] },
});
const LATER = '2026-06-24T14:09:00Z';

test.each([
  ['the body', edits(createdAt), at],
  ['the title', edits(null, createdAt), at],
  ['the title after the body', edits(createdAt, LATER), Date.parse(LATER)],
  ['the body after the title', edits(LATER, createdAt), Date.parse(LATER)],
  ['nothing', edits(null), undefined],
])('an edit of %s is known by its time', async (_, differs, expected) => {
  wire().answers(reading(pull(differs)));

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.editedAt).toBe(expected);
});

test('references are told apart: issues, pull requests, and what is absent', async () => {
  const open = { kind: 'Issue', closed: false, assignees: { nodes: [{ login: 'bob' }] } };
  const closed = { kind: 'PullRequest', closed: true, assignees: { nodes: [] } };
  wire().answers(
    reading(
      pull(),
      { reference0: open, reference1: refusal('NOT_FOUND'), reference2: closed },
      {
        repository3: { reference: open },
        repository4: refusal('NOT_FOUND'),
        repository5: refusal('FORBIDDEN'),
      },
    ),
  );
  const references = [
    { owner: 'octo', name: 'hello', number: 12 },
    { owner: 'Octo', name: 'Hello', number: 404 },
    { owner: 'octo', name: 'hello', number: 8 },
    { owner: 'else', name: 'where', number: 1 },
    { owner: 'no', name: 'such', number: 1 },
    { owner: 'saml', name: 'walled', number: 1 },
    { owner: 'octo', name: 'hello', number: 99_999_999_999 },
  ];

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, references });

  expect(found?.references).toEqual([
    { ...references[0], kind: 'issue', open: true, assignees: ['bob'] },
    { ...references[1], kind: 'absent' },
    { ...references[2], kind: 'pull-request', open: false, assignees: [] },
    { ...references[3], kind: 'issue', open: true, assignees: ['bob'] },
    { ...references[4], kind: 'absent' },
    { ...references[5], kind: 'absent' },
    { ...references[6], kind: 'absent' },
  ]);
});

test('a text with a hundred references gets an answer to each of them', async () => {
  const references = Array.from({ length: 101 }, (_, index) => ({
    owner: 'octo',
    name: 'hello',
    number: index + 1,
  }));
  const issues = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `reference${index}`,
      { kind: 'Issue', closed: false, assignees: { nodes: [] } },
    ]),
  );
  wire()
    .answers(reading(pull(), issues))
    .answers({ rateLimit: null, repository: { id: 'R', ...issues } })
    .answers({ rateLimit: null, repository: { id: 'R', reference0: refusal('NOT_FOUND') } });

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, references });

  expect(found?.references.map(({ number }) => number)).toEqual(
    references.map(({ number }) => number),
  );
  expect(found?.references.filter(({ kind }) => kind === 'absent')).toEqual([
    { ...references[100], kind: 'absent' },
  ]);
});

const linked = (name: string, number: number): object => ({
  number,
  repository: { name, owner: { kind: 'User', login: 'octo' } },
});

test('issues that GitHub will close are told, and which of them were linked by hand', async () => {
  wire().answers(
    reading(
      pull({
        closing: { nodes: [linked('hello', 12), null, linked('world', 12)] },
        manual: { nodes: [linked('world', 12)] },
      }),
    ),
  );

  const found = await wire().forge().readSubject(REF, WANTED);

  expect(found?.closing).toEqual([
    { owner: 'octo', name: 'hello', number: 12, manual: false },
    { owner: 'octo', name: 'world', number: 12, manual: true },
  ]);
  expect(wire().asked[0]?.document).toMatch(/manual: \w+\([^)]*userLinkedOnly: true\)/);
  expect(wire().asked[0]?.document).toMatch(/closing: \w+\(first: \d+\)/);
});

const page = (hasNextPage: boolean): object => ({ pageInfo: { hasNextPage } });
const edge = (login: string, permission: string): object => ({ permission, node: { login } });

test.each([
  [
    'a maintainer',
    { ...page(false), edges: [edge('annabel', 'READ'), edge('Ann', 'MAINTAIN')] },
    {},
    'maintain',
  ],
  ['a triager', { ...page(false), edges: [edge('ann', 'TRIAGE')] }, {}, 'triage'],
  ['nobody special', { ...page(false), edges: [edge('annabel', 'ADMIN')] }, {}, 'read'],
  ['nobody special, in private', { ...page(false), edges: [] }, { isPrivate: true }, 'none'],
  ['lost among many', { ...page(true), edges: [] }, {}, undefined],
  ['hidden', refusal('FORBIDDEN'), {}, undefined],
])('a login that is %s', async (_, permission0, repository, expected) => {
  wire().answers(reading(pull(), { permission0, ...repository }));

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, permissionsOf: ['ann'] });

  expect(found?.permissions.get('ann')).toBe(expected);
  expect(wire().asked[0]?.variables).toMatchObject({ login0: 'ann' });
});

test('an author whom GitHub calls a member, but the search does not find, is not called a stranger', async () => {
  wire().answers(
    reading(pull({ authorAssociation: 'MEMBER' }), { permission0: { ...page(false), edges: [] } }),
  );

  const found = await wire()
    .forge()
    .readSubject(REF, { ...WANTED, permissionsOf: ['ann'] });

  expect(found?.permissions).toEqual(new Map());
});
