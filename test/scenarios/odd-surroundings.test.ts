import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasOpencode, openJob } from '../support/runner-job.ts';
import { say, script, task } from '../support/scripted-model.ts';

const JUMP = resolve(import.meta.dirname, '../support/clock-jump.mjs');

/** The main session goes idle first. */
const PROMPT = script(
  task({ prompt: script(say('Found.')), background: true }),
  say('It runs.'),
  say('Done.'),
);

const inShell = (line: string, command: readonly string[]): string[] => [
  '/bin/bash',
  '-c',
  `set -o pipefail; ${line}`,
  'runner',
  ...command,
];

/** What starts the command in such surroundings. */
const SURROUNDINGS: Record<string, (command: readonly string[]) => readonly string[]> = {
  'the log is closed after its first bytes': (command) => inShell('"$@" | head -c 10', command),
  'the log has no room': (command) => inShell('"$@" > /dev/full', command),
  'somebody sets the clock': ([node = '', ...command]) => [node, '--import', JUMP, ...command],
};

describe.runIf(hasOpencode).concurrent('a run ends as ever', () => {
  test.for(Object.keys(SURROUNDINGS))('where %s', async (name, context) => {
    const job = await openJob(context);

    const { exitCode, outputs, sessions, summary } = await job.runStep({
      prompt: PROMPT,
      through: SURROUNDINGS[name]!,
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      outcome: 'completed',
      'final-message': 'Done.',
    });
    expect(Number(outputs['duration'])).toBeLessThan(60);
    expect(sessions).toHaveLength(2);
    expect(summary).toContain('completed');
    expect(job.processes()).toEqual([]);
  });
});
