import { systemClock } from '../../../src/clock.ts';

const PATIENCE = 20_000;
const LOOK_AGAIN = 50;

/** Nobody moves a foreign server's clock: looks again until there is something to be found, or fails with `what`. */
export async function untilFound<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  patience = PATIENCE,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`It never came to that: ${what}`);
    await systemClock.sleep(LOOK_AGAIN);
  }
}

/** The same for what is told by a yes. */
export async function untilTrue(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  patience?: number,
): Promise<void> {
  await untilFound(what, async () => ((await isSo()) ? true : undefined), patience);
}
