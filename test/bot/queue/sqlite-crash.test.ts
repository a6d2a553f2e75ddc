import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSqliteQueue } from '../../../src/bot/queue/sqlite-queue.ts';
import { systemClock } from '../../../src/clock.ts';
import { queueFolder } from '../../support/queue-stores.ts';

const PUTTER = fileURLToPath(new URL('../../support/queue-putter.ts', import.meta.url));
const KILLS = 20;

test(`no promised job is lost when the process is killed, ${KILLS} times`, async () => {
  const path = join(queueFolder(), 'queue.db');
  let promised = 0;

  for (let kill = 0; kill < KILLS; kill += 1) {
    const acked = await killAfter(path, `run${kill}`, 1 + Math.floor(Math.random() * 300));
    const stored = await takeAll(path);

    expect(acked.filter((key) => !stored.has(key))).toEqual([]);
    promised += acked.length;
  }

  expect(promised).toBeGreaterThan(KILLS);
});

/** The keys that a process promised before it was killed, somewhere behind its `acks`th promise. */
async function killAfter(path: string, prefix: string, acks: number): Promise<string[]> {
  const putter = spawn(process.execPath, [PUTTER, path, prefix], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(putter, 'close');
  const complaints: unknown[] = [];
  putter.stderr.on('data', (chunk) => complaints.push(chunk));
  const keys: string[] = [];
  for await (const key of createInterface({ input: putter.stdout })) {
    keys.push(key);
    if (keys.length === acks) putter.kill('SIGKILL');
  }
  const [, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  if (signal !== 'SIGKILL') throw new Error(`ended before it was killed: ${complaints.join('')}`);
  return keys;
}

/** What a new process finds; it is done, so that the file stays small. */
async function takeAll(path: string): Promise<Set<string>> {
  const queue = await openSqliteQueue(path, { clock: systemClock });
  const jobs = await queue.claim(systemClock.now(), 1_000_000);
  await Promise.all(jobs.map((job) => queue.finish(job)));
  await queue.close();
  return new Set(jobs.map(({ key }) => key));
}
