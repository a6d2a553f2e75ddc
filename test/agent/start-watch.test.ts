import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test, type TestContext } from 'vitest';
import { processesWith } from '../../src/agent/proc.ts';
import { signalProcess } from '../../src/agent/process-group.ts';
import { untilSo } from '../support/runner-step.ts';

const MODULE = new URL('../../src/agent/start-watch.ts', import.meta.url).href;

/** Starts a server that is only a sleep, does what is asked with the watch, and says so. */
const STEP = `
const { spawn } = await import('node:child_process');
const { watchStart } = await import(${JSON.stringify(MODULE)});
const watch = watchStart(process.env.MARKER);
const server = spawn('sleep', ['60'], { stdio: 'ignore', detached: true, env: process.env });
const acts = { nothing: () => {}, told: () => watch.over(server.pid), ended: () => watch.end() };
acts[process.argv[1]]();
server.once('spawn', () => console.log('ready'));
setInterval(() => {}, 1000);
`;

const servers = (marker: string): number[] => processesWith('MARKER', marker);

/** The watching shell knows the marker as its argument, not by its environment. */
function isWatched(marker: string): boolean {
  const commands = globSync('/proc/[0-9]*/cmdline').map((file) => {
    try {
      return readFileSync(file, 'latin1');
    } catch {
      return '';
    }
  });
  return commands.some((command) => command.includes('/bin/sh') && command.includes(marker));
}

/** Killed when it has done so. */
async function killedAfter(act: string, marker: string, context: TestContext): Promise<void> {
  const args = ['--input-type=module', '-e', STEP, act];
  const step = spawn(process.execPath, args, { env: { ...process.env, MARKER: marker } });
  context.onTestFinished(() => {
    for (const pid of [step.pid!, ...servers(marker)]) signalProcess(pid, 'SIGKILL');
  });
  await once(step.stdout, 'data');
  expect(servers(marker)).not.toEqual([]);
  step.kill('SIGKILL');
  await once(step, 'exit');
}

describe.runIf(process.platform === 'linux').concurrent('a step that is killed', () => {
  test.for([
    ['before it could tell whom it has started', 'nothing'],
    ['while its server starts', 'told'],
  ] as const)('%s, takes its server with it', async ([, act], context) => {
    const marker = `watch-${act}-${process.pid}`;
    await killedAfter(act, marker, context);

    await untilSo(() => servers(marker).length === 0 && !isWatched(marker));
    expect(servers(marker)).toEqual([]);
  });

  test('behind the start, leaves its server to the guard', async (context) => {
    const marker = `watch-ended-${process.pid}`;
    await killedAfter('ended', marker, context);

    await untilSo(() => !isWatched(marker));
    expect(servers(marker)).toHaveLength(1);
  });
});
