import { ForgeUnavailable, RateLimited } from '../../forge/errors.ts';
import type { Repository } from '../../forge/model.ts';
import { createMemory } from '../../hygiene/memory.ts';
import { builtInNotices } from '../../hygiene/notice-files.ts';
import type { World } from '../../hygiene/observe.ts';
import { createPolicies } from '../../hygiene/policies.ts';
import { type Promises, reconcile, type Reconciled } from '../../hygiene/reconcile.ts';
import { type Waiting, waitingIn } from '../../hygiene/waiting.ts';
import { problemLine } from '../../text/cli-config.ts';
import * as say from '../../text/cli-problems.ts';
import * as words from '../../text/cli-sweep.ts';
import { formatInstant } from '../../text/instant.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { type Connection, connect } from './connection.ts';
import { type Desk, print, printJson, tell } from './desk.ts';
import { repositoryPlace } from './place.ts';
import { keepSwitch } from './keep-switch.ts';
import { ProgressLine } from './progress-line.ts';
import type { SweepRequest } from './request.ts';
import { countOf, spanOf } from './spans.ts';
import { sweepForge, type SweepForge } from './sweep-forge.ts';

const MOST = 10_000;
/** Requests that are left to others who use the same token. */
const RESERVE = 50;

type Sweeping = {
  repository: Repository;
  forge: SweepForge;
  connection: Connection;
  world: World;
  promises: Promises;
  desk: Desk;
};

type Swept = { rows: words.SweptRow[]; why?: string; isCancelled: boolean };

/** Looks once at everything that a deadline may stand on. */
export async function sweep(request: SweepRequest, desk: Desk): Promise<number> {
  const every = spanOf('--sweep-every', request.sweepEvery);
  const recent = spanOf('--recent', request.recent);
  const limit = countOf('--limit', request.limit, MOST);
  const remote = await repositoryPlace(request, desk);
  const { repository } = remote;
  const connection = await connect(remote, request, desk);
  const forge = sweepForge(connection.forge, request);
  const { clock } = desk;
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  const home = await policies.of(repository);
  if (home === undefined)
    throw new Mistake(say.repositoryGone(`${repository.owner}/${repository.name}`));
  const { login } = await forge.self();
  tell(desk, [
    ...home.problems.map((problem) => say.warningLine(problemLine(problem))),
    ...(home.policy.mode === 'enforce' && every === undefined ? [words.closesNothing()] : []),
    words.begins(login, request.dryRun),
  ]);

  const world = { forge, policies, memory: createMemory(), clock };
  const sweeping = { repository, forge, connection, world, promises: promisesOf(every), desk };
  const since = recent === undefined ? undefined : clock.now() - recent;
  const waiting =
    home.policy.mode === 'off'
      ? []
      : await waitingIn(repository, home.policy, { since, most: MOST }, forge);
  const swept = await lookAtAll(waiting.slice(0, limit), sweeping);
  const left = waiting.length - swept.rows.length;
  const kept = left > 0 || swept.isCancelled ? undefined : await keepSwitch(home, forge);
  if (request.json) {
    const subjects = swept.rows.map(plainRow);
    printJson(desk, { dryRun: request.dryRun, subjects, left, ...(kept && { blankIssues: kept }) });
  } else {
    print(desk, words.sweptTable(swept.rows, request.dryRun));
  }
  tell(desk, [words.ends(swept.rows, left, swept.why), ...words.switchLines(kept)]);
  if (swept.isCancelled) return EXIT.cancelled;
  if (left > 0) return EXIT.unfinished;
  const isFine = kept?.isDone !== false && swept.rows.every(({ error }) => error === undefined);
  return isFine ? EXIT.fine : EXIT.found;
}

function plainRow({ changes, ...row }: words.SweptRow): object {
  return { ...row, changes: changes.map((change) => change.do) };
}

/** A person's token signs other comments too, and nobody but the next sweep keeps what a notice promises. */
function promisesOf(every: number | undefined): Promises {
  return every === undefined
    ? { sharesAccount: true, promisesNoClose: true }
    : { sharesAccount: true, roundDeadline: (instant) => Math.ceil(instant / every) * every };
}

async function lookAtAll(waiting: readonly Waiting[], sweeping: Sweeping): Promise<Swept> {
  const { desk, connection } = sweeping;
  const rows: words.SweptRow[] = [];
  const progress = new ProgressLine(desk.err);
  try {
    for (const each of waiting) {
      if (desk.signal.aborted) return { rows, isCancelled: true };
      const quota = connection.quota();
      if (quota !== undefined && quota.remaining < RESERVE) {
        return { rows, isCancelled: false, why: words.quotaSpared(quota) };
      }
      progress.show(rows.length, waiting.length, `#${String(each.number)}`);
      rows.push(await lookAt(each, sweeping));
    }
    return { rows, isCancelled: false };
  } catch (error) {
    if (error instanceof RateLimited) {
      return { rows, isCancelled: false, why: words.quotaUsedUp(formatInstant(error.retryAt)) };
    }
    if (error instanceof ForgeUnavailable) return { rows, isCancelled: false, why: words.silent() };
    throw error;
  } finally {
    progress.end();
  }
}

async function lookAt(
  { number, mayBeMissed }: Waiting,
  { repository, forge, world, promises }: Sweeping,
): Promise<words.SweptRow> {
  forge.loneChecks = mayBeMissed;
  try {
    const reason = mayBeMissed ? 'missed' : 'sweep';
    const reconciled = await reconcile({ ...repository, number }, { reason }, world, promises);
    return { number, ...rowOf(reconciled), changes: forge.taken() };
  } catch (error) {
    if (error instanceof RateLimited || error instanceof ForgeUnavailable) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { number, verdict: 'failed', changes: forge.taken(), error: message };
  }
}

function rowOf({
  result,
  decision,
  observation,
  refusals = [],
}: Reconciled): Pick<words.SweptRow, 'verdict' | 'kind' | 'error'> {
  const phases = [...new Set(decision?.phases.values())];
  const verdict =
    result !== 'looked' ? result : observation?.exemption !== undefined ? 'exempt' : undefined;
  const kind = observation?.reading.subject.kind;
  const [refusal] = refusals;
  return {
    verdict: verdict ?? (phases.length === 0 ? 'ok' : phases.join(', ')),
    ...(kind === undefined ? {} : { kind }),
    ...(refusal === undefined ? {} : { error: refusal.error.message }),
  };
}
