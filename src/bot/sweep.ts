import { BoundedMap } from '../bounded-map.ts';
import type { Clock } from '../clock.ts';
import { RateLimited } from '../forge/errors.ts';
import type { ListedSubject } from '../forge/forge.ts';
import type { Repository } from '../forge/model.ts';
import { subjectKey } from '../hygiene/memory.ts';
import { changesSinceLastTime } from './changes.ts';
import type { ForgeAtWork, Place } from './forge-at-work.ts';
import { keepSwitch } from './keep-switch.ts';
import { keyOf } from './keys.ts';
import { errorWords, type BotLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Pauses } from './pauses.ts';
import type { JobQueue } from './queue/queue.ts';

/**
 * Finds everything that is flagged by its labels and puts a job for what has none: so a lost store is rebuilt from the
 * forge, and a webhook that never came is made up for. Where the forge does not tell what it could not deliver, what
 * changed since the last sweep is looked at, too. What was looked at since its last change is left alone.
 */
export interface Sweeper {
  /** All repositories of all forges. Resolves with the instant to try again what failed; undefined when nothing did. */
  sweep(signal?: AbortSignal): Promise<number | undefined>;
  /** One repository where policy or labels changed: everything flagged there is looked at again. */
  sweepRepository(forge: string, repository: Repository): Promise<void>;
  /** Sweeps at once and then again and again, until the signal aborts. */
  run(every: number, signal: AbortSignal): Promise<void>;
}

/** After a failure, unless the forge named an instant. */
const RETRY = 60_000;
const MOST_KNOWN = 20_000;
/** Subjects whose jobs are put side by side: a wait for the disk for each of them would make a sweep as slow as the disk. */
const TOGETHER = 100;

export function createSweeper(given: {
  forges: readonly ForgeAtWork[];
  queue: Pick<JobQueue, 'put' | 'putIfAbsent'>;
  wake: (dueAt: number) => void;
  pauses: Pauses;
  clock: Clock;
  metrics: Pick<Metrics, 'swept'>;
  log: BotLog;
}): Sweeper {
  const { forges, queue, wake, pauses, clock, metrics, log } = given;
  /** Repositories that are being swept, and whether one more change came meanwhile. */
  const underWay = new Map<string, { again: boolean }>();

  const changes = changesSinceLastTime(clock);

  /** How many jobs were put. */
  const sweepHome = async (
    forge: string,
    place: Place,
    repository: Repository,
    which: 'changed' | 'all',
  ): Promise<number> => {
    const { world } = place;
    const home = await world.policies.of(repository);
    if (home === undefined || home.policy.mode === 'off') return 0;
    const { template, issue, title } = home.policy.report.labels;
    const labels = [...new Set([template, issue, title].map(({ name }) => name))];
    const seen = new BoundedMap<true>(MOST_KNOWN);
    let count = 0;
    const found = async (
      { number, updatedAt }: ListedSubject,
      why: 'flagged' | 'changed',
    ): Promise<void> => {
      const subject = { ...repository, number };
      const key = keyOf(forge, subject);
      const lookedAt = world.memory.subjects.get(subjectKey(subject))?.updatedAt;
      const isKnown = which === 'changed' && lookedAt !== undefined;
      if (seen.get(key) === true || (isKnown && lookedAt >= updatedAt)) return;
      seen.set(key, true);
      const job = { dueAt: clock.now(), reason: 'sweep' as const };
      // A job that waits is for a deadline: it is enough as long as nothing is known to have changed.
      const mayWait = which === 'changed' && why === 'flagged' && !isKnown;
      await (mayWait ? queue.putIfAbsent(key, job) : queue.put(key, job));
      wake(job.dueAt);
      count += 1;
    };
    // Where nobody knows since when the bot is wanted it only answers to what happens, and keeps what it has promised.
    const madeSince =
      which === 'changed'
        ? (home.policy.since ?? (await place.wantedSince?.(repository)))
        : undefined;
    if (madeSince !== undefined) {
      for await (const some of together(changes(place, repository, { labels, madeSince }))) {
        await Promise.all(some.map((each) => found(each, 'changed')));
      }
    }
    for (const label of labels) {
      for await (const some of together(world.forge.listLabelled(repository, label, 'open'))) {
        await Promise.all(some.map((each) => found(each, 'flagged')));
      }
    }
    await keepSwitch(forge, place, home, log);
    return count;
  };

  const sweepPlace = async (forge: string, place: Place, signal?: AbortSignal): Promise<void> => {
    let count = 0;
    try {
      for await (const repository of place.world.forge.listRepositories()) {
        if (signal?.aborted === true) return;
        count += await sweepHome(forge, place, repository, 'changed');
      }
      metrics.swept(forge, 'done', count);
    } catch (error) {
      metrics.swept(forge, 'failed', count);
      if (error instanceof RateLimited) pauses.pause(place.account, error.retryAt);
      throw error;
    }
  };

  const sweep = async (signal?: AbortSignal): Promise<number | undefined> => {
    const retries: number[] = [];
    const noteFailure = (forge: string, error: unknown): void => {
      log.warn('A sweep failed', { forge, error: errorWords(error) });
      retries.push(error instanceof RateLimited ? error.retryAt : clock.now() + RETRY);
    };
    for (const forge of forges) {
      try {
        for await (const place of forge.places()) {
          const pausedUntil = pauses.until(place.account);
          if (pausedUntil !== undefined) retries.push(pausedUntil);
          else {
            await sweepPlace(forge.name, place, signal).catch((error) =>
              noteFailure(forge.name, error),
            );
          }
        }
      } catch (error) {
        noteFailure(forge.name, error);
      }
    }
    return retries.length === 0 ? undefined : Math.min(...retries);
  };

  return {
    sweep,
    async sweepRepository(name, repository) {
      const key = `${name}/${repository.owner}/${repository.name}`;
      const known = underWay.get(key);
      if (known !== undefined) {
        known.again = true;
        return;
      }
      const state = { again: true };
      underWay.set(key, state);
      try {
        const forge = forges.find((each) => each.name === name);
        const place = await forge?.placeOf(repository);
        if (place === undefined) return;
        while (state.again) {
          state.again = false;
          await sweepHome(name, place, repository, 'all');
        }
      } catch (error) {
        log.warn('A sweep of a repository failed', { forge: name, error: errorWords(error) });
      } finally {
        underWay.delete(key);
      }
    },
    async run(every, signal) {
      while (!signal.aborted) {
        const retryAt = (await sweep(signal)) ?? Infinity;
        log.debug('Swept', { failed: retryAt < Infinity });
        const span = Math.min(every, Math.max(retryAt - clock.now(), RETRY));
        await clock.sleep(span, signal);
      }
    },
  };
}

/** In the order of the list; what was listed before it broke off is not lost. */
async function* together<T>(listed: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let some: T[] = [];
  for await (const each of listed) {
    some.push(each);
    if (some.length < TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
