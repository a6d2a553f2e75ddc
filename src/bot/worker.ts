import type { Clock } from '../clock.ts';
import { Forbidden, ForgeUnavailable, RateLimited } from '../forge/errors.ts';
import { errorWords, type BotLog } from './log.ts';
import type { Errand } from './look.ts';
import type { Metrics } from './metrics.ts';
import { backOff, type Pauses } from './pauses.ts';
import type { ClaimedJob, JobQueue } from './queue/queue.ts';

/** Takes jobs that are due and looks at their subjects, several side by side; the queue keeps one key in one hand. */
export interface Worker {
  /** Looks at what is due now, as much as fits into the hands; resolves with how many when all of it is done. */
  runOnce(): Promise<number>;
  /** Works until the signal aborts; resolves when nothing is in hand any more. */
  run(signal: AbortSignal): Promise<void>;
  /** Something was put that is due then: whoever sleeps longer gets up. */
  wake: (dueAt: number) => void;
}

/** Another instance may have put a job, or died with one, without a word to us. */
const LONGEST_SLEEP = 60_000;
/** Between two questions when something is due that cannot be had yet. */
const SHORTEST_SLEEP = 250;
/** A store that fails is left alone for so long. */
const STORE_PAUSE = 5000;
/** Only a person can change what is forbidden. */
const FORBIDDEN_PAUSE = 3_600_000;
/** Stands for an account as long as it is not known whose quota a job takes. */
const FINDING = 'finding the way';
/** All jobs of an account wait for the same instant; so far apart they are tried again. */
const SPREAD = 2000;

export function createWorker(given: {
  queue: JobQueue;
  errandOf: (job: ClaimedJob) => Promise<Errand>;
  pauses: Pauses;
  clock: Clock;
  concurrency: number;
  metrics: Pick<Metrics, 'looked' | 'became'>;
  log: BotLog;
  random?: () => number;
}): Worker {
  const { queue, errandOf, pauses, clock, concurrency, metrics, log } = given;
  const { random = Math.random } = given;
  const inHand = new Set<Promise<void>>();
  let sleepsUntil = -Infinity;
  let alarm = new AbortController();

  const wake = (dueAt: number): void => {
    if (dueAt < sleepsUntil) alarm.abort();
  };

  const attend = async (job: ClaimedJob): Promise<void> => {
    const began = clock.now();
    const end = (forge: string, outcome: string): void =>
      metrics.looked(
        forge,
        outcome,
        clock.now() - Math.max(job.dueAt, job.putAt),
        clock.now() - began,
      );
    let errand: Errand | undefined;
    try {
      errand = await errandOf(job);
      pauses.worked(FINDING);
      const { account } = errand;
      const pausedUntil = account === undefined ? undefined : pauses.until(account);
      if (pausedUntil !== undefined) {
        await putBack(job, pausedUntil, 'paused', false);
        return;
      }
      const looked = await errand.look();
      if (account !== undefined) pauses.worked(account);
      await queue.finish(job, looked.nextLook);
      end(errand.forge, looked.outcome);
      for (const became of looked.became) metrics.became(errand.forge, became);
      log.debug('Looked', { key: job.key, reason: job.reason, outcome: looked.outcome });
    } catch (error) {
      end(errand?.forge ?? 'none', await failed(job, errand?.account ?? FINDING, error));
    }
  };

  const putBack = (job: ClaimedJob, dueAt: number, error: string, counts: boolean): Promise<void> =>
    queue.postpone(job, { dueAt: dueAt + Math.round(random() * SPREAD), error, counts });

  /** Puts the job back as its error asks for, and names what happened. */
  const failed = async (job: ClaimedJob, account: string, error: unknown): Promise<string> => {
    const words = errorWords(error);
    const fields = { key: job.key, reason: job.reason, attempts: job.attempts, error: words };
    if (error instanceof RateLimited) {
      pauses.pause(account, error.retryAt);
      log.warn('The forge asks for patience', { ...fields, until: error.retryAt });
      await putBack(job, error.retryAt, words, false);
      return 'rate limited';
    }
    if (error instanceof ForgeUnavailable) {
      // When nothing works it is nobody's fault; a job that fails while others do not will not be tried for ever.
      const isOutage = pauses.isFailing(account);
      log.warn('The forge does not answer', fields);
      await putBack(job, pauses.failed(account), words, !isOutage);
      return 'unavailable';
    }
    if (error instanceof Forbidden) {
      log.error('The forge does not allow this', { ...fields, needs: error.needs });
      await putBack(job, clock.now() + FORBIDDEN_PAUSE, words, true);
      return 'forbidden';
    }
    log.error('A look failed', fields);
    await putBack(job, clock.now() + backOff(job.attempts, random), words, true);
    return 'failed';
  };

  const take = async (): Promise<number> => {
    const room = concurrency - inHand.size;
    const jobs = room > 0 ? await queue.claim(clock.now(), room) : [];
    for (const job of jobs) {
      const work: Promise<void> = attend(job)
        .catch((error: unknown) =>
          log.error('The queue does not take a job back', {
            key: job.key,
            error: errorWords(error),
          }),
        )
        .finally(() => {
          inHand.delete(work);
          alarm.abort();
        });
      inHand.add(work);
    }
    return jobs.length;
  };

  /** Sleeps until something is due, is put, or leaves a hand free. */
  const sleep = async (signal: AbortSignal): Promise<void> => {
    alarm = new AbortController();
    sleepsUntil = Infinity;
    const now = clock.now();
    const isFull = inHand.size >= concurrency;
    const due = isFull ? undefined : await queue.nextDue();
    const span = spanUntil(due, now);
    sleepsUntil = isFull ? -Infinity : now + span;
    await clock.sleep(span, AbortSignal.any([signal, alarm.signal]));
    sleepsUntil = -Infinity;
  };

  return {
    wake,
    async runOnce() {
      const count = await take();
      await Promise.all(inHand);
      return count;
    },
    async run(signal) {
      while (!signal.aborted) {
        try {
          if ((await take()) === 0) await sleep(signal);
        } catch (error) {
          log.error('The queue does not answer', { error: errorWords(error) });
          await clock.sleep(STORE_PAUSE, signal);
        }
      }
      await Promise.all(inHand);
    },
  };
}

function spanUntil(due: number | undefined, now: number): number {
  if (due === undefined) return LONGEST_SLEEP;
  return due <= now ? SHORTEST_SLEEP : Math.min(due - now, LONGEST_SLEEP);
}
