import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startTimeOf } from '../../src/agent/proc.ts';
import { killLeftovers, type Leftovers } from '../../src/agent/survivors.ts';
import { processesOf, SAYS_READY, standIn, until } from './stand-in.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-run-server-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

const SOURCE = new URL('../../src', import.meta.url).href;

/** Runs a process that starts a server with a background process, then ends as told. */
async function leaveBehind(ending: string, { guarded = true } = {}): Promise<Leftovers> {
  const guard = guarded ? 'rm "$AGENT_RUN_HANDOVER"' : '';
  const options = await standIn(
    folder,
    `setsid sleep 300 >/dev/null 2>&1 &\n${guard}\n${SAYS_READY}\nexec sleep 300`,
  );
  const program = join(folder, 'program.ts');
  await writeFile(
    program,
    `import { startServer } from '${SOURCE}/agent/server.ts';
     import { systemClock } from '${SOURCE}/clock.ts';
     const options = ${JSON.stringify(options)};
     const { leftovers, isGuarded } = await startServer({ ...options, clock: systemClock });
     if (isGuarded() !== ${guarded}) throw new Error('the stand-in is wrong');
     process.stdout.write(JSON.stringify(leftovers), () => { ${ending} });`,
  );
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(output) as Leftovers;
}

describe('when we ourselves end without stopping it', () => {
  it.each([
    ['by exiting', 'process.exit(1)'],
    ['by an error', 'setImmediate(() => { throw new Error("bug"); })'],
  ])('nothing is left: %s', async (_, ending) => {
    const leftovers = await leaveBehind(ending);
    await until(() => processesOf(leftovers).length === 0);
    expect(startTimeOf(leftovers.pid)).toBeUndefined();
  });

  it('what is left after a SIGKILL can be ended by another process', async () => {
    const leftovers = await leaveBehind('process.kill(process.pid, "SIGKILL")');
    expect(processesOf(leftovers)).toHaveLength(2);

    expect(killLeftovers(leftovers)).toBe(2);
    await until(() => processesOf(leftovers).length === 0);
    expect(killLeftovers(leftovers)).toBe(0);
  });

  it('a server that has not yet loaded the guard ends with us, even by a SIGKILL', async () => {
    const leftovers = await leaveBehind('process.kill(process.pid, "SIGKILL")', { guarded: false });
    await until(() => startTimeOf(leftovers.pid) === undefined);
    expect(killLeftovers(leftovers)).toBe(1);
  });

  it('a process is spared that has got the number of our server since', async () => {
    const stranger = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    const pid = stranger.pid ?? 0;
    const startTime = (startTimeOf(pid) ?? 0) - 1;

    expect(killLeftovers({ pid, startTime, marker: 'nobody has this' })).toBe(0);
    expect(startTimeOf(pid)).toBe(startTime + 1);
  });
});
