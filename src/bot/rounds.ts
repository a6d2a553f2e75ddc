import type { Clock } from '../clock.ts';

const SOONER = 60_000;

/** Does something at once and then again and again, until the signal aborts; after a failure sooner. */
export async function goRound(given: {
  every: number;
  clock: Clock;
  signal: AbortSignal;
  act: () => Promise<unknown>;
  onError: (error: unknown) => void;
}): Promise<void> {
  const { every, clock, signal, act, onError } = given;
  while (!signal.aborted) {
    let next = every;
    try {
      await act();
    } catch (error) {
      onError(error);
      next = Math.min(every, SOONER);
    }
    await clock.sleep(next, signal);
  }
}
