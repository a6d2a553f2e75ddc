import type { Change } from '../forge/model.ts';
import { clipLine } from '../text/clip.ts';
import { plainPen } from '../text/pen.ts';
import { problemSentence } from '../text/problem-sentences.ts';
import type { Found, Looked } from './looked.ts';
import type { StepOutputName } from './output-table.ts';
import type { StepReport } from './report.ts';
import type { Written } from './step-forge.ts';

/** A runner takes 1 MiB of an output. */
const LONGEST_JSON = 900 * 1024;
const LONGEST_NAME = 200;

/** The value of every output. */
export function stepOutputs(report: StepReport): Record<StepOutputName, string> {
  const { verdict, looked, written, policyProblems } = report;
  const findings = verdict.startsWith('config-')
    ? policyProblems
    : looked.flatMap((each) => each.found.map((found) => findingValue(found, each)));
  return {
    verdict,
    findings: listJson(findings),
    actions: listJson(written.map(actionValue)),
  };
}

function findingValue({ number, mode, finding }: Found, { kind }: Looked): object {
  const { rule, key, severity, line, problem } = finding;
  const { what, fix } = problemSentence(problem, plainPen({ subject: kind ?? 'pull-request' }));
  return {
    number,
    rule,
    mode,
    severity,
    key,
    ...(line === undefined ? {} : { line }),
    problem: problem.kind,
    message: `${what} ${fix}`,
  };
}

function actionValue({ number, change }: Written): object {
  return { number, do: change.do, ...detailsOf(change) };
}

function detailsOf(change: Change): object {
  switch (change.do) {
    case 'add-labels':
      return { labels: change.labels.map(({ name }) => clipLine(name, LONGEST_NAME)) };
    case 'remove-labels':
      return { labels: change.labels };
    case 'set-check':
      return { conclusion: change.check.conclusion, title: change.check.title };
    case 'edit-notice':
    case 'delete-notice':
    case 'minimise':
    case 'unminimise':
      return { comment: change.comment };
    case 'react':
      return { comment: change.comment, reaction: change.reaction };
    case 'post-notice':
    case 'reply':
    case 'close':
    case 'reopen':
    case 'edit-body':
      return {};
  }
}

/** As many items as fit: half a list is a list, half a text of JSON is nothing. */
function listJson(values: readonly object[]): string {
  const items: string[] = [];
  let room = LONGEST_JSON - '[]'.length;
  for (const item of values.map((value) => JSON.stringify(value))) {
    room -= Buffer.byteLength(item) + ','.length;
    if (room < 0) break;
    items.push(item);
  }
  return `[${items.join(',')}]`;
}
