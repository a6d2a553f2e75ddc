import type { Db, PgBoss } from 'pg-boss';
import type { Clock } from '../../clock.ts';
import { leaseRanOut, QUEUE_CLOSED } from '../../text/queue-problems.ts';
import { checkedDueAt, checkedError, checkedKey, checkedRequest } from './checked.ts';
import {
  afterFailure,
  afterFinish,
  byDue,
  claimed,
  merged,
  newJob,
  type Failure,
  type Job,
} from './job.ts';
import { LOOKS, startBoss } from './pg-boss.ts';
import { duePriority } from './pg-due.ts';
import {
  countsOf,
  deadLettersOf,
  endedLeases,
  firstOf,
  heldLook,
  lockKey,
  nextDueOf,
  rowsOf,
  type EndedLease,
} from './pg-rows.ts';
import { PgWrites } from './pg-writes.ts';
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

export type PgQueueOptions = {
  clock: Clock;
  limits?: Partial<QueueLimits>;
  /** Told of what fails in the background, such as a lost connection. The queue goes on and connects again. */
  onError: (error: unknown) => void;
};

type Attempt = { id: string; retryCount: number };

/**
 * The queue in PostgreSQL through pg-boss: one key, one singleton of a `stately` queue. Any number of bots may share the
 * database. pg-boss stores, hands out without waiting for locks, migrates and cleans up. Three promises of the port it
 * does not make, and they are kept so, in one transaction each:
 * - earlier due wins: the key is locked, what waits is read, and the job that is left of both is written;
 * - earliest due first, by the clock of the bot: the due time is the priority (pg-due.ts);
 * - a lease by that clock: a second row that names the look in hand says until when.
 * Failures are counted in the job, because pg-boss counts also those that are nobody's fault.
 *
 * Rejects with a `QueueProblem` when the database does not answer. Later a lost connection rejects what was asked.
 */
export async function openPgQueue(
  connectionString: string,
  { clock, limits, onError }: PgQueueOptions,
): Promise<JobQueue> {
  const boss = await startBoss(connectionString, onError);
  return new PgQueue(boss, clock, { ...DEFAULT_LIMITS, ...limits });
}

class PgQueue implements JobQueue {
  readonly #boss: PgBoss;
  readonly #clock: Clock;
  readonly #limits: QueueLimits;
  readonly #begun = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(boss: PgBoss, clock: Clock, limits: QueueLimits) {
    this.#boss = boss;
    this.#clock = clock;
    this.#limits = limits;
  }

  async put(key: string, job: JobRequest): Promise<void> {
    const request = checkedRequest(key, job);
    const now = this.#clock.now();
    await this.#change(key, (writes) =>
      writes.wait(key, now, (waiting) =>
        waiting === undefined ? newJob(request, now) : merged(waiting, request, now),
      ),
    );
  }

  async putIfAbsent(key: string, job: JobRequest): Promise<void> {
    const request = checkedRequest(key, job);
    const now = this.#clock.now();
    await this.#change(key, async (writes) => {
      if (!(await writes.isWaiting(key))) await writes.wait(key, now, () => newJob(request, now));
    });
  }

  async claim(now: number, limit: number): Promise<readonly ClaimedJob[]> {
    if (limit < 1) return [];
    return this.#do(async () => {
      for (const lease of await endedLeases(this.#boss.getDb(), now)) {
        await this.#endLease(lease, now);
      }
      return this.#transaction((writes, db) => this.#fetch(writes, db, now, limit));
    });
  }

  async finish(job: ClaimedJob, next?: JobRequest): Promise<void> {
    const { key } = job;
    const request = next === undefined ? undefined : checkedRequest(key, next);
    const now = this.#clock.now();
    await this.#withHeld(job, async (writes) => {
      const left = afterFinish(request, await writes.takeWaiting(key), now);
      if (left !== undefined) await writes.wait(key, now, () => left);
    });
  }

  async postpone(job: ClaimedJob, again: Failure): Promise<void> {
    const error = checkedError(again.error);
    const failure = { ...again, error, dueAt: checkedDueAt(again.dueAt) };
    await this.#withHeld(job, (writes, held) =>
      this.#fail(writes, job.key, held, failure, this.#clock.now()),
    );
  }

  async nextDue(): Promise<number | undefined> {
    return this.#do(() => nextDueOf(this.#boss.getDb()));
  }

  async counts(now: number): Promise<QueueCounts> {
    return this.#do(() => countsOf(this.#boss.getDb(), now));
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    return this.#do(() => deadLettersOf(this.#boss.getDb(), limit));
  }

  async revive(key: string, now: number): Promise<boolean> {
    return this.#change(key, async (writes, db) => {
      const [dead] = (await rowsOf(db, key)).dead;
      if (dead === undefined) return false;
      const { reason } = dead.data;
      await writes.wait(key, now, () => newJob({ dueAt: now, reason }, now));
      return true;
    });
  }

  async noteFirst(what: string, at: number): Promise<number> {
    const instant = checkedDueAt(at);
    return this.#change(checkedKey(what), (writes) => writes.noteFirst(what, instant));
  }

  async firstOf(what: string): Promise<number | undefined> {
    return this.#do(async () => (await firstOf(this.#boss.getDb(), checkedKey(what)))?.at);
  }

  async close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#begun).then(() => this.#boss.stop());
    await this.#closing;
  }

  async #fetch(writes: PgWrites, db: Db, now: number, limit: number): Promise<ClaimedJob[]> {
    const found = await this.#boss.fetch<Job>(LOOKS, {
      batchSize: limit,
      minPriority: duePriority(now),
      ignoreStartAfter: true,
      includeMetadata: true,
      db,
    });
    if (found.length === 0) return [];
    const jobs = found.map(({ id, retryCount, singletonKey, data }) => ({
      id,
      ...claimed(singletonKey ?? '', data, claimOf({ id, retryCount })),
    }));
    await writes.lease(jobs, now + this.#limits.leaseMs);
    return jobs.map(({ id: _id, ...job }) => job).toSorted(byDue);
  }

  async #endLease({ lease, key, id, retryCount }: EndedLease, now: number): Promise<void> {
    const error = leaseRanOut(this.#limits.leaseMs);
    await this.#transaction(async (writes, db) => {
      await lockKey(db, key);
      const held = retryCount === null ? undefined : await heldLook(db, { id, retryCount });
      // pg-boss itself may have taken the look out of the hand: then it waits again already.
      await (held === undefined ? writes.endLease(lease) : writes.letGo(held));
      if (held === undefined) return;
      const { job } = held;
      await this.#fail(writes, key, job, { dueAt: job.dueAt, error, counts: true }, now);
    });
  }

  async #fail(
    writes: PgWrites,
    key: string,
    job: Job,
    failure: Failure,
    now: number,
  ): Promise<void> {
    const again = await writes.takeWaiting(key);
    const left = afterFailure(job, again, failure, this.#limits.maxAttempts);
    if ('job' in left) await writes.wait(key, now, () => left.job);
    else await writes.die(key, { ...left.dead, diedAt: now, reason: job.reason });
  }

  /** Ends the claim and does `work`; nothing when the claim is over. */
  async #withHeld(
    { key, claim }: ClaimedJob,
    work: (writes: PgWrites, held: Job) => Promise<void>,
  ): Promise<void> {
    const attempt = attemptOf(claim);
    if (attempt === undefined) return;
    await this.#change(key, async (writes, db) => {
      const held = await heldLook(db, attempt);
      if (held === undefined) return;
      await writes.letGo(held);
      await work(writes, held.job);
    });
  }

  /** One after the other for a key, all or nothing. */
  async #change<T>(key: string, work: (writes: PgWrites, db: Db) => Promise<T>): Promise<T> {
    return this.#do(() =>
      this.#transaction(async (writes, db) => {
        await lockKey(db, key);
        return work(writes, db);
      }),
    );
  }

  async #transaction<T>(work: (writes: PgWrites, db: Db) => Promise<T>): Promise<T> {
    const transaction = await this.#boss.getDb().beginTransaction?.();
    if (transaction === undefined) throw new Error('pg-boss has a connection without transactions');
    try {
      const result = await work(new PgWrites(this.#boss, transaction.db), transaction.db);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  async #do<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new QueueProblem(QUEUE_CLOSED);
    const begun = work();
    this.#begun.add(begun);
    try {
      return await begun;
    } finally {
      this.#begun.delete(begun);
    }
  }
}

/** One attempt of one of pg-boss's jobs: a row is handed out once, or pg-boss counts it. */
function claimOf({ id, retryCount }: Attempt): string {
  return `${id}:${retryCount}`;
}

function attemptOf(claim: string): Attempt | undefined {
  const [, id, retryCount] = /^([0-9a-f-]{36}):(0|[1-9]\d{0,8})$/.exec(claim) ?? [];
  if (id === undefined || retryCount === undefined) return undefined;
  return { id, retryCount: Number(retryCount) };
}
