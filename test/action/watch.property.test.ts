import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPlan } from '../support/fake-opencode/arbitrary.ts';
import { VirtualClock } from '../support/fake-opencode/clock.ts';
import { createFake, type Fake } from '../support/fake-opencode/fake.ts';
import { naiveRule } from '../support/fake-opencode/naive-rule.ts';
import type { Plan } from '../support/fake-opencode/plan.ts';
import { startPrompt } from '../support/fake-opencode/client.ts';
import type { WatchedRun } from '../support/fake-run.ts';
import { judge } from '../support/judge.ts';
import { runPlan } from '../support/plan-run.ts';

/**
 * Random trees of sessions on a faithful fake server, with random delays, losses, copies and failures, against what
 * really happened there. A failure names seed and index: `PLAN_SEED=… PLAN_INDEX=…` runs that one plan alone.
 */
const RUNS = 10_000;
const PARTS = 4;
const SEED = Number(process.env['PLAN_SEED'] ?? 20261122);
const ONLY = process.env['PLAN_INDEX'];
const THREE_HOURS = 3 * 60 * 60_000;

describe('a run on a random tree', () => {
  it.each(Array.from({ length: PARTS }, (_, part) => ({ part: part + 1 })))(
    'never ends early, never hangs and never calls a failure a success (part $part of 4)',
    { timeout: 600_000 },
    async ({ part }) => {
      const seed = SEED + part;
      const wrong: string[] = [];

      for (const [index, plan] of plansOf(seed, RUNS / PARTS).entries()) {
        if (ONLY !== undefined && index !== Number(ONLY)) continue;
        const clock = new VirtualClock();
        const fake = createFake({ plan, clock, seed: index });
        const finding = await clock
          .run(runOn(fake, plan, clock), { limit: THREE_HOURS })
          .then((run) => judge(plan, fake, run), String);
        if (finding !== undefined) wrong.push(`seed ${seed} index ${index}: ${finding}`);
      }

      expect(wrong).toEqual([]);
    },
  );
});

describe('the rule that this project grew out of', () => {
  it('is caught ending early by the same generator', { timeout: 120_000 }, async () => {
    let early = 0;

    for (const [index, plan] of plansOf(SEED, 500).entries()) {
      const clock = new VirtualClock();
      const fake = createFake({ plan, clock, seed: index });
      const ended = await clock.run(endOfNaiveRule(fake, clock), { limit: THREE_HOURS });
      if (ended !== undefined && fake.truth.workingAt(ended)) early += 1;
    }

    expect(early).toBeGreaterThan(100);
  });
});

function plansOf(seed: number, count: number): Plan[] {
  return fc.sample(arbitraryPlan(), { numRuns: count, seed });
}

/** Lets a moment pass after the run, so that it can be told what was still going on at its end. */
const AFTERMATH = 100;

async function runOn(fake: Fake, plan: Plan, clock: VirtualClock): Promise<WatchedRun> {
  const run = await runPlan({ plan, fake, wire: fake.wire(), clock });
  await clock.sleep(AFTERMATH);
  return run;
}

/** When the naive rule would have ended the run; undefined when it would have hung for an hour. */
async function endOfNaiveRule(fake: Fake, clock: VirtualClock): Promise<number | undefined> {
  const wire = fake.wire();
  const giveUp = new AbortController();
  const rootId = await startPrompt(wire).catch(() => undefined);
  if (rootId === undefined) return undefined;
  const ruled = naiveRule(wire, rootId, giveUp.signal).then(() => clock.now());
  const ended = await Promise.race([ruled, clock.sleep(60 * 60_000)]);
  giveUp.abort();
  return ended ?? undefined;
}
