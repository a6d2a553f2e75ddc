import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Job } from './job.ts';
import type { DeadLetter, JobReason, QueueCounts } from './queue.ts';

type Row = Record<string, SQLOutputValue>;
export type HeldJob = { key: string; job: Job };

const COLUMNS = 'key, due_at, reason, put_at, attempts, glance_at, glance';

/** Each key that is not in hand once; a lease that ran out left a job behind that is due. Takes `now`. */
const FREE = `
  SELECT key, due_at FROM waiting WHERE key NOT IN (SELECT key FROM held)
  UNION ALL
  SELECT key, due_at FROM held WHERE lease_until <= :now`;

const SQL = {
  waiting: `SELECT ${COLUMNS} FROM waiting WHERE key = ?`,
  storeWaiting: `INSERT OR REPLACE INTO waiting (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  dropWaiting: 'DELETE FROM waiting WHERE key = ?',
  claimable: `SELECT ${COLUMNS} FROM waiting WHERE due_at <= ? AND key NOT IN (SELECT key FROM held)
    ORDER BY due_at, put_at LIMIT ?`,
  held: `SELECT ${COLUMNS} FROM held WHERE key = ? AND claim = ?`,
  expired: `SELECT ${COLUMNS} FROM held WHERE lease_until <= ?`,
  storeHeld: `INSERT INTO held (${COLUMNS}, claim, lease_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  dropHeld: 'DELETE FROM held WHERE key = ?',
  dead: 'SELECT key, reason, attempts, error, died_at FROM dead WHERE key = ?',
  deadLetters: `SELECT key, reason, attempts, error, died_at FROM dead
    ORDER BY died_at DESC, key LIMIT ?`,
  storeDead: `INSERT OR REPLACE INTO dead (key, reason, attempts, error, died_at)
    VALUES (?, ?, ?, ?, ?)`,
  dropDead: 'DELETE FROM dead WHERE key = ?',
  noteFirst: `INSERT INTO first (what, at) VALUES (?, ?)
    ON CONFLICT (what) DO UPDATE SET at = min(at, excluded.at) RETURNING at`,
  firstOf: 'SELECT at FROM first WHERE what = ?',
  nextDue: `SELECT min(at) AS at FROM (
    SELECT min(due_at) AS at FROM waiting WHERE key NOT IN (SELECT key FROM held)
    UNION ALL SELECT min(lease_until) AS at FROM held)`,
  counts: `SELECT
    (SELECT count(*) FROM (${FREE})) AS waiting,
    (SELECT count(*) FROM (${FREE}) WHERE due_at <= :now) AS due,
    (SELECT count(*) FROM held WHERE lease_until > :now) AS claimed,
    (SELECT count(*) FROM dead) AS dead`,
} as const;

/** The tables as values; each call is one statement, and what belongs together is put into one transaction outside. */
export class SqliteStatements {
  readonly #prepared: Readonly<Record<keyof typeof SQL, StatementSync>>;

  constructor(database: DatabaseSync) {
    const entries = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#prepared = Object.fromEntries(entries) as Record<keyof typeof SQL, StatementSync>;
  }

  waiting(key: string): Job | undefined {
    return heldJob(this.#prepared.waiting.get(key))?.job;
  }

  storeWaiting(key: string, job: Job): void {
    this.#prepared.storeWaiting.run(...values(key, job));
  }

  dropWaiting(key: string): void {
    this.#prepared.dropWaiting.run(key);
  }

  /** Due jobs of keys that are in nobody's hand, earliest due first. */
  claimable(now: number, limit: number): HeldJob[] {
    return this.#prepared.claimable.all(now, limit).flatMap((row) => heldJob(row) ?? []);
  }

  held(key: string, claim: string): Job | undefined {
    return heldJob(this.#prepared.held.get(key, claim))?.job;
  }

  expired(now: number): HeldJob[] {
    return this.#prepared.expired.all(now).flatMap((row) => heldJob(row) ?? []);
  }

  storeHeld({ key, job }: HeldJob, claim: string, leaseUntil: number): void {
    this.#prepared.storeHeld.run(...values(key, job), claim, leaseUntil);
  }

  dropHeld(key: string): void {
    this.#prepared.dropHeld.run(key);
  }

  deadReason(key: string): JobReason | undefined {
    return this.#prepared.dead.get(key)?.['reason'] as JobReason | undefined;
  }

  deadLetters(limit: number): DeadLetter[] {
    return this.#prepared.deadLetters.all(limit).map(deadLetter);
  }

  storeDead({ key, attempts, error, diedAt }: DeadLetter, reason: JobReason): void {
    this.#prepared.storeDead.run(key, reason, attempts, error, diedAt);
  }

  dropDead(key: string): void {
    this.#prepared.dropDead.run(key);
  }

  noteFirst(what: string, at: number): number {
    return Number(this.#prepared.noteFirst.get(what, at)?.['at']);
  }

  firstOf(what: string): number | undefined {
    return this.#prepared.firstOf.get(what)?.['at'] as number | undefined;
  }

  nextDue(): number | undefined {
    return (this.#prepared.nextDue.get()?.['at'] as number | null | undefined) ?? undefined;
  }

  counts(now: number): QueueCounts {
    const row = this.#prepared.counts.get({ now });
    const count = (name: keyof QueueCounts): number => Number(row?.[name]);
    return {
      waiting: count('waiting'),
      due: count('due'),
      claimed: count('claimed'),
      dead: count('dead'),
    };
  }
}

function values(
  key: string,
  job: Job,
): [string, number, string, number, number, number | null, string | null] {
  const { dueAt, reason, putAt, attempts, glance } = job;
  return [key, dueAt, reason, putAt, attempts, glance?.updatedAt ?? null, glance?.json ?? null];
}

function heldJob(row: Row | undefined): HeldJob | undefined {
  if (row === undefined) return undefined;
  const { key, due_at, reason, put_at, attempts, glance_at, glance } = row as {
    key: string;
    due_at: number;
    reason: JobReason;
    put_at: number;
    attempts: number;
    glance_at: number | null;
    glance: string | null;
  };
  const kept =
    glance_at === null
      ? {}
      : { glance: { updatedAt: glance_at, ...(glance === null ? {} : { json: glance }) } };
  return { key, job: { dueAt: due_at, reason, putAt: put_at, attempts, ...kept } };
}

function deadLetter(row: Row): DeadLetter {
  const { key, attempts, error, died_at } = row as {
    key: string;
    attempts: number;
    error: string;
    died_at: number;
  };
  return { key, attempts, error, diedAt: died_at };
}
