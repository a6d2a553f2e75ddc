import { configProblemLine } from '../text/config-problems.ts';
import { plainPen } from '../text/pen.ts';
import { problemSentence } from '../text/problem-sentences.ts';
import * as lines from '../text/step-lines.ts';
import { stepSummary } from '../text/step-summary.ts';
import type { StepLog } from './log.ts';
import type { Looked } from './looked.ts';
import { stepOutputs } from './output-values.ts';
import { STEP_VERDICTS } from './output-table.ts';
import type { StepReport } from './report.ts';
import type { Surroundings } from './surroundings.ts';

/** Tells the runner and people what came of the step: the log's last lines, notes, outputs, summary. */
export async function publish(
  report: StepReport,
  { around, log }: { around: Surroundings; log: StepLog },
): Promise<void> {
  const { verdict, looked, dryRun, warnings, failures } = report;
  if (report.left === undefined) for (const each of looked) tellFindings(each, log);
  if (dryRun) tellPlans(report, log);
  const broken = report.policyProblems.map(configProblemLine);
  for (const line of broken) log.note('warning', lines.policyLine(line));
  for (const warning of warnings) log.note('warning', warning);
  for (const failure of failures) log.note('error', failure);
  for (const line of endLines(report)) log.line(line);

  const core = await import('./toolkit.ts');
  for (const [name, value] of Object.entries(stepOutputs(report))) core.setOutput(name, value);
  const markdown = stepSummary({
    ...report,
    meaning: STEP_VERDICTS[verdict],
    policyProblems: broken,
  });
  if (around.showsSummary) await core.summary.addRaw(markdown, true).write();
  else log.group(lines.summaryTitle(), markdown.trimEnd().split('\n'));
}

function tellFindings({ number, kind, found }: Looked, log: StepLog): void {
  if (found.length === 0) return;
  const pen = plainPen({ subject: kind ?? 'pull-request' });
  log.group(
    lines.findingsTitle(number, found.length),
    found.map(({ mode, finding }) => {
      const { what, fix } = problemSentence(finding.problem, pen);
      return lines.findingLine({ ...finding, mode, words: `${what} ${fix}` });
    }),
  );
}

/** What a dry run kept from being written, every word of it. */
function tellPlans({ written }: StepReport, log: StepLog): void {
  const numbers = [...new Set(written.map(({ number }) => number))];
  if (numbers.length === 0) log.line(lines.nothingToWrite());
  for (const number of numbers) {
    const changes = written.filter((each) => each.number === number).map(({ change }) => change);
    log.group(
      lines.dryRunTitle(number),
      changes.flatMap((change) => [
        lines.plannedChange(change),
        ...(lines.changeText(change)?.split('\n') ?? []).map((line) => `    ${line}`),
      ]),
    );
  }
}

function endLines({ verdict, looked, written, dryRun, left }: StepReport): string[] {
  const [first] = looked;
  if (left !== undefined || first === undefined) return [STEP_VERDICTS[verdict]];
  const changes = written.map(({ change }) => change);
  return changes.length === 0 || dryRun
    ? [lines.verdictLine(first.number, STEP_VERDICTS[verdict])]
    : [lines.subjectLine({ number: first.number, verdict: STEP_VERDICTS[verdict] }, changes)];
}
