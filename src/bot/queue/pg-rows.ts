import type { Db } from 'pg-boss';
import type { Job } from './job.ts';
import { duePriority, dueOf } from './pg-due.ts';
import { DEAD, FIRST, LEASES, LOOKS, SCHEMA } from './pg-boss.ts';
import type { DeadLetter, JobReason, QueueCounts } from './queue.ts';

/**
 * The questions that pg-boss's API does not answer, or not with a lock. They only read: every write goes through the API.
 */

export type LeaseData = { until: number; key: string };
export type DeadData = { attempts: number; error: string; diedAt: number; reason: JobReason };

export type FirstData = { at: number };

export type Stored<T> = { id: string; data: T };

const JOB = `${SCHEMA}.job`;

/** Holds everybody else who changes this key back until the transaction ends, of all instances. */
export async function lockKey(db: Db, key: string): Promise<void> {
  await db.executeSql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${SCHEMA} ${key}`,
  ]);
}

/** What waits of a key and its dead letter, the oldest first; locked, so that nobody claims it meanwhile. */
export async function rowsOf(
  db: Db,
  key: string,
): Promise<{ waiting: Stored<Job>[]; dead: Stored<DeadData>[] }> {
  type Row = ({ name: typeof LOOKS } & Stored<Job>) | ({ name: typeof DEAD } & Stored<DeadData>);
  const found = await rows<Row>(
    db,
    `SELECT name, id, data FROM ${JOB}
     WHERE name IN ('${LOOKS}', '${DEAD}') AND singleton_key = $1 AND state < 'active'
     ORDER BY created_on, id FOR UPDATE`,
    [key],
  );
  return {
    waiting: found.filter((row) => row.name === LOOKS),
    dead: found.filter((row) => row.name === DEAD),
  };
}

/** A look in hand; `lease` is the row that says until when. */
export type Held = { id: string; job: Job; lease: string | null };

/** The look of a claim that still holds. */
export async function heldLook(
  db: Db,
  attempt: { id: string; retryCount: number },
): Promise<Held | undefined> {
  const [held] = await rows<Held>(
    db,
    `SELECT h.id, h.data AS job, l.id AS lease FROM ${JOB} h
     LEFT JOIN ${JOB} l ON l.name = '${LEASES}' AND l.state < 'active'
       AND l.singleton_key = h.id::text
     WHERE h.name = '${LOOKS}' AND h.id = $1 AND h.retry_count = $2 AND h.state = 'active'
     FOR UPDATE OF h`,
    [attempt.id, attempt.retryCount],
  );
  return held;
}

/** A lease that ran out; without `retryCount` nobody holds the look any more. */
export type EndedLease = { lease: string; key: string; id: string; retryCount: number | null };

export async function endedLeases(db: Db, now: number): Promise<EndedLease[]> {
  return rows(
    db,
    `SELECT l.id AS lease, l.data->>'key' AS key, l.singleton_key AS id,
       h.retry_count AS "retryCount" FROM ${JOB} l
     LEFT JOIN ${JOB} h ON h.name = '${LOOKS}' AND h.id = l.singleton_key::uuid
       AND h.state = 'active'
     WHERE l.name = '${LEASES}' AND l.state < 'active' AND (l.data->>'until')::bigint <= $1`,
    [now],
  );
}

export async function firstOf(
  db: Db,
  what: string,
): Promise<{ id: string; at: number } | undefined> {
  const [found] = await rows<Stored<FirstData>>(
    db,
    `SELECT id, data FROM ${JOB} WHERE name = '${FIRST}' AND singleton_key = $1 AND state < 'active'`,
    [what],
  );
  return found && { id: found.id, at: found.data.at };
}

export async function deadLettersOf(db: Db, limit: number): Promise<DeadLetter[]> {
  const found = await rows<{ key: string; data: DeadData }>(
    db,
    `SELECT singleton_key AS key, data FROM ${JOB} WHERE name = '${DEAD}' AND state < 'active'
     ORDER BY (data->>'diedAt')::bigint DESC, singleton_key LIMIT $1`,
    [limit],
  );
  return found.map(({ key, data: { attempts, error, diedAt } }) => ({
    key,
    attempts,
    error,
    diedAt,
  }));
}

export async function nextDueOf(db: Db): Promise<number | undefined> {
  const [found] = await rows<{ priority: number | null; until: string | null }>(
    db,
    `SELECT
       (SELECT max(w.priority) FROM ${JOB} w WHERE w.name = '${LOOKS}' AND w.state < 'active'
         AND NOT EXISTS (SELECT 1 FROM ${JOB} h WHERE h.name = '${LOOKS}' AND h.state = 'active'
           AND h.singleton_key = w.singleton_key)) AS priority,
       (SELECT min((data->>'until')::bigint) FROM ${JOB}
         WHERE name = '${LEASES}' AND state < 'active') AS until`,
    [],
  );
  const { priority = null, until = null } = found ?? {};
  const instants = [
    ...(priority === null ? [] : [dueOf(priority)]),
    ...(until === null ? [] : [Number(until)]),
  ];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

export async function countsOf(db: Db, now: number): Promise<QueueCounts> {
  const [found] = await rows<Record<keyof QueueCounts, string>>(
    db,
    `WITH held AS (SELECT data->>'key' AS key FROM ${JOB} WHERE name = '${LEASES}'
         AND state < 'active' AND (data->>'until')::bigint > $1),
       free AS (SELECT singleton_key AS key, max(priority) AS priority FROM ${JOB}
         WHERE name = '${LOOKS}' AND state <= 'active'
         AND singleton_key NOT IN (SELECT key FROM held) GROUP BY singleton_key)
     SELECT (SELECT count(*) FROM free) AS waiting,
       (SELECT count(*) FROM free WHERE priority >= $2) AS due,
       (SELECT count(*) FROM held) AS claimed,
       (SELECT count(*) FROM ${JOB} WHERE name = '${DEAD}' AND state < 'active') AS dead`,
    [now, duePriority(now)],
  );
  return {
    waiting: Number(found?.waiting),
    due: Number(found?.due),
    claimed: Number(found?.claimed),
    dead: Number(found?.dead),
  };
}

async function rows<T>(db: Db, text: string, values: unknown[]): Promise<T[]> {
  const result: { rows: T[] } = await db.executeSql(text, values);
  return result.rows;
}
