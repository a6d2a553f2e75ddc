import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActRun, hasAct, installActions, startAct, type Workflow } from '../support/act.ts';
import { createGitWorkspace } from '../support/git-workspace.ts';
import { enforcingWorld, openBadPull } from '../support/hygiene-story.ts';
import { FAKE_MODEL, fakeProviderConfig } from '../support/opencode-config.ts';
import { hasOpencode, openJob, OPENCODE, type RunnerJob } from '../support/runner-job.ts';
import { call, say, script } from '../support/scripted-model.ts';

/** The actions as they are published; every workflow gets a copy. */
let actions: string;

beforeAll(async () => {
  actions = mkdtempSync(join(tmpdir(), 'agent-run-act-'));
  await installActions(actions);
});

afterAll(() => rmSync(actions, { recursive: true, force: true }));

const WRITE = call('bash', { command: 'echo new > new.txt', description: 'writes' });
const SILENT = say('Never said.', { hold: 'for ever' });

describe.runIf(hasAct && hasOpencode).concurrent('in a workflow that act runs on the host', () => {
  test('the action does its work and hands its outputs on', async (context) => {
    const job = await openJob(context);
    const run = await start(job, {
      steps: `${agentStep(job, script(WRITE, say('Written.')))}
- run: echo "then \${{ steps.agent.outputs.outcome }}, $(cat new.txt), \${{ steps.agent.outputs.final-message }}"`,
    });

    const { exitCode, log } = await run.ended();

    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(log).toContain('| then completed, new, Written.');
    expect(log).toContain('Agent run: completed');
    expect(log).toContain('Success - Post ./.agent-run');
    expect(job.processes()).toEqual([]);
  });

  test('a run that is cancelled is killed at once, and its post step tells of it', async (context) => {
    const job = await openJob(context);
    const run = await start(job, { steps: agentStep(job, script(WRITE, SILENT)) });
    await Promise.race([job.model.reached('for ever'), run.ended()]);

    run.cancel();
    const { exitCode, log } = await run.ended();

    expect({ exitCode, log }).toMatchObject({ exitCode: 1 });
    expect(log).toContain('Agent run: cancelled');
    // Ended by the post step, or by themselves before it looked.
    expect(job.processes()).toEqual([]);
  });

  test('inputs that are wrong fail the step, with every problem', async (context) => {
    const job = await openJob(context);
    const run = await start(job, {
      steps: `- uses: ./.agent-run
  with: { prompt: Do it., timeout: soon, summary: long }`,
    });

    const { exitCode, log } = await run.ended();

    expect({ exitCode, log }).toMatchObject({ exitCode: 1 });
    expect(log).toContain('timeout');
    expect(log).toContain('Agent run: invalid-input');
    expect(job.processes()).toEqual([]);
  });
});

test.runIf(hasAct)(
  'the hygiene action holds a pull request against the policy',
  async (context) => {
    const here = await enforcingWorld(join(actions, '.agent-run/dist/hygiene.js'));
    const pull = await openBadPull(here);
    const workspace = await createGitWorkspace();
    context.onTestFinished(() => workspace.remove());
    const { PATH: _path, HOME: _home, ...environment } = here.environment;
    const run = await start(
      { workspace, folder: here.folder },
      {
        event: here.lastEvent(),
        environment,
        steps: `- uses: ./.agent-run/hygiene
  id: hygiene
  with: { token: ghs_of_a_job }
- run: echo "then \${{ steps.hygiene.outputs.verdict }}"`,
      },
    );

    const { exitCode, log } = await run.ended();

    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(log).toContain('| then flagged');
    expect(here.look(pull).notices).toBe(1);
  },
);

type Job = Pick<RunnerJob, 'workspace' | 'folder'>;

async function start({ workspace, folder }: Job, workflow: Workflow): Promise<ActRun> {
  cpSync(actions, workspace.path, { recursive: true });
  await workspace.git('add', '--all');
  await workspace.git('commit', '--quiet', '--message=Add the actions');
  const home = join(folder, 'act-home');
  mkdirSync(home);
  return startAct(workspace.path, home, workflow);
}

function agentStep({ model }: RunnerJob, prompt: string): string {
  const inputs = {
    prompt,
    model: FAKE_MODEL,
    'opencode-path': OPENCODE,
    config: JSON.stringify(fakeProviderConfig(model.baseUrl)),
  };
  return `- uses: ./.agent-run
  id: agent
  with: ${JSON.stringify(inputs)}`;
}
