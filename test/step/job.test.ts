import { describe, expect, test } from 'vitest';
import { jobOf } from '../../src/step/job.ts';
import { readSurroundings, type Surroundings } from '../../src/step/surroundings.ts';

const REPOSITORY = { full_name: 'octo/hello', default_branch: 'main' };

const PULL = {
  number: 7,
  title: 'fix: it',
  body: null,
  user: { login: 'ann', type: 'User' },
  state: 'open',
  locked: false,
  labels: [{ name: 'bug' }],
  assignees: [{ login: 'max' }, null],
  html_url: 'https://github.com/octo/hello/pull/7',
  created_at: '2026-11-22T12:00:00Z',
  updated_at: '2026-11-22T12:00:05Z',
  draft: true,
  merged: false,
  base: { ref: 'main', sha: 'b', repo: { full_name: 'octo/hello' } },
  head: { ref: 'feature', sha: 'h', repo: { full_name: 'ann/hello' } },
};
const ISSUE = { ...PULL, base: undefined, head: undefined, draft: undefined };

const FROM_FORK = { action: 'opened', pull_request: PULL, repository: REPOSITORY };

describe('what a step does', () => {
  test.each<[event: string, payload: unknown, number: number | undefined, does: object]>([
    ['pull_request_target', FROM_FORK, undefined, { do: 'look', number: 7, reason: 'event' }],
    ['pull_request', FROM_FORK, undefined, { do: 'look', number: 7, reason: 'event' }],
    ['pull_request_review', FROM_FORK, undefined, { do: 'look', number: 7, reason: 'event' }],
    ['issues', { issue: { number: 3 } }, undefined, { do: 'look', number: 3, reason: 'event' }],
    [
      'issue_comment',
      { issue: { number: 3 } },
      undefined,
      { do: 'look', number: 3, reason: 'command' },
    ],
    ['schedule', { schedule: '* * * * *' }, undefined, { do: 'sweep' }],
    ['schedule', {}, 5, { do: 'sweep' }],
    ['workflow_dispatch', { inputs: {} }, undefined, { do: 'sweep' }],
    ['workflow_dispatch', { inputs: {} }, 5, { do: 'look', number: 5 }],
    ['push', { ref: 'refs/heads/main', repository: REPOSITORY }, undefined, { do: 'lint' }],
    ['push', { ref: 'refs/heads/x', repository: REPOSITORY }, undefined, { do: 'nothing' }],
    ['push', {}, undefined, { do: 'nothing', why: 'branch' }],
    ['deployment', FROM_FORK, undefined, { do: 'nothing', why: 'event' }],
    ['pull_request_target', undefined, undefined, { do: 'give-up' }],
    ['issues', { issue: { number: -1 } }, undefined, { do: 'give-up' }],
    ['issues', { issue: { number: '3' } }, undefined, { do: 'give-up' }],
    ['issues', [], 5, { do: 'give-up' }],
  ])('on %s with %j and the input number %s', (event, payload, number, does) => {
    expect(jobOf(around({ event, payload }), number)).toMatchObject(does);
  });

  test('the payload of a pull request tells the whole subject', () => {
    const job = jobOf(around({ event: 'pull_request_target', payload: FROM_FORK }), undefined);

    expect(job).toMatchObject({
      hint: {
        owner: 'octo',
        name: 'hello',
        number: 7,
        kind: 'pull-request',
        body: '',
        author: { login: 'ann', isBot: false },
        labels: ['bug'],
        assignees: ['max'],
        draft: true,
        branches: { base: 'main', baseIsDefault: true, head: 'feature', headSha: 'h' },
        createdAt: Date.UTC(2026, 10, 22, 12),
      },
      isFirst: true,
    });
  });

  test.each([
    ['a comment', 'issue_comment', { action: 'created', issue: ISSUE, repository: REPOSITORY }],
    ['half a payload', 'issues', { issue: { number: 3, title: 'It' }, repository: REPOSITORY }],
    ['no dates', 'issues', { issue: { ...ISSUE, created_at: 'soon' }, repository: REPOSITORY }],
  ])('%s is no hint', (_, event, payload) => {
    expect(jobOf(around({ event, payload }), undefined)).not.toHaveProperty('hint');
  });

  test.each([
    ['opened', false, true],
    ['opened', true, false],
    ['edited', false, false],
    [undefined, false, false],
  ])('after %s, repeated: %s, nobody can have looked before: %s', (action, isRepeated, isFirst) => {
    const payload = { ...FROM_FORK, action };

    expect(
      jobOf(around({ event: 'pull_request_target', payload, isRepeated }), undefined),
    ).toMatchObject({ isFirst });
  });

  test.each([
    ['github', 'pull_request_target', 'ann/hello', false],
    ['github', 'pull_request', 'ann/hello', true],
    ['github', 'pull_request', undefined, true],
    ['github', 'pull_request_review', 'ann/hello', true],
    ['github', 'pull_request', 'Octo/Hello', false],
    ['gitea', 'pull_request_target', 'ann/hello', true],
    ['forgejo', 'pull_request_target', 'ann/hello', true],
    ['forgejo', 'pull_request', 'octo/hello', false],
  ] as const)('on %s the token of %s from %s may only read: %s', (forge, event, head, reads) => {
    const repo = head === undefined ? null : { full_name: head };
    const payload = { ...FROM_FORK, pull_request: { ...PULL, head: { ...PULL.head, repo } } };

    expect(jobOf(around({ event, payload, forge }), undefined)).toMatchObject({
      comesFromFork: reads,
    });
  });
});

describe('the surroundings', () => {
  test.each([
    [{}, 'github', 'github.com', 'https://api.github.com'],
    [
      {
        GITHUB_SERVER_URL: 'https://ghe.example:8443',
        GITHUB_API_URL: 'https://ghe.example/api/v3/',
      },
      'github',
      'ghe.example:8443',
      'https://ghe.example/api/v3',
    ],
    [
      { GITEA_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.example/' },
      'gitea',
      'git.example',
      'https://git.example/api/v1',
    ],
    [
      {
        GITEA_ACTIONS: 'true',
        FORGEJO_ACTIONS: 'true',
        GITHUB_SERVER_URL: 'http://forge:3000/git',
        GITHUB_API_URL: 'http://forge:3000/git/api/v1',
      },
      'forgejo',
      'forge:3000',
      'http://forge:3000/git/api/v1',
    ],
  ])('%j are those of %s at %s', (environment, forge, host, apiUrl) => {
    expect(readSurroundings(environment)).toMatchObject({ forge, host, apiUrl });
  });

  test.each(['', 'octo', 'octo/', '/hello', 'octo/hello/more', 'octo /hello'])(
    '"%s" names no repository',
    (name) => {
      expect(readSurroundings({ GITHUB_REPOSITORY: name }).repository).toBeUndefined();
    },
  );
});

function around(given: Partial<Surroundings>): Surroundings {
  const environment = { GITHUB_REPOSITORY: 'octo/hello' };
  return { ...readSurroundings(environment), ...given };
}
