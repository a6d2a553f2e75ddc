import { VirtualClock } from './fake-opencode/clock.ts';
import { createFake, type Fake } from './fake-opencode/fake.ts';
import type { Call, Plan, Script, Task, Turn } from './fake-opencode/plan.ts';
import { runAgainst, type WatchedRun } from './fake-run.ts';

type RunOptions = Parameters<typeof runAgainst>[0];

type Options = Omit<RunOptions, 'wire' | 'clock' | 'serverEnded' | 'cancelled' | 'continues'> & {
  /** The run is cancelled so long after its start. */
  cancelledAfter?: number;
  /** The server's process ends so long after the start. */
  exitsAfter?: number;
  /** Whether the plugin's own file is looked at. */
  marker?: boolean;
  seed?: number;
};

export type Watched = WatchedRun & {
  fake: Fake;
  /** From the start to the ending. */
  took: number;
  /** From the last work in the tree to the ending; negative if there was work left. */
  late: number;
};

const LONGEST = 3 * 60 * 60 * 1000;

/** Plays a plan on a virtual clock and watches it to its ending, as a run does. */
export async function watched(plan: Plan, options: Options = {}): Promise<Watched> {
  const { cancelledAfter, exitsAfter, marker = false, seed = 1, ...rest } = options;
  const clock = new VirtualClock();
  const fake = createFake({ plan, clock, seed });
  const cancel = new AbortController();
  if (cancelledAfter !== undefined) {
    void clock.sleep(cancelledAfter).then(() => cancel.abort('SIGTERM'));
  }
  const exit = async (after: number): Promise<string> => {
    await clock.sleep(after);
    fake.kill();
    return 'the agent server ended with code 1';
  };
  const run = runAgainst({
    wire: fake.wire(),
    clock,
    cancelled: cancel.signal,
    continues: (rootId) => marker && fake.marker(rootId)?.includes('"active"') === true,
    ...(exitsAfter === undefined ? {} : { serverEnded: exit(exitsAfter) }),
    ...rest,
  });
  const result = await clock.run(run, { limit: LONGEST });
  const { settledAt = result.endedAt } = fake.truth;
  const took = result.endedAt - clock.start;
  return { ...result, fake, took, late: result.endedAt - settledAt };
}

/** A failed test says what had happened on the server. */
export function assertCompleted({ ending, fake }: Watched): void {
  if (ending.outcome !== 'completed') throw new Error(`${JSON.stringify(ending)}\n${fake.log()}`);
}

export const ANSWER: Turn = { thinks: 50, text: 'Done.' };

export const tool = (takes: number): Turn => ({ thinks: 50, calls: [{ kind: 'tool', takes }] });

export const asks = (ask: 'permission' | 'question'): Turn => ({
  thinks: 50,
  calls: [{ kind: 'ask', ask, takes: 100 }],
});

export const plan = (...turns: Turn[]): Plan => ({ root: { turns } });

/** A turn that starts a child session. */
export function task(
  mode: Task['mode'],
  turns: Turn[],
  more: Partial<Omit<Task, 'script'>> & { script?: Partial<Script> } = {},
): Turn {
  const script = { turns, ...more.script };
  const call: Call = { kind: 'task', mode, ...more, script };
  return { thinks: 50, calls: [call] };
}
