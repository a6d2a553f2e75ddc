import type { RunReport } from '../sessions/outcome.ts';
import { pageUnwritten } from '../text/report-problems.ts';
import { writePage } from './transcript-page.ts';
import { workFiles } from './work-files.ts';

/** The report with its transcript as a page for people; what kept the page from being written is a warning. */
export function withPage(
  report: RunReport,
  workDir: string,
  mask: (text: string) => string,
): RunReport {
  const { transcript, page } = workFiles(workDir);
  try {
    writePage(report, { transcript, page }, mask);
    return { ...report, paths: { ...report.paths, page } };
  } catch (error) {
    return { ...report, warnings: [...report.warnings, pageUnwritten(error)] };
  }
}
