import { ForgeUnavailable, RateLimited } from '../forge/errors.ts';
import type { Forge } from '../forge/forge.ts';
import { type Waiting, waitingIn } from '../hygiene/waiting.ts';
import * as say from '../text/step-lines.ts';
import { homeOf, type StepContext } from './context.ts';
import { lookAt } from './look.ts';
import type { Looked } from './looked.ts';

export type Swept = {
  looked: readonly Looked[];
  /** How many the next sweep has to look at. */
  left: number;
  /** Why some are left; a sentence. */
  why?: string;
  /** Something the bot failed at, that another look would fail at too. */
  failures: readonly { number: number; error: unknown }[];
};

/** Time for one sweep: less than what runners grant, and than most schedules have between two. */
const LONGEST = 10 * 60_000;
/** Requests that are left to the jobs of events. */
const RESERVE = 50;
/** More than any sweep looks at, and few enough to list. */
const MOST_LISTED = 2000;
const MOST_IN_VAIN = 3;
const PROGRESS_EVERY = 25;

/** Looks at everything that a deadline may stand on, and, when asked, at what an event may have been missed of. */
export async function sweep(context: StepContext): Promise<Swept> {
  const { clock, settings, log, repository, forge } = context;
  const started = clock.now();
  const { policy } = await homeOf(context);
  if (policy.mode === 'off') return { looked: [], left: 0, failures: [] };
  const since = settings.sweepRecent === undefined ? undefined : started - settings.sweepRecent;
  const waiting = await waitingIn(repository, policy, { since, most: MOST_LISTED }, forge);
  const turn = Math.floor(started / (settings.sweepEvery ?? 3_600_000));
  const due = inTurn(waiting, settings.sweepLimit, turn);
  log.line(say.sweepBegins(due.length, waiting.length));

  const looked: Looked[] = [];
  const failures: { number: number; error: unknown }[] = [];
  let inVain = 0;
  let why: string | undefined;
  for (const [index, each] of due.entries()) {
    why = stopReason(context, started, inVain);
    if (why !== undefined) break;
    if (index > 0 && index % PROGRESS_EVERY === 0) log.line(say.sweepGoesOn(index, due.length));
    try {
      looked.push(await lookOnce(each, context));
      inVain = 0;
    } catch (error) {
      if (error instanceof RateLimited) {
        why = say.quotaUsedUp(error.retryAt);
        break;
      }
      if (error instanceof ForgeUnavailable) inVain += 1;
      else failures.push({ number: each.number, error });
      log.line(say.lookFailed(each.number, error instanceof Error ? error.message : String(error)));
    }
  }
  why ??= inVain > 0 ? say.noAnswer() : undefined;
  if (why === undefined && due.length < waiting.length) why = say.limitReached(settings.sweepLimit);
  const left = waiting.length - looked.length - failures.length;
  return { looked, left, failures, ...(why === undefined ? {} : { why }) };
}

async function lookOnce({ number, mayBeMissed }: Waiting, context: StepContext): Promise<Looked> {
  const { repository, forge, world, log } = context;
  const before = forge.written.length;
  const looked = await lookAt(
    { ...repository, number },
    { reason: mayBeMissed ? 'missed' : 'sweep', waits: false },
    mayBeMissed ? context : { ...context, world: { ...world, forge: withoutLoneChecks(forge) } },
  );
  const written = forge.written.slice(before).map(({ change }) => change);
  if (written.length > 0) log.line(say.subjectLine(looked, written));
  return looked;
}

/** Nobody remembers which check was written last; while the notice stays as it is, so does the check. */
function withoutLoneChecks(forge: Forge): Forge {
  return {
    ...forge,
    write: async (subject, changes) => {
      if (changes.some((change) => change.do !== 'set-check')) await forge.write(subject, changes);
    },
  };
}

function stopReason(
  { clock, connection }: StepContext,
  started: number,
  inVain: number,
): string | undefined {
  if (clock.now() - started > LONGEST) return say.timeUsedUp();
  if (connection.left() < RESERVE) return say.quotaSpared(connection.left());
  return inVain >= MOST_IN_VAIN ? say.noAnswer() : undefined;
}

/** So many, and with the next turn those behind them: none is passed over for ever. */
export function inTurn<T>(waiting: readonly T[], most: number, turn: number): T[] {
  const count = waiting.length;
  if (count <= most) return [...waiting];
  const start = ((turn % count) * (most % count)) % count;
  return [...waiting.slice(start), ...waiting.slice(0, start)].slice(0, most);
}
