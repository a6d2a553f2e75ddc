import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { systemClock, type Clock } from '../../../src/clock.ts';

/** Where a virtual clock starts unless told: the instant at which a recording was made. */
export const VIRTUAL_START = 1_795_353_069_158;

type Timer = { at: number; order: number; fire: () => void };

/** Nothing is left that could still happen, and yet the work under test waits. */
export class Deadlock extends Error {
  override readonly name = 'Deadlock';
}

/** The work under test goes on and on. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Time that moves only when everybody waits, and then straight to the next timer. Timers of one instant fire in the
 * order in which they were set, each after everything that the one before set off has run: the same program always
 * takes the same course.
 */
export class VirtualClock implements Clock {
  readonly start: number;
  #now: number;
  #order = 0;
  #timers: Timer[] = [];

  constructor(start: number = VIRTUAL_START) {
    this.start = start;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = { at: this.#now + Math.max(ms, 0), order: this.#order++, fire: resolve };
      if (signal !== undefined) {
        const end = (): void => {
          timer.fire = nothing;
          resolve();
        };
        timer.fire = () => {
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end, { once: true });
      }
      push(this.#timers, timer);
    });
  }

  /** Lets time pass until `main` is settled; throws Deadlock, or TooLate when that takes more than `limit` ms. */
  async run<T>(main: Promise<T>, { limit }: { limit: number }): Promise<T> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    main.then(settle, settle);
    const end = this.#now + limit;
    for (;;) {
      // All microtasks run before the next turn of the loop: one turn is enough to see everybody waiting.
      await turnOfTheLoop();
      if (settled) return main;
      let next = pop(this.#timers);
      // A sleep that was ended early leaves its timer behind; no time passes for it.
      while (next?.fire === nothing) next = pop(this.#timers);
      if (next === undefined) {
        throw new Deadlock(
          `Expected the work to end, found nothing left to wait for ${this.#elapsed()}`,
        );
      }
      if (next.at > end) {
        throw new TooLate(`Expected the work to end within ${limit} ms, found it going on`);
      }
      this.#now = next.at;
      next.fire();
    }
  }

  #elapsed(): string {
    return `${this.#now - this.start} ms after the start`;
  }
}

/** Real time, `factor` times as fast: a minute of the fake's life is over in a second with factor 60. */
export function fastClock(factor: number): Clock {
  const start = systemClock.now();
  return {
    now: () => start + (systemClock.now() - start) * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  };
}

function nothing(): void {}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A binary heap: the earliest timer is at index 0. */
function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above]!;
    if (!before(timer, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = timer;
}

function pop(heap: Timer[]): Timer | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below++;
    if (!before(heap[below]!, last)) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return first;
}
