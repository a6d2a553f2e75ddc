import { type Clock, TIMED_OUT, within } from '../clock.ts';
import type { Ending } from '../sessions/ending.ts';
import type { Settings } from './settings.ts';

/** A deadline that the watch sees too is the watch's to tell of: it knows what was waited for. */
const FIRST_SAY = 500;
/** What is under way when the run is interrupted (an installation, a starting server) gets so long to clean up. */
const CLEAN_UP = 2_500;

/**
 * Bounds what is not watched: a cancel or the deadline ends an installation, a start and a call that is never answered
 * just as well. `work` gets a signal for that, which aborts in both cases.
 */
export async function untilInterrupted(
  options: { settings: Settings; clock: Clock; signal: AbortSignal },
  began: number,
  work: (signal: AbortSignal) => Promise<Ending>,
): Promise<Ending> {
  const stop = new AbortController();
  const over = new AbortController();
  const working = work(stop.signal);
  const interrupted = interruption(options, began, over.signal);
  const first = await Promise.race([working, interrupted.then(() => undefined)]);
  over.abort();
  if (first !== undefined) return first;

  const ending = await interrupted;
  stop.abort(ending.outcome === 'cancelled' ? ending.by : ending.outcome);
  const told = await within(options.clock, CLEAN_UP, working);
  return told !== TIMED_OUT && told.outcome === ending.outcome ? told : ending;
}

async function interruption(
  { settings, clock, signal }: { settings: Settings; clock: Clock; signal: AbortSignal },
  began: number,
  over: AbortSignal,
): Promise<Ending> {
  const limit = settings.limits.timeout;
  await clock.sleep(began + limit + FIRST_SAY - clock.now(), AbortSignal.any([signal, over]));
  if (signal.aborted) return { outcome: 'cancelled', by: String(signal.reason) };
  return { outcome: 'timed-out', limit, waiting: [] };
}
