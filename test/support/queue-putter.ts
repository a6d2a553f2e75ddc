import { writeSync } from 'node:fs';
import { openSqliteQueue } from '../../src/bot/queue/sqlite-queue.ts';
import { systemClock } from '../../src/clock.ts';

/** A process that puts job after job into the file it is given, and says each key once its put was promised. */
const IN_FLIGHT = 8;

const [, , path = '', prefix = ''] = process.argv;
const queue = await openSqliteQueue(path, { clock: systemClock });

async function putOn(lane: number): Promise<never> {
  for (let nth = 0; ; nth += 1) {
    const key = `${prefix}-${lane}-${nth}`;
    await queue.put(key, { dueAt: 0, reason: 'event' });
    // Synchronously, so that no promise is given that the reader cannot see.
    writeSync(1, `${key}\n`);
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, (_, lane) => putOn(lane)));
