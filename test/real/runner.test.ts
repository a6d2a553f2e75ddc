import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Repository, SubjectRef } from '../../src/forge/model.ts';
import { installActions } from '../support/act.ts';
import { FAKE_MODEL, fakeProviderConfig } from '../support/opencode-config.ts';
import { hasOpencode, OPENCODE } from '../support/runner-job.ts';
import {
  call,
  say,
  script,
  type ScriptedModel,
  startScriptedModel,
  type Step,
} from '../support/scripted-model.ts';
import { onRealRunners } from './support/given-servers.ts';
import { RealActs } from './support/pull-acts.ts';
import { RealRunner } from './support/real-runner.ts';
import { type RealSite, siteOfFile } from './support/real-site.ts';
import { BOT, routeOf } from './support/repository-acts.ts';
import { untilTrue } from './support/until-found.ts';

const ACTIONS = { owner: 'octo', name: 'agent-run' };
const silent = (until: string): Step => say('Never said.', { hold: until });
/** Since 1.26 Gitea cancels an earlier push's job only where a workflow says so. */
const ALONE = 'concurrency: { group: agent, cancel-in-progress: true }';
const ECHO = `on: push
${ALONE}
jobs: { echo: { runs-on: ubuntu-latest, steps: [{ run: echo here }] } }
`;
const WRITE = call('bash', { command: 'echo new > new.txt', description: 'writes' });

onRealRunners((given, executable) => {
  const siteOf = siteOfFile(given);
  let runner: RealRunner;
  let model: ScriptedModel;

  beforeAll(async () => {
    model = await startScriptedModel();
    await publishActions(siteOf());
    runner = await RealRunner.start(executable, siteOf());
  });

  afterAll(async () => {
    await runner.stop();
    await model.close();
  });

  describe.runIf(hasOpencode)('the action in a job of its runner', () => {
    test('does its work, and hands its outputs on', async () => {
      const acts = new RealActs(siteOf());
      // In the first push: a later one would cancel the job of an earlier one.
      const files = {
        '.gitea/workflows/agent.yml': agentWorkflow(siteOf(), model, WRITE, say('Written.')),
      };
      const repository = await acts.repository({ name: 'worked-on', files });

      const [job] = await runner.jobsOf(repository, 1);

      expect(job).toMatchObject({ conclusion: 'success' });
      expect(job?.log).toContain('then completed, new, Written.');
      expect(job?.log).toContain('Agent run: completed');
    });
  });

  test.runIf(hasOpencode)('the action comments on the issue that started its job', async () => {
    const acts = new RealActs(siteOf());
    const workflow = commentWorkflow(siteOf(), model, say('Looked at it, @octo.'));
    const files = { '.gitea/workflows/agent.yml': workflow };
    const repository = await acts.repository({ name: 'commented-on', files });
    const issue = await acts.openIssue({ repository, author: 'ann', title: 'It breaks' });

    const [job] = await runner.jobsOf(repository, 1);
    const { comments, authors } = await looked(siteOf(), issue);

    expect(job).toMatchObject({ conclusion: 'success' });
    expect(authors).toEqual([`${given.kind}-actions`]);
    expect(comments[0]).toContain('Agent run: completed');
    expect(comments[0]).toMatch(/\/octo\/commented-on\/actions\/runs\/\d+\)/);
    expect(comments[0]).toMatch(/---\n\nLooked at it, @\u200Bocto\.\n$/);
    expect(job?.log).not.toContain('The comment');
  });

  test.runIf(hasOpencode)('a token of its own ends the comment of a cancelled job', async () => {
    const acts = new RealActs(siteOf());
    const repository = await acts.repository({ name: 'ended', files: { 'README.md': 'Hello' } });
    const data = await siteOf().token('octo');
    await siteOf().admin.must('PUT', `${routeOf(repository)}/actions/secrets/OWN_TOKEN`, { data });
    const issue = await acts.openIssue({ repository, author: 'ann', title: 'It breaks' });
    const said = async (words: string): Promise<boolean> =>
      (await looked(siteOf(), issue)).comments.join().includes(words);
    const workflow = commentWorkflow(siteOf(), model, silent('told of the comment'))
      .replace('on: { issues: { types: [opened] } }', 'on: push')
      .replace('comment: progress', `comment-on: ${issue.number}\n          comment: progress`)
      .replace('github.token', 'secrets.OWN_TOKEN');
    const path = '.gitea/workflows/agent.yml';
    await acts.commitFile(path, workflow, { repository });
    await untilTrue('the comment is there', () => said('Agent run: working'));

    // The server cancels what an earlier push has started, and the runner kills it at once.
    await acts.commitFile(path, ECHO, { repository });

    await untilTrue('the comment is ended', () => said('Agent run: cancelled'));
    expect(await looked(siteOf(), issue)).toMatchObject({ authors: ['octo'] });
  });

  test.runIf(hasOpencode)('a job that is cancelled leaves no process behind', async () => {
    const acts = new RealActs(siteOf());
    const path = '.gitea/workflows/agent.yml';
    const files = { [path]: agentWorkflow(siteOf(), model, silent('for ever')) };
    const repository = await acts.repository({ name: 'cancelled', files });
    await model.reached('for ever');

    // The server cancels what an earlier push has started.
    await acts.commitFile(path, ECHO, { repository });
    const [cancelled, after] = await runner.jobsOf(repository, 2);

    expect(after).toMatchObject({ conclusion: 'success' });
    expect(cancelled).toMatchObject({ conclusion: 'cancelled' });
    await untilTrue('no process of the job is left', () => runner.processesOfJobs().length === 0);
  });

  describe('the hygiene action in a job of its runner', () => {
    test.each([
      { of: 'a branch', author: 'octo', token: undefined, by: `${given.kind}-actions` },
      { of: 'a fork, with a token of its own,', author: 'ann', token: BOT, by: BOT },
    ])('tells the author of $of what is missing, and thanks', async ({ author, token, by }) => {
      const { acts, repository } = await tended(siteOf(), token);
      const pull = await acts.openPull({ repository, author, body: 'Trust me.' });

      const [opened] = await runner.jobsOf(repository, 1);
      const flagged = await looked(siteOf(), pull);
      await acts.editBody(pull, `## What changes\n\nAll.\n\n## Why\n\nFixes #${pull.number - 1}\n`);
      const jobs = await runner.jobsOf(repository, 2);
      const fixed = await looked(siteOf(), pull);

      expect(opened?.log).toContain('verdict flagged');
      expect(flagged).toMatchObject({ labels: ['needs:compliance', 'needs:issue'], authors: [by] });
      expect(flagged.comments[0]).toContain('What changes');
      expect(jobs.at(-1)?.log).toContain('verdict ok');
      expect(fixed).toMatchObject({ labels: [], authors: [by] });
    });

    test('says that the token of a fork only reads', async () => {
      const { acts, repository } = await tended(siteOf());
      const pull = await acts.openPull({ repository, author: 'ann', body: 'Trust me.' });

      const [opened] = await runner.jobsOf(repository, 1);

      expect(opened?.log).toContain('verdict flagged');
      expect(opened?.log).toContain('Give it a token of an account of your own.');
      expect(await looked(siteOf(), pull)).toEqual({ labels: [], comments: [], authors: [] });
    });
  });
});

/** In a repository of its own on the same server, as `uses:` finds it by its whole address. */
async function publishActions(site: RealSite): Promise<void> {
  await new RealActs(site).repository({ ...ACTIONS, files: {} });
  const folder = mkdtempSync(join(tmpdir(), 'published-actions-'));
  const git = (...parts: readonly string[]): string =>
    execFileSync('git', parts, { cwd: join(folder, '.agent-run'), encoding: 'utf8' });
  try {
    await installActions(folder);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('-c', 'user.name=octo', '-c', 'user.email=octo@example.com', 'commit', '-qm', 'Publish');
    git('push', '--quiet', site.pushUrl('octo', `${ACTIONS.owner}/${ACTIONS.name}`), 'main');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function agentWorkflow(site: RealSite, model: ScriptedModel, ...steps: Step[]): string {
  const config = JSON.stringify(fakeProviderConfig(model.baseUrl));
  return `on: push
${ALONE}
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - run: git init --quiet . && git -c user.name=ann -c user.email=ann@example.com commit --quiet --allow-empty -m Begin
      - id: agent
        uses: ${site.server.url}/octo/agent-run@main
        with:
          prompt: ${JSON.stringify(script(...steps))}
          model: ${FAKE_MODEL}
          opencode-path: ${OPENCODE}
          config: '${config}'
      - run: echo "then \${{ steps.agent.outputs.outcome }}, $(cat new.txt), \${{ steps.agent.outputs.final-message }}"
`;
}

function commentWorkflow(site: RealSite, model: ScriptedModel, ...steps: Step[]): string {
  const inputs = 'comment: progress\n          token: ${{ github.token }}';
  return agentWorkflow(site, model, ...steps)
    .replace('on: push', 'on: { issues: { types: [opened] } }\npermissions: { issues: write }')
    .replace('          model:', `          ${inputs}\n          model:`);
}

function hygieneWorkflow(site: RealSite, ownToken: boolean): string {
  return `on:
  pull_request_target:
    types: [opened, edited, reopened, synchronize]
jobs:
  hygiene:
    runs-on: ubuntu-latest
    steps:
      - id: hygiene
        uses: ${site.server.url}/octo/agent-run/hygiene@main${
          ownToken ? '\n        with: { token: "${{ secrets.HYGIENE_TOKEN }}" }' : ''
        }
      - run: echo "verdict \${{ steps.hygiene.outputs.verdict }}"
`;
}

let repositories = 0;

/** A repository whose workflow looks after it, with the token of that account in a secret or with the job's own. */
async function tended(
  site: RealSite,
  account?: string,
): Promise<{ acts: RealActs; repository: Repository }> {
  const acts = new RealActs(site);
  repositories += 1;
  const repository = await acts.repository({
    name: `tended-${repositories}`,
    files: {
      'README.md': 'Hello',
      '.gitea/PULL_REQUEST_TEMPLATE.md': '## What changes\n\n## Why\n',
      '.gitea/hygiene.yml': 'exempt: { permissions: [] }\n',
      '.gitea/workflows/hygiene.yml': hygieneWorkflow(site, account !== undefined),
    },
  });
  if (account !== undefined) {
    const data = await site.token(account);
    await site.admin.must('PUT', `${routeOf(repository)}/actions/secrets/HYGIENE_TOKEN`, { data });
  }
  await acts.openIssue({ repository, author: 'octo', title: 'It breaks' });
  return { acts, repository };
}

type Looked = { labels: string[]; comments: string[]; authors: string[] };

async function looked(site: RealSite, ref: SubjectRef & Repository): Promise<Looked> {
  type Said = { user: { login: string }; body: string };
  const issue = `${routeOf(ref)}/issues/${ref.number}`;
  const comments = await site.admin.must<Said[]>('GET', `${issue}/comments`);
  const node = await site.admin.must<{ labels: { name: string }[] | null }>('GET', issue);
  return {
    labels: (node.labels ?? []).map(({ name }) => name).toSorted(),
    comments: comments.map(({ body }) => body),
    authors: comments.map(({ user }) => user.login),
  };
}
