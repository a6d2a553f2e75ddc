/**
 * Time as the rest of the code sees it. Timers live here and nowhere else, so that a test can own the clock.
 * All instants are milliseconds since the epoch, all spans milliseconds.
 */
export interface Clock {
  now(): number;
  /** The machine's own time, where `now` may differ from it: for what others compare with theirs. */
  wall?(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; it never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export function wallTime(clock: Clock): number {
  return clock.wall?.() ?? clock.now();
}

/** setTimeout holds 31 bits; a longer wait would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(Math.max(ms, 0), LONGEST_TIMER));
      signal?.addEventListener('abort', end, { once: true });
    }),
};

/**
 * For what is over in hours: what somebody does to the machine's clock meanwhile, such as a correction behind a start from a
 * snapshot, makes no wait shorter or longer. It stands still while the machine sleeps, so nothing that lives for days may use it.
 */
export const steadyClock: Clock = {
  ...systemClock,
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wall: () => Date.now(),
};

/** Resolves when everything that the event loop has at hand was seen: what came in meanwhile can be done together. */
export function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What `within` answers when the time ran out first. */
export const TIMED_OUT = Symbol('timed out');

/** The result of `work`, or TIMED_OUT after `ms`. The work is not ended: give it a signal of its own for that. */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
): Promise<T | typeof TIMED_OUT> {
  const done = new AbortController();
  const timer = clock.sleep(ms, done.signal).then((): typeof TIMED_OUT => TIMED_OUT);
  try {
    return await Promise.race([work, timer]);
  } finally {
    done.abort();
  }
}
