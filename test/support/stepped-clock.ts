import type { Clock } from '../../src/clock.ts';

type Sleeper = { at: number; wake: () => void };

/** A clock that stands still until the test moves it. */
export class SteppedClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((wake) => {
      const sleeper = { at: this.#now + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        wake();
      });
    });
  }

  /** Lets `ms` pass, wakes who has slept long enough, and lets them do what they then do at once. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#sleepers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#sleepers = this.#sleepers.filter((each) => each !== next);
      this.#now = next.at;
      next.wake();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
    this.#now = end;
  }
}
