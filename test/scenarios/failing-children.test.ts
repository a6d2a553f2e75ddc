import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { say, script, task, type Step } from '../support/scripted-model.ts';
import { told, turns, turnsPlayed } from '../support/turns-played.ts';

const busyFor = (times: number): Step => ({
  text: 'Finally.',
  fail: { n: times, status: 429, headers: { 'retry-after-ms': '100' } },
});

describe.runIf(hasOpencode).concurrent('a child session that fails', () => {
  // First, because it takes the half minute for which an answer is waited for.
  test('not, but its result comes while the turn of its parent fails: nobody answers it', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script(say('Found it.')), background: true });
    const step = job.startStep({ prompt: script(child, { status: 401, hold: 'main' }) });
    await job.model.reached('main');
    await step.until('the child is done', ({ sessions, working, rootId }) =>
      [...sessions.values()].some(
        ({ info, messages }) => info.id !== rootId && messages.size === 2 && !working.has(info.id),
      ),
    );

    job.model.release('main');
    const { exitCode, outputs } = await step.ended();

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 1, outcome: 'agent-error' });
    expect(outputs['reason']).toContain('401');
  });

  test('in the foreground: its parent is told, and goes on', async (context) => {
    const job = await openJob(context);
    const prompt = script(task({ prompt: script({ status: 401 }) }), say('It failed; I did it.'));

    const { outputs, sessions, summary } = await job.runStep({ prompt });

    expect(outputs).toMatchObject({
      outcome: 'completed',
      'final-message': 'It failed; I did it.',
    });
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'failed']);
    expect(summary).toContain('failed');
  });

  test('in the background: its parent is told, and goes on', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script({ status: 401, delay: 200 }), background: true });
    const prompt = script(child, say('It runs.'), say('It failed; I did it.'));

    const { outputs, sessions } = await job.runStep({ prompt });

    expect(outputs).toMatchObject({
      outcome: 'completed',
      'final-message': 'It failed; I did it.',
    });
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'failed']);
    expect(told(turns(job.model).at(-1)!)).toContain('state="error"');
  });

  test('when its parent fails at the news, too: the run has failed', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script({ status: 401, delay: 200 }), background: true });

    const { exitCode, outputs } = await job.runStep({
      prompt: script(child, say('It runs.'), { status: 403 }),
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 1, outcome: 'agent-error' });
    expect(outputs['reason']).toContain('403');
  });

  test.for([
    ['in the foreground', false, [2, 3]],
    ['in the background', true, [3, 3]],
  ] as const)(
    'for a while, %s: its retries are waited for',
    async ([, background, played], context) => {
      const job = await openJob(context);
      const child = task({ prompt: script(busyFor(2)), background });
      const prompt = script(child, say('Next.'), say('It recovered.'));

      const { outputs } = await job.runStep({ prompt });

      expect(outputs['outcome']).toBe('completed');
      expect(turnsPlayed(job.model)).toEqual(played);
    },
  );

  test('for ever: the run ends when it has tried often enough', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script(busyFor(1000)), background: true });

    const { exitCode, outputs, sessions } = await job.runStep({
      prompt: script(child, say('It runs.'), say('Never said.')),
      inputs: { 'retry-limit': '2' },
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 7,
      outcome: 'retries-exhausted',
      'final-message': 'It runs.',
    });
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'aborted']);
    expect(turnsPlayed(job.model)).toEqual([2, 3]);
    expect(job.processes()).toEqual([]);
  });
});
