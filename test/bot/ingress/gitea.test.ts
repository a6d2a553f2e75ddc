import { describe, expect, test } from 'vitest';
import { giteaIntake } from '../../../src/bot/ingress/gitea.ts';
import type { Circumstances, Intake } from '../../../src/bot/ingress/intake.ts';
import {
  commentPayload,
  HOME,
  issuePayload,
  pullRequestPayload,
  pushPayload,
  reviewPayload,
} from '../../support/gitea-payloads.ts';

function kindOf(event: string, payload: unknown, self?: string): Intake['kind'] {
  return giteaIntake({ event, payload }, self === undefined ? {} : { self }).kind;
}

/** In a word, what a delivery came to. */
function shown(intake: Intake): string {
  if (intake.kind !== 'accepted') return intake.kind;
  const { looks, forget, sweep } = intake;
  return [
    ...looks.map(({ reason, glance }) => (glance === undefined ? reason : `${reason} + glance`)),
    ...new Set(forget.map(({ what }) => `forget ${what}`)),
    ...(sweep.length > 0 ? ['sweep'] : []),
  ].join(', ');
}

const MEANINGLESS = (
  'create delete fork wiki release package status workflow_run workflow_job action_run_failure ' +
  'action_run_recover action_run_success ping __proto__ constructor '
).split(' ');

describe('every event that a server sends', () => {
  const pull = pullRequestPayload;
  const issue = issuePayload;

  test.each<[string, string, unknown, string]>([
    // The coarse event, the fine one, and the action.
    ['issues', 'issues', issue({}, 'opened'), 'event + glance'],
    ['issues', 'issues', issue({}, 'edited'), 'event + glance'],
    ['issues', 'issues', issue({ state: 'closed' }, 'closed'), 'event + glance'],
    ['issues', 'issues', issue({}, 'reopened'), 'event + glance'],
    ['issues', 'issues', issue({}, 'deleted'), 'ignored'],
    ['issues', 'issue_assign', issue({}, 'assigned'), 'event + glance'],
    ['issues', 'issue_assign', issue({}, 'unassigned'), 'ignored'],
    ['issues', 'issue_label', issue({}, 'label_updated'), 'event + glance'],
    ['issues', 'issue_label', issue({ labels: [] }, 'label_cleared'), 'event + glance'],
    ['issues', 'issue_milestone', issue({}, 'milestoned'), 'ignored'],
    ['issues', 'issue_milestone', issue({}, 'demilestoned'), 'ignored'],
    ['pull_request', 'pull_request', pull({}, 'opened'), 'event + glance'],
    ['pull_request', 'pull_request', pull({}, 'edited'), 'event + glance'],
    ['pull_request', 'pull_request', pull({}, 'closed'), 'event + glance'],
    ['pull_request', 'pull_request', pull({}, 'reopened'), 'event + glance'],
    ['pull_request', 'pull_request', pull({}, 'deleted'), 'ignored'],
    ['pull_request', 'pull_request_assign', pull({}, 'assigned'), 'event + glance'],
    ['pull_request', 'pull_request_assign', pull({}, 'unassigned'), 'ignored'],
    ['pull_request', 'pull_request_label', pull({}, 'label_updated'), 'event + glance'],
    [
      'pull_request',
      'pull_request_label',
      pull({ labels: null }, 'label_cleared'),
      'event + glance',
    ],
    ['pull_request', 'pull_request_milestone', pull({}, 'milestoned'), 'ignored'],
    ['pull_request', 'pull_request_milestone', pull({}, 'demilestoned'), 'ignored'],
    ['pull_request', 'pull_request_sync', pull({}, 'synchronized'), 'event + glance'],
    ['pull_request', 'pull_request_sync', pull({}, 'synchronize'), 'ignored'],
    ['pull_request', 'pull_request_review_request', pull({}, 'review_requested'), 'ignored'],
    ['pull_request', 'pull_request_review_request', pull({}, 'review_request_removed'), 'ignored'],
    ['issue_comment', 'issue_comment', commentPayload('/hygiene', 'created', false), 'command'],
    ['issue_comment', 'pull_request_comment', commentPayload('/hygiene', 'created'), 'command'],
    ['issue_comment', 'pull_request_comment', commentPayload('/hygiene', 'edited'), 'command'],
    ['issue_comment', 'pull_request_comment', commentPayload('/hygiene', 'deleted'), 'ignored'],
    ['issue_comment', 'pull_request_comment', commentPayload('Thanks!'), 'ignored'],
    [
      'pull_request_approved',
      'pull_request_review_approved',
      reviewPayload('max', 'approved'),
      'event + glance',
    ],
    [
      'pull_request_rejected',
      'pull_request_review_rejected',
      reviewPayload('max', 'rejected'),
      'event + glance',
    ],
    [
      'pull_request_comment',
      'pull_request_review_comment',
      reviewPayload('max', 'comment'),
      'event + glance',
    ],
    [
      'pull_request_comment',
      'pull_request_review_comment',
      reviewPayload('Ann', 'comment'),
      'ignored',
    ],
    ['push', 'push', pushPayload(['src/a.ts']), 'ignored'],
    ['push', 'push', pushPayload(['.gitea/hygiene.yml']), 'forget repository, sweep'],
    ['repository', 'repository', { ...pushPayload([]), action: 'deleted' }, 'forget repository'],
    ...MEANINGLESS.map((event): [string, string, unknown, string] => [
      event,
      event,
      pull(),
      'ignored',
    ]),
  ])('%s (%s) of row %#', (event, _, payload, expected) => {
    expect(shown(giteaIntake({ event, payload }))).toBe(expected);
  });
});

describe('a pull request', () => {
  test('is told in the words of the model', () => {
    expect(giteaIntake({ event: 'pull_request', payload: pullRequestPayload() })).toEqual({
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
            url: 'https://tea.test/octo/hello/pulls/5',
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
    });
  });

  test.each([
    ['no description', { body: '' }, { body: '' }],
    ['an author who is gone', { user: null }, { author: { login: 'ghost', isBot: false } }],
    ['the ghost as author', { user: { id: -1, login: 'Ghost' } }, { author: { login: 'ghost' } }],
    [
      'a workflow as author',
      { user: { id: -2, login: 'gitea-actions' } },
      { author: { isBot: true } },
    ],
    ['no labels', { labels: null }, { labels: [] }],
    ['no assignees', { assignees: null }, { assignees: [] }],
    ['been merged', { state: 'closed', merged: true }, { state: 'closed', merged: true }],
    ['become a draft', { title: 'WIP: it', draft: true }, { draft: true }],
    ['become one on an old server', { title: '[wip] it', draft: undefined }, { draft: true }],
    ['been locked', { is_locked: true }, { locked: true }],
  ])('may have %s', (_, given, told) => {
    const intake = giteaIntake({ event: 'pull_request', payload: pullRequestPayload(given) });

    expect(intake).toMatchObject({ looks: [{ glance: told }] });
  });

  test('may come from a fork that was deleted', () => {
    const head = { label: '', ref: 'refs/pull/5/head', sha: 'h', repo_id: 0, repo: null };
    const intake = giteaIntake({ event: 'pull_request', payload: pullRequestPayload({ head }) });

    expect(intake).toMatchObject({ looks: [{ glance: { branches: { headSha: 'h' } } }] });
    expect(JSON.stringify(intake)).not.toContain('headRepository');
  });
});

describe('our own doing', () => {
  test.each([
    ['hygiene', 'hygiene', 'ignored'],
    ['Hygiene', 'hygiene', 'ignored'],
    ['hygiene2', 'hygiene', 'accepted'],
    ['hygiene', undefined, 'accepted'],
    ['', 'hygiene', 'accepted'],
  ])('by %j is no news for %s: %s', (login, self, kind) => {
    const payload = { ...pullRequestPayload(), sender: { id: 9, login } };

    expect(kindOf('pull_request', payload, self)).toBe(kind);
  });

  test('is told by nobody when there is no sender', () => {
    expect(kindOf('pull_request', { ...pullRequestPayload(), sender: null }, 'hygiene')).toBe(
      'accepted',
    );
  });
});

describe('a push', () => {
  const plain = { added: [], removed: [], modified: ['src/a.ts'] };

  test.each([
    ['the config', ['.forgejo/hygiene.yml'], {}, true],
    ['a template in the root', ['PULL_REQUEST_TEMPLATE.yaml'], {}, true],
    ['a form for another forge', ['.gitlab/issue_template/bug.md'], {}, true],
    ['source', ['src/a.ts'], {}, false],
    ['more commits than are listed', ['src/a.ts'], { total_commits: 6 }, true],
    ['commits that are not counted', ['src/a.ts'], { total_commits: undefined }, false],
    ['a commit that names no file', [], {}, true],
    ['no commit that is listed', [], { commits: null, total_commits: undefined }, true],
    ['several plain commits', [], { commits: [plain, plain], total_commits: 2 }, false],
    ['the config on another branch', ['.gitea/hygiene.yml'], { ref: 'refs/heads/x' }, false],
    ['the config in a tag', ['.gitea/hygiene.yml'], { ref: 'refs/tags/main' }, false],
  ])('of %s', (_, paths, given, changes) => {
    const intake = giteaIntake({ event: 'push', payload: pushPayload(paths, given) });

    expect(shown(intake)).toBe(changes ? 'forget repository, sweep' : 'ignored');
  });

  test.each(['.github', '.profile', '.gitea'])(
    'to %s of an owner concerns all of its repositories',
    (name) => {
      const payload = pushPayload(['.gitea/hygiene.yml'], { repository: { ...HOME, name } });

      expect(giteaIntake({ event: 'push', payload })).toMatchObject({
        forget: [{ what: 'repository' }, { what: 'owner', owner: 'octo' }],
      });
    },
  );
});

describe('a server that was told otherwise', () => {
  test('has its owners keep the config elsewhere, and nowhere else', () => {
    const arranged = { sharedRepositories: ['Rules'] };
    const pushTo = (name: string): string => {
      const payload = pushPayload(['.gitea/hygiene.yml'], { repository: { ...HOME, name } });
      return shown(giteaIntake({ event: 'push', payload }, arranged));
    };

    expect(pushTo('rules')).toContain('forget owner');
    expect(pushTo('.profile')).not.toContain('forget owner');
  });

  test('takes other titles for drafts, where it does not say itself', () => {
    const payload = pullRequestPayload({ title: 'Later: it', draft: undefined });
    const draftOf = (arranged: Circumstances): unknown => {
      const intake = giteaIntake({ event: 'pull_request', payload }, arranged);
      return intake.kind === 'accepted' ? intake.looks[0]?.glance?.draft : undefined;
    };

    expect(draftOf({ draftPrefixes: ['later:'] })).toBe(true);
    expect(draftOf({})).toBe(false);
  });
});

describe('a payload that is not as documented', () => {
  test.each<[string, string, unknown]>([
    ['null', 'pull_request', null],
    ['a list', 'pull_request', []],
    ['a number', 'push', 5],
    ['a text', 'issues', 'opened'],
    ['without a subject', 'pull_request', { ...pullRequestPayload(), pull_request: undefined }],
    ['with a number that is none', 'pull_request', pullRequestPayload({ number: '5' })],
    ['with a negative number', 'issues', issuePayload({ number: -1 })],
    ['with half a number', 'issues', issuePayload({ number: 1.5 })],
    ['with a time that is none', 'pull_request', pullRequestPayload({ updated_at: 'yesterday' })],
    ['without a branch', 'pull_request', pullRequestPayload({ base: null })],
    ['with a sender that is none', 'pull_request', { ...pullRequestPayload(), sender: 'ann' }],
    ['with a list as text', 'issue_comment', commentPayload(['/hygiene'])],
    [
      'a comment as a review',
      'pull_request_comment',
      { ...commentPayload('x'), action: 'reviewed', pull_request: 5 },
    ],
    ['with paths that are none', 'push', pushPayload([5 as unknown as string])],
    ['without a repository', 'push', { ...pushPayload([]), repository: null }],
  ])('(%s) is malformed, and no crash', (_, event, payload) => {
    expect(kindOf(event, payload)).toBe('malformed');
  });

  test('is told by its fields, never by their values', () => {
    const payload = pullRequestPayload({ number: 'secret words', title: 5 });

    expect(giteaIntake({ event: 'pull_request', payload })).toEqual({
      kind: 'malformed',
      problem: 'pull_request.number (invalid_type), pull_request.title (invalid_type)',
    });
  });
});
