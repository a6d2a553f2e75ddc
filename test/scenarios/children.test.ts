import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, say, script, task, together } from '../support/scripted-model.ts';
import { turnsPlayed } from '../support/turns-played.ts';

const LEAD = {
  subagent_depth: 2,
  agent: {
    lead: {
      mode: 'subagent',
      description: 'hands work on',
      prompt: 'You hand work on.',
      permission: { task: 'allow' },
    },
  },
};

const held = (name: string) => task({ prompt: script(say(`${name} is done.`, { hold: name })) });

function writing(name: string): string {
  const command = `sleep 0.2; echo done > ${name}`;
  return script(call('bash', { command, description: `writes ${name}` }), say(`Wrote ${name}.`));
}

describe.runIf(hasOpencode).concurrent('child sessions', () => {
  test('a child in the foreground is a part of the run', async (context) => {
    const job = await openJob(context);
    const prompt = script(task({ prompt: writing('a') }), say('The child is done.'));

    const { outputs, sessions } = await job.runStep({ prompt });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'The child is done.' });
    expect(sessions).toMatchObject([
      { parent: null, state: 'completed' },
      { parent: outputs['session-id'], agent: 'general', state: 'completed' },
    ]);
    expect(turnsPlayed(job.model)).toEqual([2, 2]);
  });

  test('children of one turn work at the same time, and all of them are waited for', async (context) => {
    const job = await openJob(context);
    const prompt = script(together(held('one'), held('two'), held('three')), say('All are done.'));
    const step = job.startStep({ prompt });

    await Promise.all(['one', 'two', 'three'].map((name) => job.model.reached(name)));
    for (const name of ['two', 'three', 'one']) job.model.release(name);
    const { outputs, sessions } = await step.ended();

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'All are done.' });
    expect(sessions.map(({ state }) => state)).toEqual(Array(4).fill('completed'));
    expect(turnsPlayed(job.model)).toEqual([2, 1, 1, 1]);
  });

  test('a grandchild belongs to the tree', async (context) => {
    const job = await openJob(context);
    const child = script(task({ prompt: writing('a') }), say('The grandchild is done.'));
    const prompt = script(task({ prompt: child, agent: 'lead' }), say('Both are done.'));

    const { outputs, sessions } = await job.runStep({ prompt, config: LEAD });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Both are done.' });
    const [root, lead, general] = sessions;
    expect([root?.parent, lead?.parent, general?.parent]).toEqual([null, root?.id, lead?.id]);
    expect([root?.agent, lead?.agent, general?.agent]).toEqual(['build', 'lead', 'general']);
    expect(turnsPlayed(job.model)).toEqual([2, 2, 2]);
  });

  test('a child of a child in the background is waited for, though both above it are idle', async (context) => {
    const job = await openJob(context);
    const grandchild = script(say('The grandchild is done.', { hold: 'grandchild' }));
    const child = script(
      task({ prompt: grandchild, background: true }),
      say('Handed on.'),
      say('The child is done.'),
    );
    const prompt = script(
      task({ prompt: child, agent: 'lead', background: true }),
      say('It runs.'),
      // The child tells twice: that it handed the work on, and what came of it.
      say('The child has ended a turn.'),
      say('All is done.'),
    );
    const step = job.startStep({ prompt, config: LEAD });

    await job.model.reached('grandchild');
    await step.until(
      'main session and child are idle, the grandchild works',
      ({ sessions, working }) => sessions.size === 3 && working.size === 1,
    );
    expect(step.isRunning()).toBe(true);
    job.model.release('grandchild');
    const { outputs, sessions } = await step.ended();

    expect(outputs['outcome']).toBe('completed');
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    expect(turnsPlayed(job.model).slice(1)).toEqual([3, 1]);
  });
});
