import { onTestFinished } from 'vitest';
import type { ClaimedJob, JobQueue, JobRequest, QueueLimits } from '../../src/bot/queue/queue.ts';
import { SteppedClock } from './stepped-clock.ts';

/** A place where jobs are kept; opened twice, it is shared by two bots. */
export interface QueueStore {
  open(clock: SteppedClock, limits?: Partial<QueueLimits>): Promise<JobQueue>;
}

/** A new, empty store of one engine. */
export type NewStore = () => Promise<QueueStore>;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const START = Date.UTC(2026, 10, 22, 12);

/** What a test says of a put: only what matters to it. */
export type Asked = Partial<Omit<JobRequest, 'dueAt'>> & {
  /** Milliseconds from now; due at once when absent. */
  in?: number;
};

/** One bot with its queue and a clock that stands still until it is moved. */
export class QueueWorld {
  readonly clock = new SteppedClock(START);
  readonly #store: QueueStore;
  readonly #limits: Partial<QueueLimits>;
  #queue: JobQueue | undefined;

  constructor(store: QueueStore, limits: Partial<QueueLimits>) {
    this.#store = store;
    this.#limits = limits;
  }

  get queue(): JobQueue {
    if (this.#queue === undefined) throw new Error('no bot was started');
    return this.#queue;
  }

  /** Another bot on the same store; the test's end closes it. */
  async startBot(): Promise<JobQueue> {
    const queue = await this.#store.open(this.clock, this.#limits);
    onTestFinished(() => queue.close());
    this.#queue ??= queue;
    return queue;
  }

  async restartBot(): Promise<void> {
    await this.queue.close();
    this.#queue = undefined;
    await this.startBot();
  }

  request({ in: ms = 0, ...asked }: Asked = {}): JobRequest {
    return { reason: 'event', ...asked, dueAt: this.clock.now() + ms };
  }

  put(key: string, asked: Asked = {}): Promise<void> {
    return this.queue.put(key, this.request(asked));
  }

  putIfAbsent(key: string, asked: Asked = {}): Promise<void> {
    return this.queue.putIfAbsent(key, this.request(asked));
  }

  claim(limit = 10, queue = this.queue): Promise<readonly ClaimedJob[]> {
    return queue.claim(this.clock.now(), limit);
  }

  async claimOne(queue = this.queue): Promise<ClaimedJob> {
    return only(await this.claim(10, queue));
  }

  async claimKeys(limit = 10, queue = this.queue): Promise<string[]> {
    return (await this.claim(limit, queue)).map(({ key }) => key);
  }

  fail(job: ClaimedJob, { in: ms = 0, counts = true, error = 'it broke' } = {}): Promise<void> {
    return this.queue.postpone(job, { dueAt: this.clock.now() + ms, counts, error });
  }

  counts(): ReturnType<JobQueue['counts']> {
    return this.queue.counts(this.clock.now());
  }

  /** When something may be claimed next, in milliseconds from now. */
  async nextIn(): Promise<number | undefined> {
    const due = await this.queue.nextDue();
    return due === undefined ? undefined : due - this.clock.now();
  }
}

export async function queueWorld(
  newStore: NewStore,
  limits: Partial<QueueLimits> = {},
): Promise<QueueWorld> {
  const world = new QueueWorld(await newStore(), limits);
  await world.startBot();
  return world;
}

export function only<T>(found: readonly T[]): T {
  const [one] = found;
  if (one === undefined || found.length > 1) throw new Error(`expected one, found ${found.length}`);
  return one;
}
