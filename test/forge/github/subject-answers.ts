/** Answers of GitHub about a subject, valid by default: a test states what differs. */

export const REF = { owner: 'octo', name: 'hello', number: 7 };

export const WANTED = {
  marker: '<!-- hygiene',
  commandPrefix: '/hygiene',
  references: [],
  permissionsOf: [],
  changes: false,
};

export const NO_PAGE = { hasPreviousPage: false, startCursor: null };

export function user(login: string): object {
  return { kind: 'User', login };
}

export function app(login: string): object {
  return { kind: 'Bot', login };
}

export function pull(differs: object = {}): object {
  return {
    kind: 'PullRequest',
    ...both(),
    merged: false,
    isDraft: false,
    baseRefName: 'main',
    headRefName: 'fix',
    headRefOid: 'a'.repeat(40),
    headRepository: { nameWithOwner: 'ann/hello' },
    closing: { nodes: [] },
    manual: { nodes: [] },
    ...differs,
  };
}

export function issue(differs: object = {}): object {
  return { kind: 'Issue', ...both(), ...differs };
}

function both(): object {
  return {
    id: 'SUBJECT',
    number: 7,
    title: 'fix(run): wait',
    body: '## Problem',
    locked: false,
    closed: false,
    url: 'https://github.com/octo/hello/pull/7',
    createdAt: '2026-06-24T14:00:00Z',
    updatedAt: '2026-06-24T14:01:00Z',
    lastEditedAt: null,
    renames: { nodes: [] },
    author: user('ann'),
    authorAssociation: 'NONE',
    labels: { nodes: [] },
    assignees: { nodes: [] },
    comments: { pageInfo: NO_PAGE, nodes: [] },
    events: { pageInfo: NO_PAGE, nodes: [] },
  };
}

export function comment(differs: object = {}): object {
  return {
    id: 'COMMENT',
    body: 'A word.',
    createdAt: '2026-06-24T14:02:00Z',
    url: 'https://github.com/octo/hello/pull/7#issuecomment-1',
    isMinimized: false,
    viewerDidAuthor: false,
    author: user('ann'),
    reactionGroups: [],
    ...differs,
  };
}

/** The whole answer to the read of a subject. */
export function reading(subject: unknown, repository: object = {}, root: object = {}): object {
  return {
    rateLimit: { cost: 1, remaining: 4999, resetAt: '2026-06-24T15:00:00Z' },
    repository: {
      isPrivate: false,
      defaultBranchRef: { name: 'main' },
      labels: { nodes: [] },
      subject,
      ...repository,
    },
    ...root,
  };
}

/** The answer to the read of the rest of a subject. */
export function rest(subject: object): object {
  return { rateLimit: null, subject: { kind: 'PullRequest', ...subject } };
}
