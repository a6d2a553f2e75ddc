import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OH_MY_OPENCODE, ohMyOpencode, requireInCi } from '../support/available.ts';
import { textOf } from '../support/chat-request.ts';
import { hasOpencode, openJob, type RunnerJob } from '../support/runner-job.ts';
import { call, say, script, together } from '../support/scripted-model.ts';
import { turns, turnsPlayed } from '../support/turns-played.ts';

const present = requireInCi(
  'oh-my-opencode',
  ohMyOpencode(),
  'node scripts/oh-my-opencode.mjs installs it',
);
const CONFIG = { plugin: [pathToFileURL(OH_MY_OPENCODE).href] };
/** Far shorter than the plugin takes to wake a session: the end must be known, not waited for. */
const INPUTS = { 'quiet-window': '200ms' };

/** A background task of the plugin, in a session that answers after some time. */
const background = (name: string, delay: number) =>
  call('task', {
    description: name,
    prompt: script(say(`${name} is done.`, { delay })),
    subagent_type: 'explore',
    run_in_background: true,
    load_skills: [],
  });

/** The tasks that the main session started, and those of them that it had been woken for when it was asked last. */
function tasksOf({ model }: RunnerJob): { started: string[]; told: string[] } {
  const last = turns(model).findLast(({ parentSessionId }) => parentSessionId === undefined);
  const messages = last?.body.messages ?? [];
  const results = messages.filter(({ role }) => role === 'tool').map(textOf);
  const started = results.flatMap((text) => /\bbg_\w+/.exec(text)?.[0] ?? []);
  const wakes = messages
    .filter(({ role }) => role === 'user')
    .map(textOf)
    .filter((text) => !text.includes('OMO_INTERNAL_NOREPLY'));
  return { started, told: started.filter((id) => wakes.some((text) => text.includes(id))) };
}

describe.runIf(hasOpencode && present).concurrent('background tasks of oh-my-opencode', () => {
  test.for([
    ['short', 300],
    ['long', 6000],
  ] as const)('the result of a %s one is answered before the end', async ([, delay], context) => {
    const job = await openJob(context);

    const { exitCode, outputs, sessions } = await job.runStep({
      prompt: script(background('explorer', delay), say('It runs.'), say('It was found.')),
      config: CONFIG,
      inputs: INPUTS,
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      outcome: 'completed',
      'final-message': 'It was found.',
    });
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'completed']);
    expect(turnsPlayed(job.model)).toEqual([3, 1]);
    const { started, told } = tasksOf(job);
    expect(started).toHaveLength(1);
    expect(told).toEqual(started);
    expect(job.processes()).toEqual([]);
    expect(await job.workspace.git('status', '--porcelain', '--ignored')).toBe('');
  });

  test('the results of two at once are both answered', async (context) => {
    const job = await openJob(context);
    const answers = [1, 2].map((number) => say(`Answer ${number}.`));

    const { outputs, sessions } = await job.runStep({
      prompt: script(
        together(background('first', 200), background('second', 3000)),
        say('They run.'),
        ...answers,
      ),
      config: CONFIG,
      inputs: INPUTS,
    });

    expect(outputs['outcome']).toBe('completed');
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    const { started, told } = tasksOf(job);
    expect(started).toHaveLength(2);
    expect(told).toEqual(started);
  });
});
