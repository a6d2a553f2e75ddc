import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { hasOpencode, OPENCODE, openJob, type RunnerJob } from '../support/runner-job.ts';
import type { Step, StepEnd } from '../support/runner-step.ts';
import { call, say, script, task } from '../support/scripted-model.ts';
import { told, toolResults, turns, turnsPlayed } from '../support/turns-played.ts';

const WHERE = call('bash', { command: 'pwd', description: 'where' });
const MUCH = { input: 7000, output: 700 };
const SCHEMA = JSON.stringify({ type: 'object', properties: { verdict: { type: 'string' } } });

/** Runs a step in a checkout of its own, with the session that an earlier step of another job exported. */
function goOn(job: RunnerJob, earlier: StepEnd, prompt: string): Promise<StepEnd> {
  return job.runStep({ prompt, inputs: { session: earlier.outputs['export'] ?? '' } });
}

/** What `opencode export` prints of a session, from the folders in which the step's server has kept it. */
async function exportedBy(
  step: Step,
  { workspace }: RunnerJob,
  sessionId: string,
): Promise<unknown> {
  const folder = (name: string): string => join(step.workDir, 'server', name);
  const { stdout } = await promisify(execFile)(OPENCODE, ['export', sessionId], {
    cwd: workspace.path,
    env: {
      PATH: process.env['PATH'],
      HOME: folder('home'),
      XDG_DATA_HOME: folder('data'),
      XDG_CONFIG_HOME: folder('config'),
      XDG_CACHE_HOME: folder('cache'),
      XDG_STATE_HOME: folder('state'),
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_PURE: '1',
    },
    timeout: 30_000,
  });
  return JSON.parse(stdout);
}

describe.runIf(hasOpencode).concurrent('a run that goes on with an earlier session', () => {
  test('tells the model what was said, works in its own checkout, and pays for itself', async (context) => {
    const [first, second] = [await openJob(context), await openJob(context)];
    const earlier = await first.runStep({
      prompt: script(WHERE, say('The answer is 42.', { usage: MUCH })),
      inputs: { export: 'true' },
    });

    const later = await goOn(second, earlier, script(WHERE, say('As I said.')));

    expect(later.outputs).toMatchObject({
      outcome: 'completed',
      'session-id': earlier.outputs['session-id'],
      'final-message': 'As I said.',
    });
    const [asked] = turns(second.model);
    expect(asked === undefined ? '' : told(asked)).toContain('The answer is 42.');
    expect(toolResults(second.model)).toEqual([`${second.workspace.path}\n`]);
    expect(JSON.parse(later.outputs['tokens'] ?? '')).toMatchObject({ input: 20, output: 10 });
    expect(later.log).not.toContain('The answer is 42.');
    expect(later.log.match(/✓ bash/g)).toHaveLength(1);
    expect(second.processes()).toEqual([]);
  });

  test('waits for nothing that the earlier one left open', async (context) => {
    const [first, second] = [await openJob(context), await openJob(context)];
    const expensive = { ...call('bash', { command: 'true', description: 'nothing' }), usage: MUCH };
    const child = script(expensive, say('Never said.', { hold: 'for ever' }));
    const earlier = await first.runStep({
      prompt: script(task({ prompt: child, background: true }), say('It runs.')),
      inputs: { export: 'true', 'max-tokens': '5000' },
    });

    const later = await goOn(second, earlier, script(say('So be it.')));

    expect(earlier.outputs).toMatchObject({ outcome: 'budget-exhausted' });
    expect(later.outputs).toMatchObject({
      outcome: 'completed',
      'session-id': earlier.outputs['session-id'],
      'final-message': 'So be it.',
    });
    expect(later.sessions).toHaveLength(1);
    expect(turnsPlayed(second.model)).toEqual([1]);
  });

  test('knows of one that ended with a structure', async (context) => {
    const [first, second] = [await openJob(context), await openJob(context)];
    const earlier = await first.runStep({
      prompt: script(say('It is good.'), call('StructuredOutput', { verdict: 'good' })),
      inputs: { export: 'true', 'output-schema': SCHEMA },
    });

    const later = await goOn(second, earlier, script(say('As I said.')));

    expect(later.outputs).toMatchObject({ outcome: 'completed', 'final-message': 'As I said.' });
    const [asked] = turns(second.model);
    expect(asked === undefined ? '' : told(asked)).toContain('It is good.');
  });

  test('is given what `opencode export` would have printed', async (context) => {
    const job = await openJob(context);
    const step = job.startStep({ prompt: script(WHERE, say('Yes.')), inputs: { export: 'true' } });

    const { outputs } = await step.ended();

    const exported: unknown = JSON.parse(await readFile(outputs['export'] ?? '', 'utf8'));
    expect(exported).toEqual(await exportedBy(step, job, outputs['session-id'] ?? ''));
  });

  test.for([
    ['no JSON', 'Hello', 'found no JSON'],
    ['JSON of something else', '{"name":"agent-run"}', 'without `info` and `messages`'],
    ['a session of another program', '{"info":{"id":"7"},"messages":[]}', 'none of a session'],
    [
      'a session that opencode does not take',
      '{"info":{"id":"ses_1"},"messages":[]}',
      'Missing key',
    ],
  ] as const)('is refused a file with %s', async ([, content, words], context) => {
    const job = await openJob(context);
    const file = join(job.folder, 'session.json');
    await writeFile(file, content);

    const { exitCode, outputs, log } = await job.runStep({
      prompt: script(say('Never said.')),
      inputs: { session: file },
    });

    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'invalid-input' });
    expect(outputs['reason']).toContain(words);
    expect(log).not.toContain('is ready');
    expect(job.model.requests).toEqual([]);
    expect(job.processes()).toEqual([]);
    expect(await job.workspace.git('status', '--porcelain', '--ignored')).toBe('');
  });
});
