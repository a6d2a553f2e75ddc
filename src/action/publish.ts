import type { Outcome, RunReport } from '../sessions/outcome.ts';
import { inertLine } from '../text/escape.ts';
import { noticeLine } from '../text/log-lines.ts';
import { runEnd, summaryInLog } from '../text/run-end.ts';
import type { Shown } from '../runner-environment.ts';
import { writeReport } from './report.ts';
import { loadToolkit } from './toolkit.ts';

/** The name under which the post step finds the run's folder. */
const FOLDER_STATE = 'folder';

export type Audience = {
  summary: 'full' | 'brief' | 'off';
  mask: (text: string) => string;
  /** Whether the outcome fails the step: then it is annotated, where there are annotations. */
  fails: boolean;
  /** Writes one line of the job's log. */
  write: (line: string) => void;
  shown: Shown;
};

/**
 * Tells the runner and people how the run ended: the log's last lines, outputs, annotation, and the summary, which goes to
 * the log where the forge shows none.
 */
export async function publish(report: RunReport, audience: Audience): Promise<void> {
  const { mask, write, summary, shown } = audience;
  const core = await loadToolkit();
  const logSummary = (markdown: string): void => summaryInLog(markdown).forEach(write);
  for (const line of runEnd(report)) write(inertLine(mask(line)));
  const problems = await writeReport(report, {
    mask,
    setOutput: (name, value) => core.setOutput(name, value),
    writeSummary: shown.summary ? writeSummary : logSummary,
    summary,
  });
  for (const problem of problems) await warn(problem, audience);
  if (audience.fails && shown.annotations)
    core.error(mask(report.reason), { title: titleOf(report.outcome) });
}

/** A sentence that a person should see, once the run is over. */
export async function warn(
  sentence: string,
  { shown, write }: Pick<Audience, 'shown' | 'write'>,
): Promise<void> {
  if (shown.annotations) (await loadToolkit()).warning(sentence);
  else write(noticeLine('warning', sentence));
}

/** Keeps what the post step needs, and has the runner mask what we mask. */
export async function keepForPost(folder: string, secrets: readonly string[]): Promise<void> {
  const core = await loadToolkit();
  core.saveState(FOLDER_STATE, folder);
  for (const secret of secrets.flatMap((each) => each.split(/\r?\n/))) {
    if (secret.length >= SHORTEST_SECRET) core.setSecret(secret);
  }
}

/** A runner masks a text wherever it stands: a shorter one would blot out innocent words. */
const SHORTEST_SECRET = 8;

export async function keptFolder(): Promise<string | undefined> {
  const folder = (await loadToolkit()).getState(FOLDER_STATE);
  return folder === '' ? undefined : folder;
}

export async function writeSummary(markdown: string): Promise<void> {
  const { summary } = await loadToolkit();
  await summary.addRaw(markdown, true).write();
}

function titleOf(outcome: Outcome): string {
  return `agent-run: ${outcome}`;
}
