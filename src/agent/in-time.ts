import type { Clock } from '../clock.ts';

export type Bounds = {
  clock: Clock;
  /** Milliseconds. */
  limit: number;
  /** What the work fails with when the limit is reached. */
  late: Error;
  /** Ends the work early, with its own reason. */
  signal?: AbortSignal | undefined;
};

/** Ends the work when its caller does or when it takes too long, and fails with which of the two it was. */
export async function inTime<T>(
  { clock, limit, late, signal: caller }: Bounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const finished = new AbortController();
  const overdue = new AbortController();
  void clock.sleep(limit, finished.signal).then(() => overdue.abort(late));
  const signal = caller === undefined ? overdue.signal : AbortSignal.any([caller, overdue.signal]);
  try {
    return await work(signal);
  } catch (error) {
    // What an abort breaks fails in words of its own.
    throw signal.aborted ? (signal.reason as Error) : error;
  } finally {
    finished.abort();
  }
}
