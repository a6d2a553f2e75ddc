import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { call, say, script, task } from '../support/scripted-model.ts';
import { turnsPlayed } from '../support/turns-played.ts';

const SCHEMA = JSON.stringify({
  type: 'object',
  properties: { verdict: { type: 'string', enum: ['good', 'bad'] } },
  required: ['verdict'],
});

const writes = call('bash', { command: 'echo new > new.txt', description: 'writes' });

describe.runIf(hasOpencode).concurrent('results', () => {
  test('come in the shape of a schema, once the whole tree has settled', async (context) => {
    const job = await openJob(context);
    const prompt = script(
      task({ prompt: script(say('Child.', { delay: 500 })), background: true }),
      say('It runs.'),
      say('It is good.'),
      call('StructuredOutput', { verdict: 'good' }),
    );

    const { outputs } = await job.runStep({ prompt, inputs: { 'output-schema': SCHEMA } });

    expect(outputs).toMatchObject({
      outcome: 'completed',
      'final-message': 'It is good.',
      'structured-output': '{"verdict":"good"}',
    });
    expect(turnsPlayed(job.model)).toEqual([4, 1]);
  });

  test('without the structure that was asked for are a failure', async (context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: script(say('It is good.'), say('As I said.'), say('No.'), say('No!')),
      inputs: { 'output-schema': SCHEMA },
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 1,
      outcome: 'agent-error',
      'final-message': 'It is good.',
      'structured-output': '',
    });
  });

  test.for([
    ['changes', 'completed', 0, [writes, say('Done.')]],
    ['commits', 'nothing-produced', 4, [writes, say('Done.')]],
    ['output', 'nothing-produced', 4, [say('')]],
  ] as const)('expect: %s gives %s', async ([expected, outcome, code, steps], context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: script(...steps),
      inputs: { expect: expected },
    });

    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: code, outcome });
  });

  test.for([
    ['completed', 'completed', 1],
    ['!nothing-produced', 'nothing-produced', 0],
  ] as const)('fail-on: %s decides what %s is worth', async ([failOn, outcome, code], context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: script(say('Done.')),
      inputs: { 'fail-on': failOn, expect: outcome === 'completed' ? 'nothing' : 'changes' },
    });

    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: code, outcome });
  });

  test('are exported when that is asked for', async (context) => {
    const job = await openJob(context);

    const { outputs } = await job.runStep({
      prompt: script(say('The answer is 42.')),
      inputs: { export: 'true' },
    });

    const exported = await readFile(outputs['export'] ?? '', 'utf8');
    expect(JSON.parse(exported)).toMatchObject({ info: { id: outputs['session-id'] } });
    expect(exported).toContain('The answer is 42.');
  });
});
