import type { Run } from './session.ts';
import type { World } from './world.ts';

/** Thrown into a run that was aborted. */
export class Stopped extends Error {}

/** The waits of a run end at once when it is aborted. */
export async function waitIn(world: World, run: Run, ms: number): Promise<void> {
  await world.pause(ms, run.stop.signal);
  if (run.stop.signal.aborted) throw new Stopped();
}

/** What `work` gives, unless the run is aborted first. */
export async function waitFor<T>(run: Run, work: Promise<T>): Promise<T> {
  const { signal } = run.stop;
  if (signal.aborted) throw new Stopped();
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(new Stopped());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
