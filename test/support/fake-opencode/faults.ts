import type { Plan } from './plan.ts';
import { startRun } from './turns.ts';
import type { World } from './world.ts';

/** Starts what the plan has in store from outside: cuts, others' sessions, the end of the server. */
export function arrangeFaults(world: World): void {
  for (const { at, kind } of world.network.drops) {
    void later(world, at, () => world.stream.cut(kind));
  }
  for (const { after, script } of world.plan.others ?? []) {
    void later(world, after, () => {
      const session = world.createSession({ script, ours: false });
      void startRun(world, session, async () => {
        world.addUser(session, 'do something else');
        await world.pause(script.busyAfter ?? 0);
      });
    });
  }
  const { ending } = world.plan;
  if (ending !== undefined) void later(world, ending.at, () => end(world, ending));
}

async function later(world: World, ms: number, act: () => unknown): Promise<void> {
  await world.pause(ms);
  await act();
}

async function end(world: World, { kind }: NonNullable<Plan['ending']>): Promise<void> {
  if (kind === 'killed') world.die();
  else await world.dispose();
}
