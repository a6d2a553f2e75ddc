import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { say, script } from '../support/scripted-model.ts';

describe.runIf(hasOpencode).concurrent('wrong inputs', () => {
  test.for([
    ['agent', { agent: 'plam' }, 'plan'],
    ['model', { model: 'fake/fakee' }, 'fake/fake'],
  ] as const)(
    'an unknown %s is named with the nearest one that is there',
    async ([, inputs, nearest], context) => {
      const job = await openJob(context);

      const { exitCode, outputs } = await job.runStep({
        prompt: script(say('Never said.')),
        inputs,
      });

      expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'invalid-input' });
      expect(outputs['reason']).toContain(`Did you mean \`${nearest}\`?`);
      expect(job.model.requests).toEqual([]);
      expect(job.processes()).toEqual([]);
    },
  );

  test('an unknown command is named with the nearest one that is there', async (context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      inputs: { command: 'lok' },
      config: { command: { look: { template: script(say('Never said.')) } } },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'invalid-input' });
    expect(outputs['reason']).toContain('look');
    expect(job.model.requests).toEqual([]);
  });

  test('are all told at once, before anything is started', async (context) => {
    const job = await openJob(context);

    const { exitCode, outputs, summary, log } = await job.runStep({
      prompt: 'Work.',
      inputs: { timeout: 'soon', summary: 'ful', promt: 'Work.' },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'invalid-input' });
    for (const place of [outputs['reason'], summary, log]) {
      for (const name of ['timeout', 'full', 'prompt']) expect(place).toContain(name);
    }
    expect(log).not.toContain('is ready');
  });

  test('an executable that is not there is no reason to hang', async (context) => {
    const job = await openJob(context);

    const { exitCode, outputs } = await job.runStep({
      prompt: 'Work.',
      inputs: { 'opencode-path': '/bin/false' },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 9, outcome: 'failed-to-start' });
    expect(outputs['reason']).toContain('ended with code 1');
  });
});
