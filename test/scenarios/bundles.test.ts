import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBundles } from '../support/bundles.ts';
import { nodeOnPath } from '../support/node-versions.ts';
import { hasOpencode, openJob, type Program } from '../support/runner-job.ts';
import { say, script, task } from '../support/scripted-model.ts';

/** The oldest Node that a runner's image may have, besides the one that runs the tests. */
const NODES = [
  [process.version, process.execPath],
  ['v20', nodeOnPath('v20.')],
] as const;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-bundles-'));
  await buildBundles(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(hasOpencode).each(NODES)('the bundles on Node %s', (_version, node) => {
  test.runIf(node !== undefined)('run to the end of every session', async (context) => {
    const job = await openJob(context);
    const child = task({ prompt: script(say('Found it.', { delay: 300 })), background: true });

    const { exitCode, outputs, summary, log } = await job.runStep({
      prompt: script(child, say('It runs.'), say('It was found.')),
      program: program(node),
    });

    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      outcome: 'completed',
      'final-message': 'It was found.',
    });
    expect(summary).toContain('It was found.');
    expect(log).toContain('completed:');
    expect(job.processes()).toEqual([]);
  });

  test.runIf(node !== undefined)('finish what was killed', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({
      prompt: script(say('Never said.', { hold: 'for ever' })),
      program: program(node),
    });
    await job.model.reached('for ever');

    step.signal('SIGKILL');
    await step.ended();
    const { exitCode, outputs } = job.runPost(step);

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'cancelled' });
    expect(job.processes()).toEqual([]);
  });
});

function program(node = ''): Program {
  return { node, main: join(folder, 'main.js'), post: join(folder, 'post.js') };
}
