import type { Attendance } from '../../src/action/attend.ts';
import { watch, type WatchOptions } from '../../src/action/watch.ts';
import type { Ending } from '../../src/sessions/ending.ts';
import { VirtualClock } from './fake-opencode/clock.ts';
import { LIMITS, SILENT } from './fake-run.ts';
import type { Story } from './tree-builder.ts';

type Still = Partial<Pick<WatchOptions, 'foreignPlugins' | 'continues' | 'repeatPrompt'>> & {
  quietWindow?: number;
  /** What the attendance does instead of nothing. */
  attendance?: Partial<Attendance>;
};

/** Watches the tree of a story on a stream that is silent, until the ending; says how long that took. */
export async function watchStill(
  story: Story,
  { quietWindow, attendance = {}, ...options }: Still = {},
): Promise<{ ending: Ending; took: number }> {
  const began = story.now;
  const clock = new VirtualClock(began);
  const still: Attendance = {
    tree: story.tree,
    denials: [],
    stale: false,
    down: undefined,
    disposed: false,
    take: () => undefined,
    heard: () => new Promise(() => undefined),
    onEvent: () => undefined,
    resync: () => Promise.resolve(),
    fence: () => Promise.resolve(true),
    left: Promise.resolve(),
    ...attendance,
  };
  const watching = watch({
    attendance: still,
    limits: { ...LIMITS, ...(quietWindow === undefined ? {} : { quietWindow }) },
    clock,
    progress: SILENT,
    deadline: began + LIMITS.timeout,
    cancelled: new AbortController().signal,
    serverEnded: new Promise(() => undefined),
    foreignPlugins: false,
    ...options,
  });
  const ending = await clock.run(watching, { limit: 2 * LIMITS.timeout });
  return { ending, took: clock.now() - began };
}
