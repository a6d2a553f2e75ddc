import { ForgeUnavailable, RateLimited } from '../forge/errors.ts';
import type { Forge, ListedSubject } from '../forge/forge.ts';
import type { Policy } from '../hygiene/policy.ts';
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
  const { clock, settings, log } = context;
  const started = clock.now();
  const { policy } = await homeOf(context);
  if (policy.mode === 'off') return { looked: [], left: 0, failures: [] };
  const waiting = await listed(policy, context);
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

/** A subject that a sweep has to look at. */
type Waiting = { number: number; mayBeMissed: boolean };

/** Smallest number first: open subjects with a label of ours, and what was updated lately. */
async function listed(
  { report: { labels } }: Policy,
  { forge, repository, settings, clock }: StepContext,
): Promise<Waiting[]> {
  const found = new Map<number, Waiting>();
  const since = settings.sweepRecent === undefined ? undefined : clock.now() - settings.sweepRecent;
  const take = async (list: AsyncIterable<ListedSubject>, from = 0): Promise<void> => {
    for await (const { number, updatedAt } of list) {
      if (updatedAt < from || found.size >= MOST_LISTED) break;
      found.set(number, { number, mayBeMissed: since !== undefined && updatedAt >= since });
    }
  };
  const ours = new Map(Object.values(labels).map(({ name }) => [name.toLowerCase(), name]));
  for (const label of ours.values()) {
    await take(forge.listLabelled(repository, label, 'open'));
    // Of what is closed only a missed event asks for a look.
    if (since !== undefined) await take(forge.listLabelled(repository, label, 'closed'), since);
  }
  if (since !== undefined) await take(forge.listOpen(repository), since);
  return [...found.values()].toSorted((one, other) => one.number - other.number);
}

/** So many, and with the next turn those behind them: none is passed over for ever. */
export function inTurn<T>(waiting: readonly T[], most: number, turn: number): T[] {
  const count = waiting.length;
  if (count <= most) return [...waiting];
  const start = ((turn % count) * (most % count)) % count;
  return [...waiting.slice(start), ...waiting.slice(0, start)].slice(0, most);
}
