import type { Clock } from '../clock.ts';
import { SERVER_SETTING_NAMES, SERVER_SETTINGS } from '../hygiene/server-settings.ts';
import { rawInputs } from '../runner-environment.ts';
import { onlyOfGitea } from '../text/server-settings.ts';
import * as say from '../text/step-problems.ts';
import { connect } from './connection.ts';
import { stepContext } from './context.ts';
import { StepFailed } from './failure.ts';
import { readStepSettings, type StepSettings } from './inputs.ts';
import { jobOf } from './job.ts';
import { type StepLog, stepLog } from './log.ts';
import { publish } from './publish.ts';
import { emptyReport, failureWords, isRed, type StepReport, traceOf } from './report.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
import { work } from './work.ts';

export type StepOptions = {
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  /** Writes one line of the job's log. */
  write: (line: string) => void;
};

/** The step, from the runner's environment to everything that the runner and people get to see. */
export async function runStep(options: StepOptions): Promise<{ exitCode: number }> {
  const { environment, clock, write } = options;
  const around = readSurroundings(environment);
  const log = stepLog(write, { notes: around.forge === 'github' });
  const read = readStepSettings(rawInputs(environment));
  const report =
    'problems' in read
      ? { ...emptyReport('failed'), failures: read.problems }
      : await workSafely(around, read.settings, { clock, log });
  const ignored = 'settings' in read && around.forge === 'github' ? ofGiteaOnly(read.settings) : [];
  const warnings =
    'warnings' in read ? [...read.warnings, ...ignored, ...report.warnings] : report.warnings;
  await publish({ ...report, warnings }, { around, log });
  const failOnFindings = 'settings' in read && read.settings.failOnFindings;
  return { exitCode: isRed(report, failOnFindings) ? 1 : 0 };
}

function ofGiteaOnly({ server }: StepSettings): string[] {
  return SERVER_SETTING_NAMES.filter((name) => server[SERVER_SETTINGS[name].key] !== undefined).map(
    (name) => onlyOfGitea(name),
  );
}

async function workSafely(
  around: Surroundings,
  settings: StepSettings,
  { clock, log }: { clock: Clock; log: StepLog },
): Promise<StepReport> {
  try {
    const { repository, repositoryName, event } = around;
    if (repository === undefined) throw new StepFailed(say.repositoryNotTold(repositoryName));
    const job = jobOf(around, settings.number);
    const connection = await connect(around, settings, clock);
    const mayBeReadOnly = job.do === 'look' && job.comesFromFork;
    const context = stepContext({ repository, settings, connection, mayBeReadOnly, clock, log });
    return await work(job, event, context);
  } catch (error) {
    const trace = traceOf(error);
    if (trace.length > 0) log.group('What went wrong', trace);
    return { ...emptyReport('failed'), failures: [failureWords(error)] };
  }
}
