import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { httpWire } from '../../src/agent/http-wire.ts';
import { systemClock, TIMED_OUT, within } from '../../src/clock.ts';
import { arbitraryPlan } from '../support/fake-opencode/arbitrary.ts';
import { fastClock, VirtualClock } from '../support/fake-opencode/clock.ts';
import { createFake, type Fake } from '../support/fake-opencode/fake.ts';
import type { Plan } from '../support/fake-opencode/plan.ts';
import { judge } from '../support/judge.ts';
import { runPlan } from '../support/plan-run.ts';

/**
 * Some of the random trees of watch.property.test.ts once more, over real HTTP: sockets that are cut, chunks of a stream,
 * answers that overtake each other. Time is real, but fast, so the course of a plan differs a little from run to run;
 * it is measured against what really happened all the same. `PLAN_SEED=… PLAN_INDEX=…` runs one plan alone.
 */
const RUNS = 240;
const AT_ONCE = 8;
const FACTOR = 20;
const SEED = Number(process.env['PLAN_SEED'] ?? 20261123);
const ONLY = process.env['PLAN_INDEX'];

/** Fake milliseconds: plans that take longer on a virtual clock are left to it. */
const LONGEST = 60_000;
/** Real milliseconds: far more than any of these plans takes. */
const HANGS = 45_000;

type Planned = { index: number; plan: Plan };

it(
  'a run on a random tree over HTTP never ends early, never hangs, never calls a failure a success',
  {
    timeout: 300_000,
  },
  async () => {
    const plans = await shortPlans();
    const wrong: string[] = [];
    const left = plans.values();
    const work = async (): Promise<void> => {
      for (const { plan, index } of left) {
        const finding = await findingOf(plan, index);
        if (finding !== undefined) wrong.push(`seed ${SEED} index ${index}: ${finding}`);
      }
    };

    await Promise.all(Array.from({ length: AT_ONCE }, work));

    expect(plans.length).toBeGreaterThanOrEqual(ONLY === undefined ? 200 : 1);
    expect(wrong).toEqual([]);
  },
);

/** What is wrong with how the run ended; undefined when it is right. */
async function findingOf(plan: Plan, index: number): Promise<string | undefined> {
  const clock = fastClock(FACTOR);
  const fake = createFake({ plan, clock, seed: index });
  const server = await fake.listen();
  try {
    // A lost wake would else only show after 20 minutes.
    const limits = { noProgress: 3 * LONGEST };
    const running = runPlan({ plan, fake, wire: httpWire(server), clock, limits });
    const run = await within(systemClock, HANGS, running);
    if (run === TIMED_OUT) return `it hangs:\n${fake.log()}`;
    await comeToRest(fake, () => clock.sleep(100));
    return judge(plan, fake, run);
  } catch (error) {
    return isCut(error) && hasFaults(plan) ? undefined : String(error);
  } finally {
    await server.close();
  }
}

/** A prompt that is cut off on its way is a failed start: there is nothing to watch yet. */
function isCut(error: unknown): boolean {
  return error instanceof Error && /hang up|ECONNRE|aborted/.test(error.message);
}

function hasFaults({ ending, network }: Plan): boolean {
  return ending !== undefined || (network?.drops ?? []).length > 0;
}

/** What still goes on when the run has ended is part of what really happened: it gets a moment to be over. */
async function comeToRest({ truth }: Fake, moment: () => Promise<void>): Promise<void> {
  for (let moments = 0; moments < 50; moments += 1) {
    await moment();
    if (truth.holding.length === 0 || truth.diedAt !== undefined) return;
  }
}

async function shortPlans(): Promise<Planned[]> {
  const short: Planned[] = [];
  for (const [index, plan] of fc
    .sample(arbitraryPlan(), { numRuns: 3 * RUNS, seed: SEED })
    .entries()) {
    if (ONLY !== undefined && index !== Number(ONLY)) continue;
    if (short.length < RUNS && (await isShort(plan, index))) short.push({ plan, index });
  }
  return short;
}

async function isShort(plan: Plan, index: number): Promise<boolean> {
  const clock = new VirtualClock();
  const fake = createFake({ plan, clock, seed: index });
  const running = runPlan({ plan, fake, wire: fake.wire(), clock });
  return clock.run(running, { limit: LONGEST }).then(
    () => true,
    () => false,
  );
}
