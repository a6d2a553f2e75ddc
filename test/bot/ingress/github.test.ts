import { describe, expect, test } from 'vitest';
import { githubIntake } from '../../../src/bot/ingress/github.ts';
import type { Intake } from '../../../src/bot/ingress/intake.ts';
import {
  around,
  commentPayload,
  HOME,
  pullRequestPayload,
  pushPayload,
} from '../../support/payloads.ts';

function kindOf(event: string, payload: unknown, self?: string): Intake['kind'] {
  return githubIntake({ event, payload }, self === undefined ? {} : { self }).kind;
}

describe('a pull request', () => {
  test('is told in the words of the model, with the installation that reads it', () => {
    const intake = githubIntake({ event: 'pull_request', payload: pullRequestPayload() });

    expect(intake).toEqual({
      kind: 'accepted',
      looks: [
        {
          subject: { owner: 'octo', name: 'hello', number: 5 },
          reason: 'event',
          delay: 3000,
          glance: {
            kind: 'pull-request',
            owner: 'octo',
            name: 'hello',
            number: 5,
            title: 'fix: it',
            body: 'Closes #1',
            author: { login: 'ann', isBot: false },
            state: 'open',
            merged: false,
            draft: false,
            locked: false,
            labels: ['bug'],
            assignees: ['bob'],
            url: 'https://github.com/octo/hello/pull/5',
            createdAt: Date.UTC(2026, 10, 22, 12),
            updatedAt: Date.UTC(2026, 10, 22, 12, 0, 5),
            branches: {
              base: 'main',
              baseIsDefault: true,
              head: 'fix',
              headSha: 'h',
              headRepository: 'ann/hello',
            },
          },
        },
      ],
      forget: [],
      sweep: [],
      installation: 7,
    });
  });

  test.each([
    ['no description', { body: null }, { body: '' }],
    ['an author who is gone', { user: null }, { author: { login: 'ghost', isBot: false } }],
    [
      'an app as author',
      { user: { login: 'dependabot[bot]', type: 'Bot' } },
      { author: { login: 'dependabot[bot]', isBot: true } },
    ],
    ['no labels', { labels: null }, { labels: [] }],
    [
      'a merge told by its time',
      { merged: undefined, merged_at: '2026-11-22T12:00:05Z' },
      { merged: true },
    ],
    ['a closed state', { state: 'closed' }, { state: 'closed' }],
  ])('may have %s', (_, given, told) => {
    const intake = githubIntake({ event: 'pull_request', payload: pullRequestPayload(given) });

    expect(intake).toMatchObject({ looks: [{ glance: told }] });
  });

  test('may come from a fork that was deleted', () => {
    const head = { ref: 'fix', sha: 'h', repo: null };
    const intake = githubIntake({ event: 'pull_request', payload: pullRequestPayload({ head }) });

    expect(intake).toMatchObject({ looks: [{ glance: { branches: { head: 'fix' } } }] });
    expect(JSON.stringify(intake)).not.toContain('headRepository');
  });

  test('may be one into another branch', () => {
    const base = { ref: 'dev', sha: 'b' };
    const intake = githubIntake({ event: 'pull_request', payload: pullRequestPayload({ base }) });

    expect(intake).toMatchObject({ looks: [{ glance: { branches: { baseIsDefault: false } } }] });
  });

  test.each([
    ['by somebody else', 'bob', 'accepted'],
    ['by its author', 'ann', 'ignored'],
  ])('that was reviewed %s', (_, login, kind) => {
    const payload = { ...pullRequestPayload({}, 'submitted'), review: { user: { login } } };

    expect(kindOf('pull_request_review', payload)).toBe(kind);
  });
});

describe('our own doing', () => {
  test.each([
    ['hygiene[bot]', 'hygiene[bot]', 'ignored'],
    ['Hygiene[Bot]', 'hygiene[bot]', 'ignored'],
    ['hygiene', 'hygiene[bot]', 'accepted'],
    ['hygiene[bot]', undefined, 'accepted'],
  ])('by %s is no news for %s: %s', (login, self, kind) => {
    const payload = { ...pullRequestPayload(), sender: { login } };

    expect(kindOf('pull_request', payload, self)).toBe(kind);
  });
});

describe('a comment', () => {
  test.each([
    ['/hygiene recheck', 'accepted'],
    ['  /check please', 'accepted'],
    ['> quoted\n\n/hygiene recheck', 'accepted'],
    ['> quoted\r\n/hygiene recheck', 'accepted'],
    ['Thanks!', 'ignored'],
    ['see src/bot/app.ts', 'ignored'],
    ['    /hygiene in code', 'ignored'],
    ['/', 'ignored'],
    ['// no comment', 'ignored'],
    ['', 'ignored'],
    [null, 'ignored'],
  ])('%j is %s', (body, kind) => {
    expect(kindOf('issue_comment', commentPayload(body))).toBe(kind);
  });

  test('that may be a command is looked at without the state that it tells of', () => {
    const intake = githubIntake({ event: 'issue_comment', payload: commentPayload('/hygiene') });

    expect(intake).toMatchObject({ looks: [{ reason: 'command', subject: { number: 5 } }] });
    expect(JSON.stringify(intake)).not.toContain('glance');
  });
});

describe('a push', () => {
  test.each([
    ['the config', ['.github/hygiene.yml'], {}, true],
    ['the config of another forge', ['.forgejo/hygiene.yml'], {}, true],
    ['a template in the root', ['PULL_REQUEST_TEMPLATE.md'], {}, true],
    ['one of several templates', ['pull_request_template/big.md'], {}, true],
    ['a guide', ['docs/contributing.md'], {}, true],
    ['source', ['src/a.ts', 'github/x', 'my.github/x'], {}, false],
    ['source, by force', ['src/a.ts'], { forced: true }, true],
    ['nobody knows what', [], { commits: null }, true],
    ['too much to be listed', [], { commits: Array.from({ length: 20 }, () => ({})) }, true],
    ['the config on another branch', ['.github/hygiene.yml'], { ref: 'refs/heads/x' }, false],
    ['the config in a tag', ['.github/hygiene.yml'], { ref: 'refs/tags/main' }, false],
  ])('of %s', (_, paths, given, changes) => {
    const intake = githubIntake({ event: 'push', payload: pushPayload(paths, given) });

    const repository = { owner: 'octo', name: 'hello' };
    const orders = { forget: [{ what: 'repository', repository }], sweep: [repository], looks: [] };
    expect(intake).toMatchObject(changes ? orders : { kind: 'ignored' });
  });

  test('to the shared repository of an owner concerns all of its repositories', () => {
    const repository = { ...HOME, name: '.github' };
    const payload = pushPayload(['.github/hygiene.yml'], { repository });

    expect(githubIntake({ event: 'push', payload })).toMatchObject({
      forget: [{ what: 'repository' }, { what: 'owner', owner: 'octo' }],
    });
  });
});

describe('a payload that is not as documented', () => {
  test.each([
    ['null', null],
    ['a list', []],
    ['a number', 5],
    ['empty', {}],
    ['without a subject', around({ action: 'opened' })],
    ['with a subject of another kind', around({ action: 'opened', pull_request: 5 })],
    ['with a number that is none', pullRequestPayload({ number: '5' })],
    ['with a negative number', pullRequestPayload({ number: -1 })],
    ['with a time that is none', pullRequestPayload({ updated_at: 'yesterday' })],
    ['with an installation that is none', { ...pullRequestPayload(), installation: { id: 'x' } }],
  ])('(%s) is malformed or of no meaning, and no crash', (_, payload) => {
    expect(kindOf('pull_request', payload)).not.toBe('accepted');
  });

  test('is told by its fields, never by their values', () => {
    const payload = pullRequestPayload({ number: 'secret words', title: 5 });

    expect(githubIntake({ event: 'pull_request', payload })).toEqual({
      kind: 'malformed',
      problem: 'pull_request.number (invalid_type), pull_request.title (invalid_type)',
    });
  });

  test.each(['__proto__', 'constructor', 'toString', ''])(
    'of the event %j means nothing',
    (event) => {
      expect(kindOf(event, pullRequestPayload())).toBe('ignored');
    },
  );
});
