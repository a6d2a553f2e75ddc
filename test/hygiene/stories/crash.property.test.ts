import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ForgeUnavailable, RateLimited } from '../../../src/forge/errors.ts';
import type { SubjectRef } from '../../../src/forge/model.ts';
import { SECOND, Story } from '../../support/engine-story.ts';
import { describeWalk, endOf, happen, type Walk, walks } from '../../support/engine-walk.ts';
import type { Fault } from '../../support/forge-world/faults.ts';
import { ProcessDied } from '../../support/forge-world/refusal.ts';

const BOUNDED = {
  numRuns: 60,
  interruptAfterTimeLimit: 15_000,
  markInterruptAsFailure: false,
} as const;

/** The same walk again: up to the moment before its last look. */
async function play({ config, steps }: Walk): Promise<{ story: Story; pull: SubjectRef }> {
  const story = new Story({ config });
  const pull = await story.flaggedPull();
  for (const [index, step] of steps.entries()) {
    await happen(step, story, pull);
    if (index < steps.length - 1) await story.look(pull);
  }
  return { story, pull };
}

/** A look that goes through, and how many writes it took. */
async function playedWhole(
  walk: Walk,
): Promise<{ end: unknown; writes: number; requests: number }> {
  const { story, pull } = await play(walk);
  const { world } = story;
  const before = world.writes.length;
  world.requests.forget();
  await story.look(pull);
  const writes = world.writes.length - before;
  const requests = world.requests.total;
  await story.clock.pass(2 * SECOND);
  story.restart();
  await story.look(pull);
  return { end: endOf(story, pull), writes, requests };
}

test('a process that dies behind any write leaves what the next one completes', async () => {
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(walks, async (walk) => {
      const { end, writes } = await playedWhole(walk);
      for (let survived = 1; survived <= writes; survived += 1) {
        const { story, pull } = await play(walk);
        story.world.faults.dieAfter(survived);
        await expect(story.look(pull)).rejects.toThrow(ProcessDied);
        deaths += 1;
        await story.clock.pass(SECOND);
        story.restart();
        await story.look(pull);
        await story.clock.pass(SECOND);
        await story.look(pull);

        const when = `dead behind write ${String(survived)} of ${String(writes)}: ${describeWalk(walk)}`;
        expect({ when, end: endOf(story, pull) }).toEqual({ when, end });
      }
    }),
    BOUNDED,
  );
  expect(deaths).toBeGreaterThan(10);
}, 30_000);

const FAULTS: readonly Fault[] = [
  { kind: 'quota', seconds: 1 },
  { kind: 'burst', seconds: 1 },
  { kind: 'broken' },
  { kind: 'cut-before' },
  { kind: 'cut-after' },
];

test('a request that fails anywhere is made up for by the next look', async () => {
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(walks, fc.constantFrom(...FAULTS), async (walk, fault) => {
      const { end, requests } = await playedWhole(walk);
      for (let passed = 0; passed < requests; passed += 1) {
        const { story, pull } = await play(walk);
        const { world } = story;
        world.requests.forget();
        for (const kind of ['read', 'write'] as const)
          world.faults.next(kind, fault, { after: passed });
        try {
          await story.look(pull);
        } catch (error) {
          const isKnown = error instanceof RateLimited || error instanceof ForgeUnavailable;
          if (!isKnown) throw error;
          failures += 1;
        }
        await story.clock.pass(2 * SECOND);
        world.faults.forget();
        await story.look(pull);
        await story.look(pull);

        const when = `${fault.kind} at ${String(passed)}: ${describeWalk(walk)}`;
        expect({ when, end: endOf(story, pull) }).toEqual({ when, end });
      }
    }),
    BOUNDED,
  );
  expect(failures).toBeGreaterThan(10);
}, 30_000);
