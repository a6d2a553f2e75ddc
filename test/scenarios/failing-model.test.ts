import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, overflowOnce, say, script, type Step } from '../support/scripted-model.ts';
import { turnsPlayed } from '../support/turns-played.ts';

const SOON = { 'retry-after-ms': '100' };
const GOING_ON = call('bash', { command: 'true', description: 'nothing' });

describe.runIf(hasOpencode).concurrent('a model that fails the main session', () => {
  test.for<[string, Step, string]>([
    ['refuses the key', { status: 401 }, '401'],
    ['reaches its output limit', say('Half an ans', { finish: 'length' }), 'output limit'],
    ['filters its answer', say('', { finish: 'content_filter' }), 'ontent'],
  ])('%s: agent-error', async ([, step, reason], context) => {
    const job = await openJob(context);

    const { exitCode, outputs, log } = await job.runStep({ prompt: script(step) });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 1, outcome: 'agent-error' });
    expect(outputs['reason']).toContain(reason);
    expect(log).toContain('::error title=agent-run%3A agent-error::');
    expect(turnsPlayed(job.model)).toEqual([1]);
  });

  test.for<[string, Step, number]>([
    ['has a fault twice', { text: 'Well.', fail: { n: 2, status: 500, headers: SOON } }, 3],
    ['overflows, and is compacted', overflowOnce(say('Well.')), 2],
  ])('%s, then answers: completed', async ([, step, played], context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({ prompt: script(GOING_ON, step) });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      outcome: 'completed',
      'final-message': 'Well.',
    });
    expect(turnsPlayed(job.model)).toEqual([1 + played]);
  });

  test.for<[string, Step]>([
    ['is at fault for ever', { status: 503, headers: SOON }],
    ['cuts the answer off', say('Half', { cut: true })],
  ])('%s: retries-exhausted', async ([, step], context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: script(step),
      inputs: { 'retry-limit': '1' },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 7, outcome: 'retries-exhausted' });
    expect(turnsPlayed(job.model)).toEqual([2]);
  });
});

describe.runIf(hasOpencode).concurrent('a limit', () => {
  test('of tokens ends the run when the tree has used them up', async (context) => {
    const job = await openJob(context);
    const costly: Step = { ...GOING_ON, usage: { input: 5000, output: 10 } };

    // The third turn is under way when the limit is noticed, and must not end before it is aborted.
    const { exitCode, outputs, summary } = await job.runStep({
      prompt: script(costly, costly, { ...costly, hold: 'for ever' }),
      inputs: { 'max-tokens': '8000' },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 8, outcome: 'budget-exhausted' });
    expect(summary).toContain('max-tokens');
    expect(JSON.parse(outputs['tokens'] ?? '')).toMatchObject({ input: 10_000 });
    expect(job.processes()).toEqual([]);
  });

  test.for([
    ['timeout', '6s', 'timed-out', 5],
    ['no-progress-timeout', '2s', 'no-progress', 6],
  ] as const)('%s of %s ends a silent model: %s', async ([input, span, outcome, code], context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: script({ hang: true }),
      inputs: { [input]: span },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: code, outcome });
    expect(outputs['reason']).toContain(input);
    expect(job.processes()).toEqual([]);
  });
});
