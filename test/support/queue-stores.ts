import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { onTestFinished } from 'vitest';
import { openPgQueue } from '../../src/bot/queue/pg-queue.ts';
import { openSqliteQueue } from '../../src/bot/queue/sqlite-queue.ts';
import type { Postgres } from './postgres.ts';
import type { NewStore, QueueStore } from './queue-world.ts';

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

export type PgStores = { newStore: NewStore; close: () => Promise<void> };

/**
 * One database, emptied for each store: making the tables takes longer than most tests. What fails in the background
 * fails the test.
 */
export async function pgStores(postgres: Postgres): Promise<PgStores> {
  const url = await postgres.newDatabase();
  const boss = await operatorOf(url);
  return {
    newStore: async () => {
      await boss.getDb().executeSql('DELETE FROM agent_run.job');
      const failed: unknown[] = [];
      onTestFinished(() => {
        if (failed.length > 0) throw new AggregateError(failed, 'failed in the background');
      });
      return {
        open: (clock, limits = {}) =>
          openPgQueue(url, { clock, limits, onError: (error) => failed.push(error) }),
      };
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await postgres.drop(url);
    },
  };
}

/** pg-boss as an operator would look at it; the caller stops it. */
export async function operatorOf(connectionString: string): Promise<PgBoss> {
  const schema = 'agent_run';
  const boss = new PgBoss({ connectionString, schema, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  return boss.start();
}
