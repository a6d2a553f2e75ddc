import type { Plan, Script } from './plan.ts';
import { startRun } from './turns.ts';
import type { World } from './world.ts';

/** Starts what the plan has in store from outside: others' sessions at once, cuts and the end from the first prompt on. */
export function arrangeFaults(world: World): void {
  const { others = [], ending } = world.plan;
  for (const { after, script } of others) void later(world, after, () => startOther(world, script));
  world.onPrompt = () => {
    for (const { at, kind } of world.network.drops) {
      void later(world, at, () => world.stream.cut(kind));
    }
    if (ending !== undefined) void later(world, ending.at, () => end(world, ending));
  };
}

function startOther(world: World, script: Script): void {
  const session = world.createSession({ script, ours: false });
  void startRun(world, session, async (cancelled) => {
    world.addUser(session, 'do something else');
    await world.pause(script.busyAfter ?? 0, cancelled);
  });
}

async function later(world: World, ms: number, act: () => unknown): Promise<void> {
  await world.pause(ms);
  await act();
}

async function end(world: World, { kind }: NonNullable<Plan['ending']>): Promise<void> {
  if (kind === 'killed') world.die();
  else await world.dispose();
}
