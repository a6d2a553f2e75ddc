import { ownProcess } from '../agent/own-process.ts';
import { createMask } from '../agent/masking.ts';
import type { AgentServer } from '../agent/server.ts';
import type { Clock } from '../clock.ts';
import { exitCodeOf } from '../sessions/outcome.ts';
import { annotate } from './annotate.ts';
import { rawInputs } from './given-inputs.ts';
import { makeRunFolder, writeHandover } from './handover.ts';
import { readSettings } from './inputs.ts';
import { LiveLog } from './live-log.ts';
import { secretsIn } from './mask-of.ts';
import { diskPlace } from './place.ts';
import { type Audience, keepForPost, publish } from './publish.ts';
import { notBegun, rejected } from './rejected.ts';
import { run } from './run.ts';
import { readRunner, type Runner, stepFolder } from './runner.ts';
import type { Settings } from './settings.ts';

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
  const unbegun: Audience = { summary: 'full', mask: createMask([]), fails: true, write, shown };
  const place = diskPlace(runner.workspace, runner.temporary);
  const read = await readSettings(rawInputs(environment), place);
  if ('problems' in read) {
    const report = rejected(read.problems, clock.now());
    await publish(report, unbegun);
    return { exitCode: exitCodeOf(report.outcome) };
  }
  try {
    return await runWith(options, runner, read.settings, read.warnings);
  } catch (error) {
    // The run itself never rejects: this is a runner whose temporary folder or files cannot be written.
    const report = notBegun(error, clock.now());
    await publish(report, unbegun);
    return { exitCode: exitCodeOf(report.outcome) };
  }
}

async function runWith(
  options: StepOptions,
  runner: Runner,
  settings: Settings,
  warnings: readonly string[],
): Promise<{ exitCode: number }> {
  const { environment, clock, signal, write } = options;
  const secrets = secretsIn(settings, environment);
  const mask = createMask(secrets);
  const level = settings.log;
  const { shown } = runner;
  const notes = shown.annotations ? { annotate } : {};
  const progress = new LiveLog({ write, mask, level, groups: true, ...notes });
  for (const warning of warnings) progress.notice('warning', warning);

  const workDir = makeRunFolder(stepFolder(runner));
  const handover = { main: ownProcess(), started: clock.now(), summary: settings.summary };
  writeHandover(workDir, { ...handover, reported: false });
  const onServer = ({ leftovers }: AgentServer): void => {
    writeHandover(workDir, { ...handover, server: leftovers, reported: false });
    void keepForPost(workDir, secrets);
  };
  const projectTrusted = isTrusted(settings.projectConfig, runner);
  const report = await run({
    settings,
    environment,
    workDir,
    projectTrusted,
    mask,
    progress,
    clock,
    signal,
    onServer,
  });
  progress.end();
  const exitCode = exitCodeOf(report.outcome, settings.failOn && new Set(settings.failOn));
  const whole = { ...report, warnings: [...warnings, ...report.warnings] };
  const { summary } = settings;
  await publish(whole, { summary, mask, fails: exitCode !== 0, write, shown });
  writeHandover(workDir, { ...handover, reported: true });
  return { exitCode };
}

function isTrusted(choice: Settings['projectConfig'], { ownCode }: Runner): boolean {
  return choice === 'trusted' || (choice === 'auto' && ownCode);
}
