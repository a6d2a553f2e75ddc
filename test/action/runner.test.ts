import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOwnCode, readRunner, stepFolder } from '../../src/action/runner.ts';

const OURS = { full_name: 'org/project' };
const FORK = { full_name: 'somebody/project' };

const pull = (repo: unknown): object => ({ repository: OURS, pull_request: { head: { repo } } });
const workflow = (head_repository: unknown): object => ({
  repository: OURS,
  workflow_run: { head_repository },
});

describe('the checkout holds the repository’s own code', () => {
  test.each<[what: string, event: string, payload: unknown, own: boolean]>([
    ['a push', 'push', { repository: OURS }, true],
    ['a push whose payload is missing', 'push', undefined, true],
    ['a schedule', 'schedule', { schedule: '0 3 * * *' }, true],
    ['a run by hand', 'workflow_dispatch', { inputs: {} }, true],
    ['an issue', 'issues', { repository: OURS, issue: { id: 1 } }, true],
    ['a release', 'release', { repository: OURS }, true],

    ['a pull request from a branch', 'pull_request', pull(OURS), true],
    ['a pull request from a fork', 'pull_request', pull(FORK), false],
    ['a pull request from a fork that was deleted', 'pull_request', pull(null), false],
    [
      'a pull request without a head',
      'pull_request',
      { repository: OURS, pull_request: {} },
      false,
    ],
    [
      'a pull request without a repository',
      'pull_request',
      { pull_request: { head: { repo: OURS } } },
      false,
    ],
    ['a pull request that says nothing', 'pull_request', {}, false],
    ['a pull request whose payload is missing', 'pull_request', undefined, false],
    ['a fork, in the privileged event too', 'pull_request_target', pull(FORK), false],
    ['a branch, in the privileged event', 'pull_request_target', pull(OURS), true],
    ['a review of a fork', 'pull_request_review', pull(FORK), false],
    ['a comment on a line of a fork', 'pull_request_review_comment', pull(FORK), false],

    ['a comment on an issue', 'issue_comment', { repository: OURS, issue: { id: 1 } }, true],
    [
      'a comment on an issue, as Gitea tells it',
      'issue_comment',
      { repository: OURS, issue: { id: 1, pull_request: null }, is_pull: false },
      true,
    ],
    [
      'a comment on a pull request',
      'issue_comment',
      { repository: OURS, issue: { id: 1, pull_request: { url: 'https://example.com' } } },
      false,
    ],
    [
      'a comment on a pull request, as Gitea tells it',
      'issue_comment',
      { repository: OURS, issue: { id: 1, pull_request: { merged: false } }, is_pull: true },
      false,
    ],
    ['a comment without an issue', 'issue_comment', { repository: OURS }, false],

    ['the end of a workflow of a branch', 'workflow_run', workflow(OURS), true],
    ['the end of a workflow of a fork', 'workflow_run', workflow(FORK), false],
    ['the end of a workflow of a fork that was deleted', 'workflow_run', workflow(null), false],
    [
      'the end of a workflow of a fork, although a pull request of a branch is beside it',
      'workflow_run',
      { ...pull(OURS), ...workflow(FORK) },
      false,
    ],

    ['an event that nobody knows', 'brand_new', { repository: OURS }, false],
    ['no event at all', '', undefined, false],
    ['a payload that is no object', 'pull_request', ['org/project'], false],
    [
      'names that are not texts',
      'pull_request',
      { repository: { full_name: 7 }, pull_request: { head: { repo: { full_name: 7 } } } },
      false,
    ],
  ])('%s (%s)', (_, event, payload, own) => {
    expect(isOwnCode(event, payload)).toBe(own);
  });

  test('a payload of Gitea or Forgejo has the fields of GitHub in these places', () => {
    const repo = { id: 3, name: 'project', full_name: 'org/project', fork: false };
    const head = { label: 'feature', ref: 'feature', sha: 'a1', repo_id: 3, repo };
    const payload = { action: 'opened', number: 2, pull_request: { head }, repository: repo };

    expect(isOwnCode('pull_request', payload)).toBe(true);
    const forked = { ...head, repo_id: 9, repo: { ...repo, full_name: 'somebody/project' } };
    expect(isOwnCode('pull_request', { ...payload, pull_request: { head: forked } })).toBe(false);
  });
});

describe('the runner', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agent-run-runner-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['github', { GITHUB_ACTIONS: 'true' }],
    ['gitea', { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true' }],
    ['forgejo', { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' }],
    ['github', { GITEA_ACTIONS: 'false' }],
    ['github', { GITEA_ACTIONS: '' }],
  ])('is that of %s where it says %o', (forge, environment) => {
    expect(readRunner(environment).forge).toBe(forge);
  });

  test('reads the event from its file', () => {
    const path = join(folder, 'event.json');
    writeFileSync(path, JSON.stringify(pull(OURS)));
    const event = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path };
    expect(readRunner(event).ownCode).toBe(true);

    writeFileSync(path, '{"repository":');
    expect(readRunner(event).ownCode).toBe(false);
    expect(readRunner({ ...event, GITHUB_EVENT_PATH: join(folder, 'gone') }).ownCode).toBe(false);
  });

  test('gives each step a folder of its own below the temporary one', () => {
    const step = {
      RUNNER_TEMP: folder,
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_JOB: 'fix/../it all',
      GITHUB_ACTION: '__self_2',
    };
    const path = stepFolder(readRunner(step));

    expect(path).toBe(join(folder, 'agent-run', '77-2-fix_it_all-__self_2'));
    expect(stepFolder(readRunner({ ...step, GITHUB_ACTION: '__self' }))).not.toBe(path);
  });

  test('does not let a long name grow out of what a file system takes', () => {
    const { step } = readRunner({ GITHUB_JOB: 'x'.repeat(5000) });

    expect(step.length).toBeLessThanOrEqual(120);
  });

  test.each(['RUNNER_TEMP', 'GITHUB_WORKSPACE'])('takes an empty %s for none', (name) => {
    expect(readRunner({ [name]: '' })).toMatchObject({
      workspace: process.cwd(),
      temporary: tmpdir(),
    });
  });

  const GITEA = { GITEA_ACTIONS: 'true', GITEA_ACTIONS_CAPABILITIES: 'cache, job-summary' };

  test.each<[what: string, environment: Record<string, string>, shown: object]>([
    ['GitHub', {}, { summary: true, annotations: true }],
    ['GitHub that names no file', { GITHUB_STEP_SUMMARY: '' }, { summary: false }],
    ['act', { ACT: 'true' }, { summary: false, annotations: true }],
    ['Gitea with summaries', GITEA, { summary: true, annotations: false }],
    ['Gitea whose runner says that it is act too', { ...GITEA, ACT: 'true' }, { summary: true }],
    [
      'Gitea that names other capabilities',
      { ...GITEA, GITEA_ACTIONS_CAPABILITIES: 'no-job-summary,cancelling' },
      { summary: false },
    ],
    ['an older Gitea', { GITEA_ACTIONS: 'true' }, { summary: false, annotations: false }],
    [
      'Forgejo, whatever it is capable of',
      { ...GITEA, FORGEJO_ACTIONS: 'true' },
      { summary: false, annotations: false },
    ],
  ])('knows what people see on %s', (_, environment, shown) => {
    const common = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary.md' };
    expect(readRunner({ ...common, ...environment }).shown).toMatchObject(shown);
  });

  test('outside of any runner works in the current folder and trusts nothing', () => {
    expect(readRunner({})).toMatchObject({
      workspace: process.cwd(),
      temporary: tmpdir(),
      ownCode: false,
    });
  });
});
