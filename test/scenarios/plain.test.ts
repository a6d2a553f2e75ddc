import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, say, script, together } from '../support/scripted-model.ts';
import { told, toolResults, turns } from '../support/turns-played.ts';

describe.runIf(hasOpencode).concurrent('a main session alone', () => {
  test('ends with its answer, and nothing is left running', async (context) => {
    const job = await openJob(context);

    const { exitCode, outputs, sessions, summary, log } = await job.runStep({
      prompt: script(say('Nothing to do here.')),
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      outcome: 'completed',
      'final-message': 'Nothing to do here.',
      'asks-denied': '0',
    });
    expect(sessions).toMatchObject([{ parent: null, agent: 'build', state: 'completed' }]);
    expect(summary).toContain('Nothing to do here.');
    expect(log).toContain('completed:');
    expect(job.processes()).toEqual([]);
  });

  test('goes on after a command that fails and a tool that is not there', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      call('bash', { command: 'echo before; exit 3', description: 'fails' }),
      call('no_such_tool', { some: 'thing' }),
      say('Went on.'),
    );

    const { outputs, log } = await job.runStep({ prompt });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Went on.' });
    expect(toolResults(job.model)).toEqual([
      expect.stringContaining('before'),
      expect.stringContaining('no_such_tool'),
    ]);
    expect(log).toContain('bash');
  });

  test('may make the same call three times in one turn', async (context) => {
    const job = await openJob(context);
    const same = call('bash', { command: 'echo same', description: 'repeats' });

    const { outputs } = await job.runStep({
      prompt: script(together(same, same, same), say('Thrice.')),
    });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Thrice.' });
  });

  test('leaves what it did to the checkout, and counts it', async (context) => {
    const job = await openJob(context);
    const command = 'echo new > new.txt && git add new.txt && git commit -qm New && echo more > b';
    const prompt = script(call('bash', { command, description: 'works' }), say('Done.'));

    const { outputs, summary } = await job.runStep({ prompt, inputs: { expect: 'commits' } });

    expect(outputs['outcome']).toBe('completed');
    expect(summary).toContain('new.txt');
    expect(await job.workspace.git('status', '--porcelain')).toBe('?? b\n');
  });

  test('runs a slash command with its arguments', async (context) => {
    const job = await openJob(context);
    const template = `Look at $ARGUMENTS. ${script(say('Looked.'))}`;

    const { outputs } = await job.runStep({
      inputs: { command: 'look', arguments: 'src/parser and "more"' },
      config: { command: { look: { template, description: 'looks' } } },
    });

    expect(outputs).toMatchObject({ outcome: 'completed', 'final-message': 'Looked.' });
    expect(turns(job.model).map(told)).toEqual([
      expect.stringContaining('Look at src/parser and "more".'),
    ]);
  });

  test('has the title, the agent and the files that the inputs name', async (context) => {
    const job = await openJob(context);

    const { outputs, sessions } = await job.runStep({
      prompt: script(say('Read it.')),
      inputs: { files: 'README.md', title: 'Weekly clean-up', agent: 'plan' },
    });

    expect(outputs['outcome']).toBe('completed');
    expect(sessions).toMatchObject([{ title: 'Weekly clean-up', agent: 'plan' }]);
    expect(turns(job.model).map(told)).toEqual([expect.stringContaining('# A workspace')]);
  });
});
