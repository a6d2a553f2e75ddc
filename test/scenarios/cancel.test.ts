import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob, type RunnerJob } from '../support/runner-job.ts';
import { type Step, untilSo } from '../support/runner-step.ts';
import { call, say, script, task } from '../support/scripted-model.ts';

type Stage = {
  prompt: string;
  /** Resolves when the run has got there. */
  reached: (step: Step, job: RunnerJob) => Promise<unknown>;
  sessions: number;
};

const SILENT = say('Never said.', { hold: 'for ever' });
const SLEEP = 'sleep 600 & setsid sleep 601 & sleep 602';

const STAGES: Record<string, Stage> = {
  'while the server starts': {
    prompt: script(SILENT),
    reached: ({ workDir }) => untilSo(() => existsSync(join(workDir, 'handover.json'))),
    sessions: 0,
  },
  'as soon as the server is ready': {
    prompt: script(SILENT),
    reached: (step) => untilSo(() => step.log.includes('is ready')),
    sessions: 1,
  },
  'while the main session waits for its model': {
    prompt: script(SILENT),
    reached: (_step, { model }) => model.reached('for ever'),
    sessions: 1,
  },
  'while a tool runs': {
    prompt: script(call('bash', { command: SLEEP, description: 'sleeps' })),
    reached: (_step, job) =>
      untilSo(() => job.processes().some((one) => one.endsWith('sleep 601'))),
    sessions: 1,
  },
  'while only a background session works': {
    prompt: script(task({ prompt: script(SILENT), background: true }), say('It runs.')),
    reached: async (step, { model }) => {
      await model.reached('for ever');
      await step.said('It runs.');
      await step.until('the main session is idle', ({ working, rootId }) => !working.has(rootId));
    },
    sessions: 2,
  },
  'while the model is to be asked again later': {
    prompt: script({ status: 429, headers: { 'retry-after': '600' } }),
    reached: (step) =>
      step.until(
        'the retry wait',
        ({ sessions, rootId }) => sessions.get(rootId)?.status.type === 'retry',
      ),
    sessions: 1,
  },
};

const ROWS = Object.keys(STAGES).flatMap((stage) =>
  (['SIGINT', 'SIGTERM'] as const).map((signal) => [signal, stage] as const),
);

describe.runIf(hasOpencode).concurrent('a run is cancelled in order', () => {
  test.for(ROWS)('by %s %s', async ([signal, name], context) => {
    const job = await openJob(context);
    const { prompt, reached, sessions } = STAGES[name]!;
    const step = job.startStep({ prompt });
    await reached(step, job);

    const { took, end } = await cancel(step, signal);

    expect(took).toBeLessThan(7000);
    expect(end).toMatchObject({ exitCode: 130, outputs: { outcome: 'cancelled' } });
    expect(end.outputs['reason']).toContain(signal);
    expect(end.summary).toContain('cancelled');
    expect(end.sessions.length).toBeLessThanOrEqual(sessions);
    expect(end.sessions.filter(({ state }) => state === 'working')).toEqual([]);
    expect(end.transcript?.entries.at(-1)).toMatchObject({ type: 'outcome', outcome: 'cancelled' });
    expect(job.processes()).toEqual([]);
    expect(await job.workspace.git('status', '--porcelain', '--ignored')).toBe('');
  });

  test('by SIGINT and, as runners do, SIGTERM soon after', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(SILENT) });
    await job.model.reached('for ever');

    step.signal('SIGINT');
    step.signal('SIGTERM');
    const { exitCode, outputs } = await step.ended();

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 130, outcome: 'cancelled' });
    // On a machine with much to do the system may hand over the second one long before the first.
    expect(outputs['reason']).toMatch(/SIGINT|SIGTERM/);
    expect(job.processes()).toEqual([]);
  });
});

async function cancel(step: Step, signal: NodeJS.Signals) {
  const began = performance.now();
  step.signal(signal);
  const end = await step.ended();
  return { took: performance.now() - began, end };
}
