import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { workFiles } from '../../src/action/work-files.ts';
import { hasOpencode, openJob, type RunnerJob } from '../support/runner-job.ts';
import { type Step, untilSo } from '../support/runner-step.ts';
import { systemClock, TIMED_OUT, within } from '../../src/clock.ts';
import { call, say, script, task } from '../support/scripted-model.ts';

const SILENT = say('Never said.', { hold: 'for ever' });
const WORK = call('bash', { command: 'echo half > half.txt', description: 'begins' });

/** Of a machine with much to do. */
const ENDS_WITHIN = 8_000;

type Moment = {
  prompt: string;
  reached: (step: Step, job: RunnerJob) => Promise<unknown>;
  /** What the main session has said by then. */
  message: RegExp;
};

const SLEEP = call('bash', { command: 'setsid sleep 600 & sleep 601', description: 'sleeps' });

const serves = (job: RunnerJob): boolean => job.processes().some((one) => one.includes(' serve '));

const MOMENTS: Record<string, Moment> = {
  'in the moment in which its server is there': {
    prompt: script(SILENT),
    reached: async (_step, job) => {
      while (!serves(job)) await setImmediate();
    },
    message: /^$/,
  },
  'while its server starts': {
    prompt: script(SILENT),
    reached: (_step, job) => untilSo(() => serves(job)),
    message: /^$/,
  },
  'while a background session runs a command': {
    prompt: script(task({ prompt: script(SLEEP), background: true }), say('It runs.')),
    reached: async (step, job) => {
      await step.said('It runs.');
      await untilSo(() => job.processes().some((one) => one.endsWith('sleep 600')));
    },
    message: /^It runs\.$/,
  },
  'while its model writes': {
    prompt: script(say('word '.repeat(3000), { chunks: 3000, chunk: 20 })),
    reached: ({ workDir }) => untilSo(() => existsSync(workFiles(workDir).growing)),
    message: /^word word/,
  },
};

describe.runIf(hasOpencode).concurrent('what is killed', () => {
  test('the server: contact is lost, and what was done is known', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(WORK, SILENT) });
    await job.model.reached('for ever');
    // The events of the server come a while after what they tell.
    await untilSo(() => step.transcriptText().includes('"status":"completed"'));

    process.kill(await step.serverPid(), 'SIGKILL');
    const { exitCode, outputs, sessions, summary, transcript } = await step.ended();

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 10, outcome: 'lost-contact' });
    expect(outputs['reason']).toContain('SIGKILL');
    expect(sessions).toHaveLength(1);
    expect(summary).toContain('half.txt');
    expect(transcript?.entries).toContainEqual(
      expect.objectContaining({
        type: 'event',
        event: expect.objectContaining({
          part: expect.objectContaining({ tool: 'bash', status: 'completed' }),
        }),
      }),
    );
    expect(job.processes()).toEqual([]);
  });

  test('the server with its tools: these do not live on', async (context) => {
    const job = await openJob(context);
    const command = 'setsid sleep 600 & sleep 601';
    const step = job.startStep({
      prompt: script(call('bash', { command, description: 'sleeps' })),
    });
    await untilSo(() => job.processes().some((one) => one.endsWith('sleep 600')));

    process.kill(await step.serverPid(), 'SIGKILL');
    const { outputs } = await step.ended();

    expect(outputs['outcome']).toBe('lost-contact');
    expect(job.processes()).toEqual([]);
  });

  test('the step: the post step ends what it left and reports what it did', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script(SILENT), background: true });
    const step = job.startStep({ prompt: script(WORK, child, say('It runs.')) });
    await job.model.reached('for ever');
    await step.said('It runs.');

    step.signal('SIGKILL');
    expect(await step.ended()).toMatchObject({ exitCode: null, outputs: {} });
    const { exitCode, outputs, sessions, summary } = job.runPost(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
    expect(outputs).toMatchObject({ 'final-message': 'It runs.' });
    expect(sessions).toHaveLength(2);
    expect(summary).toContain('killed');
    expect(summary).toContain('half.txt');
    expect(job.processes()).toEqual([]);
    expect(await job.workspace.git('status', '--porcelain', '--ignored')).toBe('?? half.txt\n');
  });

  test.for(Object.keys(MOMENTS))(
    'the step, %s: without a post step, too, nothing works on',
    async (moment, context) => {
      const job = await openJob(context);
      const { prompt, reached, message } = MOMENTS[moment]!;
      const step = job.startStep({ prompt });
      await reached(step, job);

      step.signal('SIGKILL');
      await step.ended();
      const gone = untilSo(() => job.processes().length === 0);

      expect(await within(systemClock, ENDS_WITHIN, gone)).not.toBe(TIMED_OUT);
      const { outputs } = job.runPost(step);
      expect(outputs).toMatchObject({ outcome: 'cancelled' });
      expect(outputs['final-message']).toMatch(message);
    },
  );

  test('the step, before there was a session: the post step says so', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(SILENT) });
    await step.serverPid();

    step.signal('SIGKILL');
    await step.ended();
    const { exitCode, outputs } = job.runPost(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
    expect(job.processes()).toEqual([]);
  });

  test('nobody: the post step has nothing to do', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(say('Done.')) });
    const { outputs, summary } = await step.ended();

    const post = job.runPost(step);

    expect(post).toMatchObject({ exitCode: 0, log: '', summary, outputs });
    expect(outputs['outcome']).toBe('completed');
  });

  test('nobody yet: a post step that comes too early ends the run in order', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(SILENT) });
    await job.model.reached('for ever');

    const post = job.runPost(step);
    const { exitCode, outputs } = await step.ended();

    expect(post.exitCode).toBe(0);
    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 130, outcome: 'cancelled' });
    expect(job.processes()).toEqual([]);
  });

  test('one of two steps in a job: the other one goes on', async (context) => {
    const job = await openJob(context);
    const killed = job.startStep({ prompt: script(SILENT) });
    const other = job.startStep({ prompt: script(say('Done.', { hold: 'other' })) });
    await Promise.all([job.model.reached('for ever'), job.model.reached('other')]);

    killed.signal('SIGKILL');
    await killed.ended();
    const post = job.runPost(killed);
    job.model.release('other');
    const { outputs } = await other.ended();

    expect(post.outputs).toMatchObject({ outcome: 'cancelled' });
    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Done.' });
    expect(killed.workDir).not.toBe(other.workDir);
    expect(job.processes()).toEqual([]);
  });
});
