import { randomUUID } from 'node:crypto';
import { ownProcess } from '../agent/own-process.ts';
import { createMask } from '../agent/masking.ts';
import type { AgentServer } from '../agent/server.ts';
import type { Clock } from '../clock.ts';
import { exitCodeOf, type RunReport } from '../sessions/outcome.ts';
import { noticeLine } from '../text/log-lines.ts';
import { annotate } from './annotate.ts';
import { RunComment, type RunCommentOptions } from './comment/run-comment.ts';
import type { CommentWish } from './comment/wish.ts';
import { rawInputs } from './given-inputs.ts';
import { closeHandover, makeRunFolder, writeHandover } from './handover.ts';
import { readSettings, type ReadSettings } from './inputs.ts';
import { LiveLog } from './live-log.ts';
import { secretsIn, secretsNamed } from './mask-of.ts';
import { diskPlace } from './place.ts';
import { together } from './progress.ts';
import { type Audience, keepForPost, publish, warn } from './publish.ts';
import { notBegun, rejected } from './rejected.ts';
import { run } from './run.ts';
import { readRunner, type Runner, stepFolder } from './runner.ts';
import type { Settings } from './settings.ts';
import { workFiles } from './work-files.ts';

export type StepOptions = {
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  /** Aborted with the signal's name as its reason. */
  signal: AbortSignal;
  /** Writes one line of the job's log. */
  write: (line: string) => void;
};

/** The main step: from the runner's environment to everything that the runner and people get to see. */
export async function runStep(options: StepOptions): Promise<{ exitCode: number }> {
  const { environment, clock, write } = options;
  const runner = readRunner(environment);
  const { shown } = runner;
  const mask = createMask(secretsNamed(environment));
  const unbegun: Audience = { summary: 'full', mask, fails: true, write, shown };
  const place = diskPlace(runner.workspace, runner.temporary);
  const read = await readSettings(rawInputs(environment), place, runner.comment);
  const id = randomUUID();
  const tell = async (report: RunReport, mayExist = false): Promise<{ exitCode: number }> => {
    const { started } = report;
    const of = { id, started, mayExist, mask, warn: () => undefined };
    const comment = read.comment && commentOn(read.comment, options, of);
    await publishAll(report, unbegun, comment);
    return { exitCode: exitCodeOf(report.outcome) };
  };
  if ('problems' in read) return tell(rejected(read.problems, clock.now()));
  try {
    return await runWith(options, runner, { ...read, id });
  } catch (error) {
    // The run itself never rejects: this is a runner whose temporary folder or files cannot be written.
    return tell(notBegun(error, clock.now()), true);
  }
}

function commentOn(
  wish: CommentWish,
  { environment, clock }: StepOptions,
  of: Omit<RunCommentOptions, 'wish' | 'environment' | 'clock'>,
): RunComment {
  return new RunComment({ wish, environment, clock, ...of });
}

/** Tells everybody how the run ended, its comment too; returns whether nothing is left to do for that one. */
async function publishAll(
  report: RunReport,
  audience: Audience,
  comment: RunComment | undefined,
): Promise<boolean> {
  const ending = comment?.end(report);
  await publish(report, audience);
  const end = await ending;
  if (end?.note !== undefined) audience.write(noticeLine('info', end.note));
  if (end?.problem !== undefined) await warn(end.problem, audience);
  return end?.isOver ?? true;
}

/** `id` names the run in its comment. */
type Begun = Extract<ReadSettings, { settings: unknown }> & { id: string };

async function runWith(
  options: StepOptions,
  runner: Runner,
  { settings, warnings, comment: wish, id }: Begun,
): Promise<{ exitCode: number }> {
  const { environment, clock, signal, write } = options;
  const secrets = secretsIn(settings, environment);
  const mask = createMask(secrets);
  const level = settings.log;
  const { shown } = runner;
  const notes = shown.annotations ? { annotate } : {};
  const log = new LiveLog({ write, mask, level, groups: true, ...notes });
  for (const warning of warnings) log.notice('warning', warning);

  const workDir = makeRunFolder(stepFolder(runner));
  const started = clock.now();
  const warnInLog = (sentence: string): void => log.notice('warning', sentence);
  const keptAt = workFiles(workDir).comment;
  const comment = wish && commentOn(wish, options, { id, started, mask, warn: warnInLog, keptAt });
  const handover = {
    main: ownProcess(),
    started,
    summary: settings.summary,
    ...(comment === undefined ? {} : { comment: { id, isOver: false } }),
  };
  writeHandover(workDir, { ...handover, reported: false });
  const onServer = ({ leftovers }: AgentServer): void => {
    writeHandover(workDir, { ...handover, server: leftovers, reported: false });
    void keepForPost(workDir, secrets);
    comment?.begin();
  };
  const projectTrusted = isTrusted(settings.projectConfig, runner);
  const report = await run({
    settings,
    environment,
    workDir,
    projectTrusted,
    mask,
    progress: comment === undefined ? log : together(log, comment.progress),
    clock,
    signal,
    onServer,
  });
  log.end();
  const exitCode = exitCodeOf(report.outcome, settings.failOn && new Set(settings.failOn));
  const whole = { ...report, warnings: [...warnings, ...report.warnings] };
  const { summary } = settings;
  const audience = { summary, mask, fails: exitCode !== 0, write, shown };
  const isOver = await publishAll(whole, audience, comment);
  const told = comment === undefined ? {} : { comment: { id, isOver } };
  closeHandover(workDir, { ...handover, ...told });
  return { exitCode };
}

function isTrusted(choice: Settings['projectConfig'], { ownCode }: Runner): boolean {
  return choice === 'trusted' || (choice === 'auto' && ownCode);
}
