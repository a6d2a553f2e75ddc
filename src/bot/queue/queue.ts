/**
 * Durable work: "look at this subject, not before that instant". The queue holds nothing that could not be read from the
 * forge again. One job per key: whoever puts a second one moves or refreshes the first.
 *
 * Promises of both engines, proven by one contract suite:
 * - When `put` resolves, the job survives the loss of power.
 * - A key is never in two hands at once. What is put while it is in hand is there again after `finish`.
 * - A claim is a lease: when its holder dies, the job is free again after `leaseMs`. That counts as a failure: a look
 *   that kills its process must not do so for ever. Who comes back with a claim that is over changes nothing.
 * - After `maxAttempts` failures the job is a dead letter: kept, visible, revivable; a new `put` of its key revives it,
 *   with no failures counted. So does one that came while the last look failed.
 */
export interface JobQueue {
  /**
   * Asks for a look at `key`. With a job of that key already waiting the earlier due time wins, unless `move` is set;
   * `reason` and `glance` of the newer put win; but `command` stays until the look was done. Resolves when it is durable.
   */
  put(key: string, job: JobRequest): Promise<void>;
  /** As `put`, but leaves a job alone that waits already: what a sweep does. A dead letter does not wait. */
  putIfAbsent(key: string, job: JobRequest): Promise<void>;
  /**
   * Takes up to `limit` due jobs, earliest due first. PostgreSQL orders to the second, and rounds a due time that is still
   * to come up to it.
   */
  claim(now: number, limit: number): Promise<readonly ClaimedJob[]>;
  /** The look was done. With `next` the key waits again; a put that came meanwhile wins when it is due earlier. */
  finish(job: ClaimedJob, next?: JobRequest): Promise<void>;
  /** The look failed, or has to wait: due again at `dueAt`. `counts` is false when it is nobody's fault (rate limit). */
  postpone(
    job: ClaimedJob,
    again: { dueAt: number; error: string; counts: boolean },
  ): Promise<void>;
  /** When there may be something to claim: a job is due, or a lease ends; undefined when nothing waits or is in hand. */
  nextDue(): Promise<number | undefined>;
  counts(now: number): Promise<QueueCounts>;
  /** The latest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Puts a dead letter back, due at once; false when there is none of that key. */
  revive(key: string, now: number): Promise<boolean>;
  /** Notes an instant about something, unless there is an earlier note; resolves with what stands when it is durable. */
  noteFirst(what: string, at: number): Promise<number>;
  /** The note about it; undefined when there is none. */
  firstOf(what: string): Promise<number | undefined>;
  /** Resolves when what was begun is durable and everything is released; whatever is asked later rejects. */
  close(): Promise<void>;
}

export type JobRequest = {
  /** Milliseconds since the epoch. */
  dueAt: number;
  reason: JobReason;
  /** JSON of at most 128 KB that may spare the look a read; dropped whenever two puts disagree about what is newer. */
  glance?: Glance;
  /** Replaces the due time of a waiting job even by a later one. */
  move?: boolean;
};

/** Why somebody should look; only for logs, metrics and the one re-read of a fresh subject. */
export const JOB_REASONS = ['event', 'command', 'deadline', 'reread', 'sweep', 'missed'] as const;
export type JobReason = (typeof JOB_REASONS)[number];

/**
 * What a webhook told of the subject; the newer one by `updatedAt` is kept, two of the same instant drop each other, and
 * a put without one drops it. One that is too large or has no valid instant counts as none.
 */
export type Glance = { updatedAt: number; json: string };

export type ClaimedJob = {
  key: string;
  dueAt: number;
  reason: JobReason;
  glance?: Glance;
  /** When the oldest request that this look answers was put: what the lag is measured from. */
  putAt: number;
  /** Failures so far. */
  attempts: number;
  /** Names this claim; a lease that ran out has another one. */
  claim: string;
};

export type DeadLetter = { key: string; attempts: number; error: string; diedAt: number };

/** Each key once: `waiting` is everything that is not in hand, `due` a part of it. A lease that ran out is not in hand. */
export type QueueCounts = { waiting: number; due: number; claimed: number; dead: number };

export type QueueLimits = {
  /** Default 8. */
  maxAttempts: number;
  /** Default 2 minutes. */
  leaseMs: number;
};

export const DEFAULT_LIMITS: Readonly<QueueLimits> = { maxAttempts: 8, leaseMs: 120_000 };
