import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { leaseRanOut, QUEUE_CLOSED } from '../../text/queue-problems.ts';
import { checkedDueAt, checkedError, checkedKey, checkedRequest } from './checked.ts';
import { groupCommit, type GroupCommit } from './group-commit.ts';
import {
  afterFailure,
  afterFinish,
  claimed,
  merged,
  newJob,
  type Failure,
  type Job,
} from './job.ts';
import { QueueProblem } from './problem.ts';
import {
  DEFAULT_LIMITS,
  type ClaimedJob,
  type DeadLetter,
  type JobQueue,
  type JobRequest,
  type QueueCounts,
  type QueueLimits,
} from './queue.ts';
import { inTransaction, loadSqlite, openFile } from './sqlite-file.ts';
import { SqliteStatements } from './sqlite-statements.ts';

export type SqliteQueueOptions = {
  clock: Clock;
  limits?: Partial<QueueLimits>;
  /** How long to wait for another process that writes the same file; it blocks the event loop. Default 5 s. */
  busyTimeoutMs?: number;
};

/**
 * The queue in one file: a bot that needs nothing installed. This half is our own because no library keeps jobs on
 * SQLite the way the port promises: those that could be installed lack a key that coalesces or a claim that is a
 * lease, the embedded PostgreSQL (PGlite) never waits for the disk and lost most acknowledged jobs when the power was
 * cut, and Redis is one more server. `node:sqlite` with `synchronous = FULL` lost none, and takes no dependency.
 *
 * Several processes may open the same file on a local disk: a claim is one transaction, and a writer waits for its
 * turn. That is for the moment of an upgrade; several instances for good belong on PostgreSQL.
 *
 * Rejects with a `QueueProblem` that names the file when it cannot be opened.
 */
export async function openSqliteQueue(
  path: string,
  { clock, limits, busyTimeoutMs = 5000 }: SqliteQueueOptions,
): Promise<JobQueue> {
  // Resolved, because SQLite gives names such as ":memory:" a meaning of their own.
  const database = openFile(resolve(path), await loadSqlite(), busyTimeoutMs);
  return new SqliteQueue(database, clock, { ...DEFAULT_LIMITS, ...limits });
}

class SqliteQueue implements JobQueue {
  readonly #database: DatabaseSync;
  readonly #tables: SqliteStatements;
  readonly #group: GroupCommit;
  readonly #clock: Clock;
  readonly #limits: QueueLimits;
  #isClosed = false;

  constructor(database: DatabaseSync, clock: Clock, limits: QueueLimits) {
    this.#database = database;
    this.#tables = new SqliteStatements(database);
    this.#group = groupCommit((operations) => inTransaction(database, operations));
    this.#clock = clock;
    this.#limits = limits;
  }

  async put(key: string, job: JobRequest): Promise<void> {
    const request = checkedRequest(key, job);
    await this.#durably(() => {
      const now = this.#clock.now();
      const waiting = this.#tables.waiting(key);
      this.#wait(key, waiting === undefined ? newJob(request, now) : merged(waiting, request, now));
    });
  }

  async putIfAbsent(key: string, job: JobRequest): Promise<void> {
    const request = checkedRequest(key, job);
    await this.#durably(() => {
      if (this.#tables.waiting(key) === undefined) {
        this.#wait(key, newJob(request, this.#clock.now()));
      }
    });
  }

  async claim(now: number, limit: number): Promise<readonly ClaimedJob[]> {
    return this.#durably(() => {
      this.#endLeases(now);
      return this.#tables.claimable(now, limit).map((due) => {
        const claim = randomUUID();
        this.#tables.dropWaiting(due.key);
        this.#tables.storeHeld(due, claim, now + this.#limits.leaseMs);
        return claimed(due.key, due.job, claim);
      });
    });
  }

  async finish(job: ClaimedJob, next?: JobRequest): Promise<void> {
    const { key, claim } = job;
    const request = next === undefined ? undefined : checkedRequest(key, next);
    await this.#durably(() => {
      if (this.#tables.held(key, claim) === undefined) return;
      this.#tables.dropHeld(key);
      const left = afterFinish(request, this.#tables.waiting(key), this.#clock.now());
      if (left !== undefined) this.#wait(key, left);
    });
  }

  async postpone(job: ClaimedJob, again: Failure): Promise<void> {
    const { key, claim } = job;
    const error = checkedError(again.error);
    const failure = { ...again, error, dueAt: checkedDueAt(again.dueAt) };
    await this.#durably(() => {
      const held = this.#tables.held(key, claim);
      if (held !== undefined) this.#fail(key, held, failure, this.#clock.now());
    });
  }

  async nextDue(): Promise<number | undefined> {
    this.#refuseWhenClosed();
    return this.#tables.nextDue();
  }

  async counts(now: number): Promise<QueueCounts> {
    this.#refuseWhenClosed();
    return this.#tables.counts(now);
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    this.#refuseWhenClosed();
    return this.#tables.deadLetters(limit);
  }

  async revive(key: string, now: number): Promise<boolean> {
    return this.#durably(() => {
      const reason = this.#tables.deadReason(key);
      if (reason === undefined) return false;
      this.#wait(key, newJob({ dueAt: now, reason }, now));
      return true;
    });
  }

  async noteFirst(what: string, at: number): Promise<number> {
    const key = checkedKey(what);
    const instant = checkedDueAt(at);
    return this.#durably(() => this.#tables.noteFirst(key, instant));
  }

  async firstOf(what: string): Promise<number | undefined> {
    this.#refuseWhenClosed();
    return this.#tables.firstOf(checkedKey(what));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#group.flush();
    this.#database.close();
  }

  async #durably<T>(operation: () => T): Promise<T> {
    this.#refuseWhenClosed();
    return this.#group.add(operation);
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new QueueProblem(QUEUE_CLOSED);
  }

  /** A job that waits is not a dead letter. */
  #wait(key: string, job: Job): void {
    this.#tables.storeWaiting(key, job);
    this.#tables.dropDead(key);
  }

  #fail(key: string, job: Job, failure: Failure, now: number): void {
    this.#tables.dropHeld(key);
    const waiting = this.#tables.waiting(key);
    const left = afterFailure(job, waiting, failure, this.#limits.maxAttempts);
    if ('job' in left) this.#wait(key, left.job);
    else this.#tables.storeDead({ key, ...left.dead, diedAt: now }, job.reason);
  }

  #endLeases(now: number): void {
    const error = leaseRanOut(this.#limits.leaseMs);
    for (const { key, job } of this.#tables.expired(now)) {
      this.#fail(key, job, { dueAt: job.dueAt, error, counts: true }, now);
    }
  }
}
