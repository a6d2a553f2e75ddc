import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHandover } from '../../src/action/handover.ts';
import { buildBundles } from '../support/bundles.ts';
import { hasOpencode, openJob, type Program, type RunnerJob } from '../support/runner-job.ts';
import type { Step } from '../support/runner-step.ts';
import {
  canGiveTerminal,
  DEAD_TOKEN,
  firstRun,
  inOwnGroup,
  inTerminal,
  pushToPull,
  RUNNERS,
  TELL_TERMINALS,
} from '../support/runners.ts';
import { call, say, script } from '../support/scripted-model.ts';
import { toolResults } from '../support/turns-played.ts';

/** What runners start is the bundles. */
let program: Program;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-runners-'));
  await buildBundles(folder);
  const at = (name: string): string => join(folder, name);
  program = { node: process.execPath, main: at('main.js'), post: at('post.js') };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOOK = call('bash', { command: 'env; git log --oneline', description: 'looks around' });
const SILENT = say('Never said.', { hold: 'for ever' });

describe.runIf(hasOpencode && canGiveTerminal).concurrent('a step', () => {
  test.for(Object.entries(RUNNERS))('of %s', async ([, runner], context) => {
    const { environment, hasTerminal, shows } = runner;
    const job = await openJob(context);

    const { exitCode, outputs, summary, log } = await job.runStep({
      prompt: script(LOOK, say('Looked.')),
      inputs: { expect: 'changes' },
      event: pushToPull('org/project'),
      environment: { ...environment, NODE_OPTIONS: TELL_TERMINALS },
      program,
      ...(hasTerminal ? { through: inTerminal } : {}),
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 4,
      outcome: 'nothing-produced',
      'final-message': 'Looked.',
    });
    expect(log).toContain(`terminals: ${hasTerminal ? 'true,true,true' : 'false,false,false'}`);
    const title = 'Agent run: nothing-produced';
    expect([summary, log].map((text) => text.includes(title))).toEqual([
      shows.summary,
      !shows.summary,
    ]);
    expect(/^::(error|warning|notice)/m.test(log)).toBe(shows.annotations);
    expect(toolResults(job.model)).toEqual([expect.stringContaining('Begin')]);
    const told = toolResults(job.model).join() + withoutMasks(log) + summary;
    expect(told).not.toContain(DEAD_TOKEN);
    expect(job.processes()).toEqual([]);
  });

  test('in an image without git, on a runner that says as little as it can', async (context) => {
    const job = await openJob(context);
    const [temporary, programs] = ['tmp', 'bin'].map((name) => join(job.folder, name));
    for (const path of [temporary!, programs!]) mkdirSync(path);
    for (const name of ['bash', 'sh', 'env']) symlinkSync(`/bin/${name}`, join(programs!, name));
    const silent = ['RUNNER_TEMP', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'LANG'];
    const command = 'echo new > new.txt';

    const { exitCode, outputs, log } = await job.runStep({
      prompt: script(call('bash', { command, description: 'writes' }), say('Written.')),
      environment: {
        ...Object.fromEntries(silent.map((name) => [name, undefined])),
        GITHUB_ACTION: '',
        RUNNER_TOOL_CACHE: '',
        TMPDIR: temporary,
        PATH: programs,
      },
      program,
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, 'final-message': 'Written.' });
    expect(outputs['transcript']).toContain(`${temporary}/agent-run/`);
    expect(log).not.toMatch(/ENOENT|warning|Error/);
    expect(await job.workspace.git('status', '--porcelain', '--ignored')).toBe('?? new.txt\n');
  });

  test.runIf(process.getuid?.() === 0)(
    'of root, in a checkout of somebody else',
    async (context) => {
      const job = await openJob(context);
      const command = `chown -R 12345 '${job.workspace.path}' && echo new > new.txt`;

      const { exitCode, outputs, summary } = await job.runStep({
        prompt: script(call('bash', { command, description: 'writes' }), say('Written.')),
        inputs: { expect: 'changes' },
        program,
      });

      expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'completed' });
      expect(summary).toContain('new.txt');
    },
  );

  test.for(
    ['16.20.2', '18.20.8', '19.9.0'].flatMap((version) =>
      (['main', 'post'] as const).map((part) => [part, version] as const),
    ),
  )('%s says what is wrong on Node %s', async ([part, version], context) => {
    const job = await openJob(context);
    const older = `{ value: { ...process.versions, node: "${version}" } }`;

    const { exitCode, outputs, log } = await job.runStep({
      environment: {
        NODE_OPTIONS: firstRun(`Object.defineProperty(process, "versions", ${older})`),
      },
      program: { ...program, main: program[part] },
    });

    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(log).toMatch(/^agent-run needs Node 20 or newer, .* with Node \S+ \(.*\)\. .*\.\n$/);
    expect(log).toContain(`Node ${version} `);
  });
});

describe.runIf(hasOpencode).concurrent('a step that is killed with its process group', () => {
  test('is reported by a post step that has no state and a dead token', async (context) => {
    const job = await openJob(context);
    const step = await killed(job);
    truncateSync(step.environment['GITHUB_STATE'] ?? '');

    const { exitCode, outputs, log } = job.runPost(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
    expect(log).toContain('Agent run: cancelled');
    expect(log).not.toMatch(/^::(error|warning|notice)/m);
    expect(log).not.toContain(DEAD_TOKEN);
    expect(job.processes()).toEqual([]);
  });

  test('and has no post step is not in the way of the next run', async (context) => {
    const job = await openJob(context);
    const before = await killed(job);

    const next = job.startStep({
      prompt: script(say('Done.')),
      environment: { ...SAME_STEP },
      program,
    });
    const { exitCode, outputs, transcript } = await next.ended();

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'completed' });
    expect(outputs['transcript']).not.toContain(`${before.workDir}/`);
    expect(transcript?.entries).not.toEqual([]);
  });
});

/** The runner takes these lines out, and every other place where their text stands. */
function withoutMasks(log: string): string {
  return log.replace(/^::add-mask::.*$/gm, '');
}

const SAME_STEP = {
  ...RUNNERS['Forgejo’s runner on the host'].environment,
  GITHUB_ACTION: '__agent',
};

/** A step whose runner has killed it while its model was silent. */
async function killed(job: RunnerJob): Promise<Step> {
  const work = call('bash', { command: 'echo half > half.txt', description: 'begins' });
  const prompt = script(work, SILENT);
  const step = job.startStep({ prompt, environment: SAME_STEP, program, through: inOwnGroup });
  await job.model.reached('for ever');
  const { pid } = readHandover(step.workDir)!.main;
  process.kill(-pid, 'SIGKILL');
  await step.ended();
  return step;
}
