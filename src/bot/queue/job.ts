import type { ClaimedJob, Glance, JobReason, JobRequest } from './queue.ts';

/** What is known of a job that waits or is in hand; the rules of how it changes are the same for every engine. */
export type Job = {
  dueAt: number;
  reason: JobReason;
  putAt: number;
  attempts: number;
  glance?: KeptGlance;
};

/** Without `json` a glance was dropped: what is no newer than `updatedAt` is dropped as well. */
export type KeptGlance = { updatedAt: number; json?: string };

export type Failure = { dueAt: number; error: string; counts: boolean };

/** What a failed look leaves behind. */
export type AfterFailure = { job: Job } | { dead: { attempts: number; error: string } };

export function newJob(request: JobRequest, now: number): Job {
  const { dueAt, reason, glance } = request;
  return { dueAt, reason, putAt: now, attempts: 0, ...(glance === undefined ? {} : { glance }) };
}

/** The one job that is left of `job`, which waits, and of a newer request. */
export function merged(job: Job, request: JobRequest, now: number): Job {
  const newer = newJob(request, now);
  const both = together(job, newer);
  return request.move === true ? { ...both, dueAt: newer.dueAt } : both;
}

/** What waits after a finished look: `next` is what the look asked for, `again` what was put meanwhile. */
export function afterFinish(
  next: JobRequest | undefined,
  again: Job | undefined,
  now: number,
): Job | undefined {
  if (next === undefined) return again;
  const wanted = newJob(next, now);
  if (again === undefined) return wanted;
  const both = together(wanted, again);
  return wanted.dueAt < again.dueAt ? { ...both, reason: wanted.reason } : both;
}

/** A request that was put meanwhile is not lost with the job that dies: it is the put that revives it. */
export function afterFailure(
  job: Job,
  again: Job | undefined,
  failure: Failure,
  maxAttempts: number,
): AfterFailure {
  const attempts = job.attempts + (failure.counts ? 1 : 0);
  if (failure.counts && attempts >= maxAttempts) {
    return again === undefined ? { dead: { attempts, error: failure.error } } : { job: again };
  }
  const retry = { ...job, attempts, dueAt: failure.dueAt };
  return { job: again === undefined ? retry : together(retry, again) };
}

/** The job as its holder sees it. */
export function claimed(key: string, job: Job, claim: string): ClaimedJob {
  const { glance, ...rest } = job;
  if (glance?.json === undefined) return { ...rest, key, claim };
  return { ...rest, key, claim, glance: { updatedAt: glance.updatedAt, json: glance.json } };
}

/** Earliest due first; of the same instant who asked first. */
export function byDue(a: ClaimedJob, b: ClaimedJob): number {
  return a.dueAt - b.dueAt || a.putAt - b.putAt;
}

/** One job for both: the earlier due time, and of the newer one what it says. */
export function together(older: Job, newer: Job): Job {
  const glance = newestGlance(older.glance, newer.glance);
  return {
    dueAt: Math.min(older.dueAt, newer.dueAt),
    // A command has to be read from the subject, whatever a later event tells of it.
    reason: older.reason === 'command' ? older.reason : newer.reason,
    putAt: Math.min(older.putAt, newer.putAt),
    attempts: Math.max(older.attempts, newer.attempts),
    ...(glance === undefined ? {} : { glance }),
  };
}

/**
 * The newer one wins. Two of one instant say nothing about which is newer, and a request without a glance is news that
 * the older glance may not hold: what is left then is only the instant.
 */
function newestGlance(
  older: KeptGlance | undefined,
  newer: Glance | KeptGlance | undefined,
): KeptGlance | undefined {
  if (older === undefined) return newer;
  if (newer === undefined || newer.updatedAt === older.updatedAt) {
    return { updatedAt: older.updatedAt };
  }
  return newer.updatedAt > older.updatedAt ? newer : older;
}
