import { describe, expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, say, script, task, together } from '../support/scripted-model.ts';
import { turns, turnsPlayed } from '../support/turns-played.ts';

const LEAD = {
  subagent_depth: 6,
  agent: {
    lead: {
      mode: 'subagent',
      description: 'hands work on',
      prompt: 'You hand work on.',
      permission: { task: 'allow' },
    },
  },
};

const launch = (prompt: string, agent = 'general') => task({ prompt, agent, background: true });

/** Launches the next one, goes idle, and answers its result. */
const hands = (name: string, on: string): string =>
  script(launch(on, 'lead'), say(`${name} waits.`), say(`${name} is done.`));

const WIDTH = 20;

describe.runIf(hasOpencode).concurrent('a tree', () => {
  test('of twenty background sessions at once loses none', async (context) => {
    const job = await openJob(context);
    const wide = Array.from({ length: WIDTH }, (_, n) => launch(script(say(`Found ${n}.`))));
    const answers = wide.map(() => say('Heard.'));

    const { outputs, sessions } = await job.runStep({
      prompt: script(together(...wide), say('They run.'), ...answers),
    });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Heard.' });
    expect(sessions.map(({ state }) => state)).toEqual(Array(WIDTH + 1).fill('completed'));
    expect(job.processes()).toEqual([]);
  });

  test('of background sessions five deep is waited for, and what the deepest asks is answered', async (context) => {
    const job = await openJob(context);
    const bottom = script(
      call('bash', { command: 'sleep 0.2', description: 'works' }),
      call('read', { filePath: '/etc/hostname' }),
      say('Found.'),
    );
    const prompt = ['e', 'd', 'c', 'b', 'a'].reduce((below, name) => hands(name, below), bottom);

    const { outputs, sessions } = await job.runStep({ prompt, config: LEAD });

    expect(outputs).toMatchObject({
      outcome: 'completed-with-denials',
      'final-message': 'a is done.',
    });
    expect(sessions.map(({ state }) => state)).toEqual(Array(6).fill('completed'));
    expect(turnsPlayed(job.model)).toEqual([3, 3, 3, 3, 3, 3]);
  });

  test('that grows while its main session is woken is waited for', async (context) => {
    const job = await openJob(context);
    const twig = hands('twig', script(say('leaf', { delay: 300 })));
    const prompt = script(
      together(launch(script(say('quick'))), launch(twig, 'lead')),
      say('They run.'),
      launch(script(say('slow', { delay: 50 }))),
      say('One more runs.'),
      launch(twig, 'lead'),
      ...Array.from({ length: 4 }, () => say('Heard.')),
    );

    const { outputs, sessions } = await job.runStep({ prompt, config: LEAD });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Heard.' });
    expect(sessions.map(({ state }) => state)).toEqual(Array(7).fill('completed'));
  });

  test('of which a middle session is deleted while another works below it has lost both', async (context) => {
    const job = await openJob(context);
    const prompt = hands('root', hands('middle', script(say('Never said.', { hold: 'below' }))));
    const { wire, report } = await runHere(job, prompt, LEAD);
    await job.model.reached('below');
    const below = turns(job.model).at(-1);

    await wire.call({ method: 'DELETE', path: `/session/${below?.parentSessionId ?? ''}` });

    const { outcome, reason, sessions } = await report;
    expect(outcome).toBe('child-error');
    expect(reason).toContain('deleted');
    expect(sessions.map(({ state }) => state)).toEqual(['completed', 'deleted', 'deleted']);
    expect(job.processes()).toEqual([]);
  });

  test('whose server is killed between the end of a child and its delivery has lost contact', async (context) => {
    const job = await openJob(context);
    const child = launch(script(say('Found.', { pause: 'the end' })));
    const step = job.startStep({ prompt: script(child, say('It runs.'), say('Done.')) });
    await job.model.reached('the end');
    await step.said('It runs.');
    const pid = await step.serverPid();

    job.model.release('the end');
    process.kill(pid, 'SIGKILL');
    const { outputs } = await step.ended();

    expect(outputs).toMatchObject({ outcome: 'lost-contact', 'final-message': 'It runs.' });
    expect(job.processes()).toEqual([]);
  });
});
