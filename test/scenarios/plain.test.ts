import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { say, script } from '../support/scripted-model.ts';

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
});
