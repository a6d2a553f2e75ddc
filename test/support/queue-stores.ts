import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openPgQueue } from '../../src/bot/queue/pg-queue.ts';
import { openSqliteQueue } from '../../src/bot/queue/sqlite-queue.ts';
import type { Postgres } from './postgres.ts';
import type { QueueStore } from './queue-world.ts';

/** A folder of its own, gone when the test is over. */
export function queueFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function newSqliteStore(): Promise<QueueStore> {
  const path = join(queueFolder(), 'queue.db');
  return { open: (clock, limits = {}) => openSqliteQueue(path, { clock, limits }) };
}

/** A database of its own; what fails in the background fails the test. */
export async function newPgStore(postgres: Postgres): Promise<QueueStore> {
  const url = await postgres.newDatabase();
  const failed: unknown[] = [];
  onTestFinished(async () => {
    await postgres.drop(url);
    if (failed.length > 0) throw new AggregateError(failed, 'failed in the background');
  });
  return {
    open: (clock, limits = {}) =>
      openPgQueue(url, { clock, limits, onError: (error) => failed.push(error) }),
  };
}
