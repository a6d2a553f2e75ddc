import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT_CODES, type RunReport } from '../../src/sessions/outcome.ts';
import { requireInCi } from '../support/available.ts';
import { createGitWorkspace, type GitWorkspace } from '../support/git-workspace.ts';
import { FAKE_MODEL, fakeProviderConfig } from '../support/opencode-config.ts';
import {
  call,
  say,
  script,
  startScriptedModel,
  task,
  type ScriptedModel,
} from '../support/scripted-model.ts';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');
const OPENCODE = resolve(import.meta.dirname, '../../node_modules/opencode-linux-x64/bin/opencode');
const present = requireInCi('opencode', existsSync(OPENCODE), 'npm ci on x64 Linux installs it');

let model: ScriptedModel;
let workspace: GitWorkspace;

beforeEach(async () => {
  model = await startScriptedModel();
  workspace = await createGitWorkspace();
});

afterEach(async () => {
  await model.close();
  await workspace.remove();
  await rm(outputFolder(), { recursive: true, force: true });
});

type Running = {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
};

/** `agent-run run -` in the workspace, with the scripted model and the real opencode. */
function agentRun(prompt: string, ...flags: string[]): Running {
  const config = JSON.stringify(fakeProviderConfig(model.baseUrl));
  const opencode = ['--opencode-path', OPENCODE, '--model', FAKE_MODEL, '--config', config];
  const argv = [MAIN, 'run', '-', ...opencode, '--output-folder', outputFolder(), ...flags];
  const child = spawn(process.execPath, argv, { cwd: workspace.path, timeout: 50_000 });
  child.stdin.end(prompt);
  const closed = new Promise<number | null>((done) => child.on('close', done));
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { child, ended: ended.then(([out, err, code]) => ({ code, out, err })) };
}

function outputFolder(): string {
  return join(`${workspace.path}-run`);
}

describe.runIf(present)('a run in a terminal', () => {
  test('ends with the answer to the background session, not before', async () => {
    const child = script(
      call('bash', { command: 'sleep 1', description: 'work' }),
      say('found it'),
    );
    const prompt = script(
      task({ prompt: child, background: true }),
      say('It runs in the background.'),
      say('It was found.'),
    );

    const { code, out, err } = await agentRun(prompt).ended;

    expect({ code, out }).toEqual({ code: 0, out: 'It was found.\n' });
    expect(err).toContain('completed:');
  });

  test('is cancelled by Ctrl-C in order, with a report', async () => {
    const { child, ended } = agentRun(script(say('Never said.', { hold: 'for ever' })), '--json');
    await model.reached('for ever');
    const interrupted = performance.now();

    child.kill('SIGINT');
    const { code, out } = await ended;

    expect(performance.now() - interrupted).toBeLessThan(7000);
    expect(code).toBe(EXIT_CODES.cancelled);
    const report = JSON.parse(out) as RunReport;
    expect(report).toMatchObject({ outcome: 'cancelled', finalMessage: '' });
    expect(report.sessions).toHaveLength(1);
  });
});
