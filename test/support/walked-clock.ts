import type { Clock } from '../../src/clock.ts';

type Sleeper = { at: number; wake: () => void };

/**
 * A clock that the test walks from one sleeper to the next, and lets everybody work in between: what is done over real
 * connections takes no time of this clock, so that no limit of it runs out meanwhile.
 */
export class WalkedClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + Math.max(ms, 0), wake: resolve };
      this.#sleepers.push(sleeper);
      const end = (): void => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        resolve();
      };
      signal?.addEventListener('abort', end, { once: true });
    });
  }

  /** Lets `ms` pass; `quiet` resolves when everybody waits again. */
  async walk(ms: number, quiet: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await quiet();
      const next = Math.min(...this.#sleepers.map(({ at }) => at));
      if (next > end) break;
      this.#now = Math.max(this.#now, next);
      const due = this.#sleepers.filter(({ at }) => at <= this.#now);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
      for (const { wake } of due) wake();
    }
    this.#now = end;
    await quiet();
  }
}
