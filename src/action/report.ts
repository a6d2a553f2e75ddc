import type { RunReport } from '../sessions/outcome.ts';
import { mapStrings } from '../text/map-strings.ts';
import { reportUnwritten, structuredOutputTooLong } from '../text/report-problems.ts';
import { summary } from '../text/summary.ts';
import { outputValues } from './output-values.ts';
import type { OutputName } from './output-table.ts';

export type ReportTo = {
  /** Takes secrets out of a text; everything that leaves passes through it. */
  mask: (text: string) => string;
  setOutput: (name: OutputName, value: string) => void;
  /** Appends Markdown to the summary of the job; absent where there is none. */
  writeSummary?: (markdown: string) => void | Promise<void>;
  summary: 'full' | 'brief' | 'off';
};

/**
 * Hands a report to the workflow: every output, then the summary. One that fails does not silence the others; what could
 * not be written comes back as sentences.
 */
export async function writeReport(report: RunReport, to: ReportTo): Promise<string[]> {
  const masked = mapStrings(report, to.mask);
  const outputs = outputValues(masked);
  const problems: string[] = [];
  if (masked.structuredOutput !== undefined && outputs['structured-output'] === '') {
    problems.push(structuredOutputTooLong());
  }
  for (const [name, value] of Object.entries(outputs)) {
    try {
      to.setOutput(name as OutputName, value);
    } catch (error) {
      problems.push(reportUnwritten(`The output ${name}`, error));
    }
  }
  const markdown = summary(masked, to.summary);
  if (markdown === '' || to.writeSummary === undefined) return problems;
  try {
    await to.writeSummary(markdown);
  } catch (error) {
    problems.push(reportUnwritten('The job summary', error));
  }
  return problems;
}
