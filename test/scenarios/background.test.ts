import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { say, script, task, together } from '../support/scripted-model.ts';
import { toolResults, turnsPlayed } from '../support/turns-played.ts';

const background = (prompt: string) => task({ prompt, background: true });

/** One that works until its gate is opened. */
const held = (gate: string, name = gate) =>
  background(script(say(`${name} is done.`, { hold: gate })));

describe.runIf(hasOpencode).concurrent('background sessions', () => {
  test.for([0, 100, 2000])(
    'one that takes %i ms is waited for and its result answered',
    async (delay, context) => {
      const job = await openJob(context);
      const prompt = script(
        background(script(say('Found it.', { delay }))),
        say('It runs in the background.'),
        say('It was found.'),
      );

      const { exitCode, outputs, sessions } = await job.runStep({ prompt });

      expect({ exitCode, ...outputs }).toMatchObject({
        exitCode: 0,
        outcome: 'completed',
        'final-message': 'It was found.',
      });
      expect(sessions.map(({ state }) => state)).toEqual(['completed', 'completed']);
      expect(turnsPlayed(job.model)).toEqual([3, 1]);
      expect(job.processes()).toEqual([]);
    },
  );

  test('an idle main session is no end while its background session works', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      background(script(say('Found it.', { hold: 'child' }))),
      say('It runs in the background.'),
      say('It was found.'),
    );
    const step = job.startStep({ prompt });

    await job.model.reached('child');
    await step.said('It runs in the background.');
    await step.until('the main session is idle', ({ rootId, working }) => !working.has(rootId));
    expect(step.isRunning()).toBe(true);
    job.model.release('child');
    const { outputs } = await step.ended();

    expect(outputs['final-message']).toBe('It was found.');
    expect(turnsPlayed(job.model)).toEqual([3, 1]);
  });

  test('three at once are all delivered', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      together(held('one'), held('two'), held('three')),
      say('They run.'),
      ...[1, 2, 3].map((number) => say(`Answer ${number}.`)),
    );
    const step = job.startStep({ prompt });

    for (const [index, name] of ['two', 'three', 'one'].entries()) {
      await job.model.reached(name);
      job.model.release(name);
      await step.said(`Answer ${index + 1}.`);
    }
    const { outputs, sessions } = await step.ended();

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Answer 3.' });
    expect(sessions).toHaveLength(4);
    expect(turnsPlayed(job.model)).toEqual([5, 1, 1, 1]);
  });

  test('three that end in the same moment are all answered', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      together(held('all', 'one'), held('all', 'two'), held('all', 'three')),
      say('They run.'),
      ...[1, 2, 3].map((number) => say(`Answer ${number}.`)),
    );
    const step = job.startStep({ prompt });

    await step.until(
      'only children work',
      ({ working, sessions, rootId }) =>
        sessions.size === 4 && working.size === 3 && !working.has(rootId),
    );
    job.model.release('all');
    const { outputs, transcript } = await step.ended();

    expect(outputs['outcome']).toBe('completed');
    const root = transcript?.tree?.sessions.get(outputs['session-id'] ?? '');
    const deliveries = [...(root?.messages.values() ?? [])].filter(({ texts }) =>
      [...texts.values()].some((text) => text.includes('state="completed"')),
    );
    expect(deliveries).toHaveLength(3);
  });

  test('one that is started by the answer to another is waited for as well', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      background(script(say('First.', { delay: 100 }))),
      say('The first one runs.'),
      background(script(say('Second.', { delay: 500 }))),
      say('The second one runs.'),
      say('Both are done.'),
    );

    const { outputs, sessions } = await job.runStep({ prompt });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Both are done.' });
    expect(sessions).toHaveLength(3);
    expect(turnsPlayed(job.model)).toEqual([5, 1, 1]);
  });

  test('a result that comes while the main session works is answered by that turn or the next', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      background(script(say('Quick.'))),
      say('Still at work.', { hold: 'main' }),
      say('It was quick.'),
    );
    const step = job.startStep({ prompt });

    await job.model.reached('main');
    await step.until('the child is done', ({ sessions, working, rootId }) => {
      const child = [...sessions.values()].find(({ info }) => info.id !== rootId);
      return child !== undefined && child.messages.size === 2 && !working.has(child.info.id);
    });
    job.model.release('main');
    const { outputs } = await step.ended();

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'It was quick.' });
    expect(turnsPlayed(job.model)).toEqual([3, 1]);
  });

  test('without the input, the model is told that there are none', async (context) => {
    const job = await openJob(context);
    const prompt = script(background(script(say('Never said.'))), say('Then not.'));

    const { outputs } = await job.runStep({ prompt, inputs: { background: 'false' } });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Then not.' });
    expect(toolResults(job.model)).toEqual([expect.stringContaining('ackground')]);
    expect(turnsPlayed(job.model)).toEqual([2]);
  });
});
