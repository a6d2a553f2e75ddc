import { RateLimited } from '../forge/errors.ts';
import { endWithBlankIssues } from '../hygiene/keep-blank-issues.ts';
import {
  blankIssuesResult,
  type BlankIssuesResult,
  switchUnread,
} from '../text/blank-issues-result.ts';
import { printable } from '../text/escape.ts';
import { plainPen } from '../text/pen.ts';
import * as lines from '../text/step-lines.ts';
import * as say from '../text/step-problems.ts';
import { homeOf, type StepContext } from './context.ts';
import { type Job, KNOWN_EVENTS } from './job.ts';
import { distrust, lookAt } from './look.ts';
import type { Looked } from './looked.ts';
import { emptyReport, failureWords, type StepReport } from './report.ts';
import { sweep } from './sweep.ts';

/** Does what the event asks for. Rejects with what kept the bot from it. */
export async function work(job: Job, event: string, context: StepContext): Promise<StepReport> {
  switch (job.do) {
    case 'look':
      return look(job, event, context);
    case 'sweep':
      return sweepAll(context);
    case 'lint':
      return lint(context);
    case 'nothing':
      return ignored(job, event, context);
    case 'give-up':
      return { ...emptyReport('failed'), failures: [say.payloadWithoutNumber(event)] };
  }
}

async function look(
  job: Extract<Job, { do: 'look' }>,
  event: string,
  context: StepContext,
): Promise<StepReport> {
  const { repository, clock } = context;
  const { hint } = job;
  if (hint !== undefined && !(job.isFirst && hint.createdAt <= clock.now())) {
    distrust(hint, context);
  }
  const { problems } = await homeOf(context);
  const looked = await lookAt(
    { ...repository, number: job.number },
    { reason: job.reason, waits: true, ...(hint === undefined ? {} : { hint }) },
    context,
  );
  return {
    ...reportOf(context),
    verdict: looked.verdict,
    looked: [looked],
    policyProblems: problems,
    warnings: refusals(event, [looked], context),
  };
}

function ignored(
  { why }: Extract<Job, { do: 'nothing' }>,
  event: string,
  { log }: StepContext,
): StepReport {
  if (why === 'event') {
    return { ...emptyReport('ignored'), warnings: [lines.eventIgnored(event, KNOWN_EVENTS)] };
  }
  log.line(lines.otherBranch());
  return emptyReport('ignored');
}

async function sweepAll(context: StepContext): Promise<StepReport> {
  try {
    return await sweepRepository(context);
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const why = lines.quotaUsedUp(error.retryAt);
    const warnings = [lines.sweepPutOff(why)];
    return { ...emptyReport('partly-swept'), warnings, left: { count: 0, why } };
  }
}

async function sweepRepository(context: StepContext): Promise<StepReport> {
  const home = await homeOf(context);
  const { policy, problems } = home;
  const { looked, left, why, failures } = await sweep(context);
  const changed = new Set(context.forge.written.map(({ number }) => number)).size;
  context.log.line(lines.sweepEnds(looked.length, changed, left, why));
  const kept = left > 0 ? undefined : await endWithBlankIssues(home, context.forge);
  const unkept = kept?.result === 'failed' ? [switchUnread(kept.error.message)] : [];
  if (kept !== undefined && kept.result !== 'failed') tellSwitch(kept, context);
  const closesNothing = policy.mode === 'enforce' && context.settings.sweepEvery === undefined;
  return {
    ...reportOf(context),
    verdict: policy.mode === 'off' ? 'off' : left > 0 ? 'partly-swept' : 'swept',
    looked,
    policyProblems: problems,
    warnings: [
      ...(closesNothing ? [lines.noSweepSpan()] : []),
      ...unkept,
      ...refusals('', looked, context),
    ],
    failures: failures.map(({ number, error }) => lines.lookFailed(number, failureWords(error))),
    left: { count: left, ...(why === undefined ? {} : { why }) },
  };
}

function tellSwitch(told: BlankIssuesResult, { repository, log }: StepContext): void {
  const words = blankIssuesResult(told, plainPen({ subject: 'issue', repository }));
  if (told.result === 'by-hand') log.group(words, printable(told.diff).split('\n'));
  else log.line(words);
}

async function lint(context: StepContext): Promise<StepReport> {
  const { problems } = await homeOf(context);
  return {
    ...reportOf(context),
    verdict: problems.length === 0 ? 'config-ok' : 'config-broken',
    policyProblems: problems,
  };
}

function reportOf({ forge, settings }: StepContext): StepReport {
  return { ...emptyReport('ok'), written: forge.written, dryRun: settings.dryRun };
}

function refusals(event: string, looked: readonly Looked[], { forge }: StepContext): string[] {
  return [
    ...(forge.forbidden.length === 0
      ? []
      : [say.readOnlyToken(forge.kind === 'github' ? event : undefined)]),
    ...looked.flatMap((each) =>
      each.refusals.map(({ message }) => lines.lookFailed(each.number, say.refusedWrite(message))),
    ),
  ];
}
