import { ForgeUnavailable, RateLimited } from '../forge/errors.ts';
import type { Subject, SubjectRef } from '../forge/model.ts';
import { subjectKey } from '../hygiene/memory.ts';
import { type Look, reconcile, type Reconciled } from '../hygiene/reconcile.ts';
import { pausing, waitingForLink } from '../text/step-lines.ts';
import type { StepContext } from './context.ts';
import { isPending, type Looked, lookedOf } from './looked.ts';

/** As many further looks as it takes at most until two steps that posted at once agree on one notice. */
const MOST_HEALING = 2;

/** Looks at one subject, for as long as it takes until it is what the policy says. */
export async function lookAt(
  ref: SubjectRef,
  { reason, hint, waits }: Look & { waits: boolean },
  context: StepContext,
): Promise<Looked> {
  const { clock, log } = context;
  let reconciled = await reconcileOnce(ref, { reason, ...present(hint) }, context);
  if (waits && isPending(reconciled)) {
    log.line(waitingForLink());
    await clock.sleep((reconciled.nextLook ?? clock.now()) - clock.now());
    reconciled = await reconcileOnce(ref, { reason: 'reread' }, context);
  }
  // Another step may have posted in the same moment: whoever reads last deletes what is superfluous.
  for (let round = 0; round < MOST_HEALING && hasPosted(reconciled, context); round += 1) {
    const healed = await reconcileOnce(ref, { reason: 'reread' }, context);
    if (healed.decision === undefined) break;
    reconciled = healed;
  }
  return lookedOf(ref, reconciled);
}

/** The payload alone may only speak for a subject that nobody can have looked at before. */
export function distrust(hint: Subject, { world: { memory } }: StepContext): void {
  memory.subjects.set(subjectKey(hint), { updatedAt: hint.updatedAt, hasNotice: true });
}

function hasPosted({ decision }: Reconciled, { settings, forge }: StepContext): boolean {
  return (
    !settings.dryRun &&
    forge.forbidden.length === 0 &&
    decision?.changes.some((change) => change.do === 'post-notice') === true
  );
}

/** A forge that stumbles is asked again a moment later; an event comes only once. */
const PAUSES = [2000, 8000];
const LONGEST_PATIENCE = 30_000;

async function reconcileOnce(
  ref: SubjectRef,
  look: Look,
  { world, promises, clock, log }: StepContext,
): Promise<Reconciled> {
  for (const pause of PAUSES) {
    try {
      return await reconcile(ref, look, world, promises);
    } catch (error) {
      const wait = patienceFor(error, pause, clock.now());
      if (wait === undefined) throw error;
      log.line(pausing(wait, error instanceof Error ? error.message : String(error)));
      await clock.sleep(wait);
    }
  }
  return reconcile(ref, look, world, promises);
}

function patienceFor(error: unknown, pause: number, now: number): number | undefined {
  if (error instanceof ForgeUnavailable) return pause;
  const wait = error instanceof RateLimited ? error.retryAt - now : undefined;
  return wait !== undefined && wait <= LONGEST_PATIENCE ? Math.max(0, wait) : undefined;
}

function present(hint: Subject | undefined): { hint?: Subject } {
  return hint === undefined ? {} : { hint };
}
