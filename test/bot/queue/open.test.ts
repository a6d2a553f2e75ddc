import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openQueue } from '../../../src/bot/queue/open.ts';
import { queueFolder } from '../../support/queue-stores.ts';
import { only } from '../../support/queue-world.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const onError = (): void => undefined;

test.each([undefined, ''])(
  'with the database URL %j jobs are kept in the file',
  async (databaseUrl) => {
    const clock = new SteppedClock();
    const sqlitePath = join(queueFolder(), 'queue.db');
    const queue = await openQueue({
      databaseUrl,
      sqlitePath,
      clock,
      limits: { maxAttempts: 1 },
      onError,
    });
    await queue.put('a', { dueAt: 0, reason: 'event' });
    const job = only(await queue.claim(0, 9));
    await queue.postpone(job, {
      dueAt: 0,
      error: 'x',
      counts: true,
    });

    expect(existsSync(sqlitePath)).toBe(true);
    expect(await queue.deadLetters(1), 'with the limits that were given').toHaveLength(1);
    await queue.close();
  },
);

test('with a database URL no file is made, and a database that is away is said', async () => {
  const sqlitePath = join(queueFolder(), 'queue.db');
  const databaseUrl = 'postgres://127.0.0.1:1/jobs';

  await expect(
    openQueue({ databaseUrl, sqlitePath, clock: new SteppedClock(), onError }),
  ).rejects.toThrow(/^The queue in PostgreSQL could not be opened.*ECONNREFUSED/);
  expect(existsSync(sqlitePath)).toBe(false);
});
