import type { Limits } from '../../src/action/settings.ts';
import type { Wire } from '../../src/agent/wire.ts';
import type { Clock } from '../../src/clock.ts';
import { usesPlugin } from './fake-opencode/arbitrary.ts';
import type { Fake } from './fake-opencode/fake.ts';
import type { Plan } from './fake-opencode/plan.ts';
import { runAgainst, type WatchedRun } from './fake-run.ts';

type Options = {
  plan: Plan;
  fake: Fake;
  wire: Wire;
  clock: Clock;
  limits?: Partial<Limits>;
};

/** Runs against a fake that plays a plan; where the plan kills the server, its process is seen to end. */
export function runPlan({ plan, fake, wire, clock, limits = {} }: Options): Promise<WatchedRun> {
  return runAgainst({
    wire,
    clock,
    limits,
    foreignPlugins: usesPlugin(plan),
    continues: (rootId) => fake.marker(rootId)?.includes('"active"') === true,
    ...(plan.ending?.kind === 'killed' ? { serverEnded: deathOf(fake, clock) } : {}),
  });
}

async function deathOf({ truth }: Fake, clock: Clock): Promise<string> {
  while (truth.diedAt === undefined) await clock.sleep(200);
  return 'the process ended';
}
