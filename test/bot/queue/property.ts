import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import type { ClaimedJob } from '../../../src/bot/queue/queue.ts';
import { QueueModel } from '../../support/queue-model.ts';
import { queueWorld, SECOND, type NewStore, type QueueWorld } from '../../support/queue-world.ts';

const LIMITS = { maxAttempts: 2, leaseMs: 20 * SECOND };

const key = constantFrom('a', 'b', 'c');
const seconds = integer({ min: 0, max: 30 });
/** Which of the claims so far, the latest first: stale ones, too. */
const nth = integer({ min: 0, max: 4 });

type Step =
  | { do: 'put'; key: string; in: number; move: boolean }
  | { do: 'putIfAbsent'; key: string; in: number }
  | { do: 'claim'; limit: number }
  | { do: 'finish'; nth: number; next: number | null }
  | { do: 'postpone'; nth: number; in: number; counts: boolean }
  | { do: 'pass'; seconds: number }
  | { do: 'revive'; key: string }
  | { do: 'restart' };

const limit = integer({ min: 1, max: 3 });
const next = option(seconds);
const move = boolean();
const counts = boolean();
const step: Arbitrary<Step> = oneof(
  { weight: 4, arbitrary: record({ do: constant('put'), key, in: seconds, move }) },
  { weight: 1, arbitrary: record({ do: constant('putIfAbsent'), key, in: seconds }) },
  { weight: 4, arbitrary: record({ do: constant('claim'), limit }) },
  { weight: 2, arbitrary: record({ do: constant('finish'), nth, next }) },
  { weight: 3, arbitrary: record({ do: constant('postpone'), nth, in: seconds, counts }) },
  { weight: 3, arbitrary: record({ do: constant('pass'), seconds }) },
  { weight: 1, arbitrary: record({ do: constant('revive'), key }) },
  { weight: 1, arbitrary: record({ do: constant('restart') }) },
);

/** Random histories in whole seconds: what an engine shows after each step is what the model says. */
export function queueDoesAsTheModel(newStore: NewStore, numRuns: number): void {
  test(`does in ${numRuns} random histories what the model does`, async () => {
    await assert(
      asyncProperty(array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const world = await queueWorld(newStore, LIMITS);
        const pair = new Pair(world);
        for (const each of steps) {
          const { found, wanted } = await pair.do(each);
          expect(found).toEqual(wanted);
        }
        await world.queue.close();
      }),
      { numRuns },
    );
  });
}

/** An engine and the model, told the same, and what they then show. */
class Pair {
  readonly #world: QueueWorld;
  readonly #model = new QueueModel(LIMITS);
  readonly #claims: ClaimedJob[] = [];

  constructor(world: QueueWorld) {
    this.#world = world;
  }

  async do(each: Step): Promise<Shown> {
    const { found, wanted } = (await this.#both(each)) ?? {};
    const { queue, clock } = this.#world;
    const now = clock.now();
    const dead = await queue.deadLetters(9);
    return {
      found: {
        answer: found,
        counts: await queue.counts(now),
        nextDue: await queue.nextDue(),
        dead: dead.map((letter) => letter.key).toSorted(),
      },
      wanted: {
        answer: wanted,
        counts: this.#model.counts(now),
        nextDue: this.#model.nextDue(),
        dead: this.#model.deadKeys().toSorted(),
      },
    };
  }

  async #both(each: Step): Promise<Shown | undefined> {
    const { queue, clock } = this.#world;
    const now = clock.now();
    switch (each.do) {
      case 'put':
      case 'putIfAbsent': {
        const { do: verb, key: name, in: later, ...moved } = each;
        const request = this.#world.request({ in: later * SECOND, ...moved });
        await queue[verb](name, request);
        this.#model[verb](name, request);
        return undefined;
      }
      case 'claim':
        return this.#claim(each.limit);
      case 'finish':
      case 'postpone': {
        const job = this.#claims.at(-1 - each.nth);
        if (job !== undefined) await this.#end(job, each);
        return undefined;
      }
      case 'revive':
        return {
          found: await queue.revive(each.key, now),
          wanted: this.#model.revive(each.key, now),
        };
      case 'pass':
        await clock.pass(each.seconds * SECOND);
        return undefined;
      case 'restart':
        await this.#world.restartBot();
        return undefined;
    }
  }

  /** Among jobs of one instant the engine may choose; the model goes on with its choice. */
  async #claim(most: number): Promise<Shown> {
    const now = this.#world.clock.now();
    const free = this.#model.claimable(now);
    const jobs = await this.#world.claim(most);
    for (const job of jobs) {
      this.#model.take(job, now);
      this.#claims.push(job);
    }
    const dues = free.slice(0, most).map(({ dueAt }) => dueAt);
    return {
      found: jobs.map(({ key: name, dueAt, attempts }) => ({
        dueAt,
        isFree: free.some(
          (it) => it.key === name && it.dueAt === dueAt && it.failures === attempts,
        ),
      })),
      wanted: dues.map((dueAt) => ({ dueAt, isFree: true })),
    };
  }

  async #end(job: ClaimedJob, how: Step & { do: 'finish' | 'postpone' }): Promise<void> {
    const now = this.#world.clock.now();
    if (how.do === 'postpone') {
      await this.#world.fail(job, { in: how.in * SECOND, counts: how.counts });
      this.#model.postpone(job, now + how.in * SECOND, how.counts, now);
      return;
    }
    const request = how.next === null ? undefined : this.#world.request({ in: how.next * SECOND });
    await this.#world.queue.finish(job, request);
    this.#model.finish(job, request);
  }
}

type Shown = { found: unknown; wanted: unknown };
