import { Forbidden } from '../forge/errors.ts';
import { subjectOf } from '../hygiene/glance.ts';
import { reconcile } from '../hygiene/reconcile.ts';
import type { ForgeAtWork } from './forge-at-work.ts';
import { subjectOfKey } from './keys.ts';
import type { ClaimedJob, JobRequest } from './queue/queue.ts';

/** What a look came to: whether and when to look again, and what it was for the metrics. */
export type Looked = {
  outcome: string;
  became: readonly string[];
  nextLook?: JobRequest;
};

/** Where a job leads. */
export type Errand = {
  forge: string;
  /** Whose quota it takes; undefined when there is nowhere to go. */
  account?: string;
  look(): Promise<Looked>;
};

/** From a job to what has to be done for it; rejects with an error of the forge when this cannot even be found out. */
export function errands(
  forges: readonly ForgeAtWork[],
): (job: Pick<ClaimedJob, 'key' | 'reason' | 'glance'>) => Promise<Errand> {
  return async ({ key, reason, glance }) => {
    const { forge: name = 'none', subject } = subjectOfKey(key) ?? {};
    const forge = forges.find((each) => each.name === name);
    if (forge === undefined || subject === undefined) return nowhere('none', 'no such forge');
    const place = await forge.placeOf(subject);
    if (place === undefined) return nowhere(name, 'not installed');
    return {
      forge: name,
      account: place.account,
      async look() {
        const hint = glance === undefined ? undefined : subjectOf(glance);
        const found = await reconcile(
          subject,
          { reason, ...(hint === undefined ? {} : { hint }) },
          place.world,
        ).catch((error: unknown) => {
          // The app may have been installed anew: where it is reached is asked again.
          if (error instanceof Forbidden) forge.forget({ what: 'home', repository: subject });
          throw error;
        });
        const { result, decision, outcomes, nextLook: dueAt } = found;
        return {
          outcome: result,
          became: outcomes,
          ...(dueAt === undefined
            ? {}
            : { nextLook: { dueAt, reason: reasonOf(decision?.phases.size ?? 0) } }),
        };
      },
    };
  };
}

/** Without a notice the look was put off: what comes next is the second look at a fresh subject. */
function reasonOf(notices: number): JobRequest['reason'] {
  return notices === 0 ? 'reread' : 'deadline';
}

function nowhere(forge: string, outcome: string): Errand {
  return { forge, look: async () => ({ outcome, became: [] }) };
}
