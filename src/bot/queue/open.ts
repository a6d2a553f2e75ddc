import type { Clock } from '../../clock.ts';
import type { JobQueue, QueueLimits } from './queue.ts';

export type QueueOptions = {
  /** A PostgreSQL connection string; absent or empty, the jobs are kept in `sqlitePath`. */
  databaseUrl?: string | undefined;
  sqlitePath: string;
  clock: Clock;
  limits?: Partial<QueueLimits>;
  /** Told of what fails in the background, such as a lost connection; nobody waits for it. */
  onError: (error: unknown) => void;
};

/** Opens the engine that was chosen and loads only that one. Rejects with a `QueueProblem` that says what to do. */
export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  const { databaseUrl = '', sqlitePath, clock, limits = {}, onError } = options;
  if (databaseUrl === '') {
    const { openSqliteQueue } = await import('./sqlite-queue.ts');
    return openSqliteQueue(sqlitePath, { clock, limits });
  }
  const { openPgQueue } = await import('./pg-queue.ts');
  return openPgQueue(databaseUrl, { clock, limits, onError });
}
