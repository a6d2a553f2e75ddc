import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlan } from './fake-opencode/arbitrary.ts';
import type { Plan } from './fake-opencode/plan.ts';
import type { Session } from './fake-opencode/session.ts';
import { simulate, type Simulation } from './fake-opencode/simulation.ts';

const RUNS = 150;
const HALF_AN_HOUR = 30 * 60 * 1000;

/** Nobody answers asks here: a plan that has some may go on for ever. */
async function play(plan: Plan, seed: number): Promise<Simulation> {
  return simulate(plan, ({ clock }) => clock.sleep(HALF_AN_HOUR), seed);
}

function tree(root: Session | undefined): Session[] {
  return root === undefined ? [] : [root, ...root.children.flatMap(tree)];
}

test('nothing in the tree stirs after the truth calls it settled', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPlan(), fc.nat(), async (plan, seed) => {
      const { fake } = await play(plan, seed);

      const { settledAt, root } = fake.truth;
      if (settledAt === undefined) return;
      for (const { messages, run, job } of tree(root)) {
        expect(run).toBeUndefined();
        expect(job?.told ?? true).toBe(true);
        for (const { info } of messages) expect(info.time.created).toBeLessThanOrEqual(settledAt);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a tree that has not settled hangs, retries for ever, waits for a person, or lost its server', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPlan(), fc.nat(), async (plan, seed) => {
      const { fake } = await play(plan, seed);

      if (fake.truth.verdict() !== 'working') return;
      expect(JSON.stringify(plan.root)).toContain('"ask"');
    }),
    { numRuns: RUNS },
  );
});

test('the same plan and seed take the same course', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPlan(), fc.nat(), async (plan, seed) => {
      const [one, other] = [await play(plan, seed), await play(plan, seed)];

      expect(other.heard).toEqual(one.heard);
    }),
    { numRuns: 20 },
  );
});
