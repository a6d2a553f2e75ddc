import type { PgBoss } from 'pg-boss';
import { BAD_CONNECTION_STRING, postgresNotReached } from '../../text/queue-problems.ts';
import { QueueProblem } from './problem.ts';

/** A schema of our own: another application may keep its own version of pg-boss in the same database. */
export const SCHEMA = 'agent_run';

/** The looks: per key one that waits and one that is in hand. */
export const LOOKS = 'looks';
/** The lease of each look in hand, under the look's id as its key. They are never fetched. */
export const LEASES = 'leases';
export const DEAD = 'dead-looks';
/** Notes about when something was first seen, under its name as their key. They are never fetched. */
export const FIRST = 'first-seen';

/** pg-boss deletes what waits longer than this after its due time: never, as far as 32 bits of seconds go. */
const FOR_EVER = 2 ** 31 - 1;
/** pg-boss's own limit. Our leases are shorter and end by the clock of the bot; this one only cleans up behind them. */
const LONGEST_HAND = 24 * 60 * 60;
const MANY = 1_000_000;

/**
 * A started pg-boss with its schema and our queues. What fails later in the background, a lost connection for one, goes
 * to `onError` and does not end the process. Rejects with a `QueueProblem`, in which the connection string does not occur.
 */
export async function startBoss(
  connectionString: string,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = newBoss(connectionString, Boss);
  boss.on('error', onError);
  try {
    await boss.start();
    await boss.createQueue(LOOKS, {
      policy: 'stately',
      retentionSeconds: FOR_EVER,
      expireInSeconds: LONGEST_HAND,
      retryLimit: MANY,
    });
    await boss.createQueue(LEASES, { retentionSeconds: FOR_EVER });
    await boss.createQueue(DEAD, { policy: 'short', retentionSeconds: FOR_EVER });
    await boss.createQueue(FIRST, { policy: 'short', retentionSeconds: FOR_EVER });
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(onError);
    throw notReached(error);
  }
}

function newBoss(connectionString: string, Boss: typeof PgBoss): PgBoss {
  try {
    return new Boss({ connectionString, schema: SCHEMA, schedule: false });
  } catch (error) {
    throw notReached(error);
  }
}

/** The error of a string that cannot be parsed quotes it, password and all: neither its text nor itself is passed on. */
function notReached(error: unknown): QueueProblem {
  if (error instanceof TypeError)
    return new QueueProblem(postgresNotReached(BAD_CONNECTION_STRING));
  return new QueueProblem(postgresNotReached(detailOf(error)), { cause: error });
}

/** Several addresses that refuse are an AggregateError, whose own message is empty. */
function detailOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(detailOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
