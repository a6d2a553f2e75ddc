import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBundles } from '../support/bundles.ts';
import { BRANDS, openCommentJob, TOKEN } from '../support/comment-job.ts';
import { nodeOnPath } from '../support/node-versions.ts';
import { hasOpencode, type Program } from '../support/runner-job.ts';
import { call, say, script, task } from '../support/scripted-model.ts';

/** What runners start is the bundles. */
let program: Program;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-comment-'));
  await buildBundles(folder);
  const at = (name: string): string => join(folder, name);
  program = { node: process.execPath, main: at('main.js'), post: at('post.js') };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SILENT = say('Never said.', { hold: 'for ever' });
const PAGES = { github: 'runs/4711)', gitea: 'runs/4711)', forgejo: 'runs/31)' };

test('what speaks to a forge lies in a bundle of its own, which only a comment loads', () => {
  const [main, post, comment] = ['main', 'post', 'comment'].map((name) =>
    readFileSync(join(folder, `${name}.js`), 'utf8'),
  );

  for (const text of [main, post]) expect(text).not.toMatch(/octokit|issueOrPullRequest/);
  expect(comment).toContain('issueOrPullRequest');
  expect(comment!.length).toBeLessThan(1_200_000);
});

describe.runIf(hasOpencode).concurrent('the comment of a run', () => {
  test.for(BRANDS)('on %s tells that it works, then how it ended', async (brand, context) => {
    const here = await openCommentJob(context, brand);
    const answer = say('Found @ada in #1: <b>all</b> is well.', { hold: 'the answer' });
    const child = task({ prompt: script(say('Looked.', { hold: 'the child' })), background: true });
    const step = here.job.startStep(
      here.options({ prompt: script(child, say('It looks.'), answer), program }),
    );
    await here.untilCommented('Agent run: working');
    expect(here.comments).toHaveLength(1);
    here.job.model.release('the child');
    here.job.model.release('the answer');

    const { exitCode, outputs, log, summary } = await step.ended();
    const post = await here.job.runPostServed(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'completed' });
    expect(here.comments).toEqual([expect.stringContaining('Agent run: completed')]);
    const [comment = ''] = here.comments;
    expect(comment.trimEnd().endsWith('---\n\nFound @ada in #1: <b>all</b> is well.')).toBe(true);
    expect(comment).toContain(`/octo/hello/actions/${PAGES[brand]}`);
    expect(comment).toContain('| general |');
    expect(comment).not.toContain('working');
    const [body = ''] = here.world.noticesOn(here.issue).map((each) => each.body);
    expect(body).not.toMatch(/@ada|#1|<b>/);
    expect(post).toMatchObject({ exitCode: 0, log: '' });
    expect(here.filesWith(TOKEN)).toEqual([]);
    expect(withoutMasks(log) + summary).not.toContain(TOKEN);
    expect(log).not.toMatch(/^(!|::warning)/m);
  });

  test.runIf(nodeOnPath('v20.') !== undefined)('is written on Node 20', async (context) => {
    const here = await openCommentJob(context, 'github');

    const { exitCode } = await here.job.runStep(
      here.options({
        prompt: script(say('Done.')),
        inputs: { comment: 'result' },
        program: { ...program, node: nodeOnPath('v20.') ?? '' },
      }),
    );

    expect(exitCode).toBe(0);
    expect(here.comments).toEqual([expect.stringContaining('Agent run: completed')]);
    expect(here.world.writesOn(here.issue)).toHaveLength(1);
  });

  test('is not asked for by default, and then nothing is asked of the forge', async (context) => {
    const here = await openCommentJob(context, 'github');

    const { exitCode } = await here.job.runStep(
      here.options({ prompt: script(say('Done.')), inputs: { comment: '' }, program }),
    );

    expect(exitCode).toBe(0);
    expect(here.world.requests.entries).toEqual([]);
  });

  test('is shared by the runs with its key', async (context) => {
    const here = await openCommentJob(context, 'forgejo');
    const inputs = { 'comment-key': 'review' };

    for (const words of ['The first.', 'The second.']) {
      await here.job.runStep(here.options({ prompt: script(say(words)), inputs, program }));
    }

    expect(here.comments).toEqual([expect.stringContaining('The second.')]);
  });

  test('is out of reach for the tools of the agent', async (context) => {
    const here = await openCommentJob(context, 'github');
    const command = 'env; cat "$HOME/../temp/agent-run/"*/* 2>/dev/null; true';
    const look = call('bash', { command, description: 'looks around' });

    await here.job.runStep(here.options({ prompt: script(look, say('Looked.')), program }));

    const told = JSON.stringify(here.job.model.requests);
    expect(told).toContain('AGENT_RUN_ID');
    expect(told).not.toContain(TOKEN);
  });

  test('tells of inputs that are wrong', async (context) => {
    const here = await openCommentJob(context, 'gitea');

    const { exitCode, outputs } = await here.job.runStep(
      here.options({ prompt: '', inputs: { timeout: '30' }, program }),
    );

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'invalid-input' });
    expect(here.comments).toEqual([expect.stringContaining('30 has no unit')]);
  });

  test('tells of an agent that does not start', async (context) => {
    const here = await openCommentJob(context, 'github');

    const { outputs } = await here.job.runStep(
      here.options({ prompt: 'Go.', inputs: { 'opencode-path': '/bin/false' }, program }),
    );

    expect(outputs['outcome']).toBe('failed-to-start');
    expect(here.comments).toEqual([expect.stringContaining('Agent run: failed-to-start')]);
  });

  test('tells of a server that died', async (context) => {
    const here = await openCommentJob(context, 'forgejo');
    const step = here.job.startStep(here.options({ prompt: script(SILENT), program }));
    await here.job.model.reached('for ever');

    process.kill(await step.serverPid(), 'SIGKILL');
    const { outputs } = await step.ended();

    expect(outputs['outcome']).toBe('lost-contact');
    expect(here.comments).toEqual([expect.stringContaining('Agent run: lost-contact')]);
  });

  test('tells of a time limit', async (context) => {
    const here = await openCommentJob(context, 'github');

    await here.job.runStep(
      here.options({ prompt: script(SILENT), inputs: { timeout: '4s' }, program }),
    );

    expect(here.comments).toEqual([expect.stringContaining('Agent run: timed-out')]);
  });
});

/** The runner takes these lines out, and every other place where their text stands. */
function withoutMasks(log: string): string {
  return log.replace(/^::add-mask::.*$/gm, '');
}
