import type { Change } from '../forge/model.ts';
import type { Finding } from '../hygiene/finding.ts';
import { counted } from './amounts.ts';
import { clipBytes } from './clip.ts';
import { markdownCodeCell, markdownText } from './markdown.ts';
import { cellPen, shortened } from './pen.ts';
import { problemSentence } from './problem-sentences.ts';
import { changeWords, plannedChange, subjectName } from './step-lines.ts';

/** GitHub takes 1 MiB for a step. */
const MOST_BYTES = 900 * 1024;
const MOST_ROWS = 200;
const LONGEST_SENTENCE = 600;

export type StepSummaryView = {
  verdict: string;
  /** What the verdict means, a sentence of ours. */
  meaning: string;
  looked: readonly {
    number: number;
    kind: 'pull-request' | 'issue' | undefined;
    verdict: string;
    found: readonly { mode: string; finding: Finding }[];
  }[];
  written: readonly { number: number; change: Change }[];
  policyProblems: readonly string[];
  warnings: readonly string[];
  failures: readonly string[];
  dryRun: boolean;
  left?: { count: number; why?: string };
};

/** The job summary, as Markdown. Everything that strangers wrote in it is literal text. */
export function stepSummary(view: StepSummaryView): string {
  const { verdict, meaning, looked, left, failures, warnings, policyProblems, dryRun } = view;
  const [only] = looked;
  const isOne = left === undefined && only !== undefined;
  const name = isOne ? ` ${subjectWords(only)}` : '';
  const parts = [
    `### Hygiene${name}: ${verdict}`,
    `${meaning}${dryRun ? ' This was a dry run: nothing was written.' : ''}`,
    ...section('The bot could not do its work', failures),
    ...section(
      'The policy has mistakes; until they are corrected nothing is enforced',
      policyProblems,
    ),
    ...section('Good to know', warnings),
    ...(isOne ? oneSubject(only, view) : manySubjects(view)),
    ...(left !== undefined && left.count > 0
      ? [
          `Left for the next sweep: ${String(left.count)}${left.why === undefined ? '' : `, because ${markdownText(left.why)}`}.`,
        ]
      : []),
  ];
  return `${clipBytes(parts.join('\n\n'), MOST_BYTES)}\n`;
}

function oneSubject(
  { kind, found }: StepSummaryView['looked'][number],
  { written, dryRun }: StepSummaryView,
): string[] {
  const pen = cellPen({ subject: kind ?? 'pull-request' });
  const rows = found
    .slice(0, MOST_ROWS)
    .map(({ mode, finding: { rule, line, problem, severity } }) => {
      const { what, fix } = problemSentence(problem, pen);
      const hint = severity === 'warning' ? ' (only a hint)' : '';
      return `| ${markdownCodeCell(shortened(rule, 80))} | ${mode} | ${line === undefined ? '' : String(line)} | ${what}${hint} | ${fix} |`;
    });
  return [
    ...(rows.length === 0
      ? []
      : [
          [
            '| Rule | Mode | Line | What | How to fix it |',
            '| --- | --- | --- | --- | --- |',
            ...rows,
          ].join('\n'),
        ]),
    ...changesOf(written, dryRun),
  ];
}

function changesOf(written: StepSummaryView['written'], dryRun: boolean): string[] {
  if (written.length === 0) return [];
  const words = written.map(({ change }) => (dryRun ? plannedChange(change) : changeWords(change)));
  return [words.map((each) => `- ${markdownText(each)}`).join('\n')];
}

function manySubjects({ looked, written, dryRun }: StepSummaryView): string[] {
  const changed = looked.filter(({ number }) => written.some((each) => each.number === number));
  if (looked.length === 0) return [];
  const rows = changed.slice(0, MOST_ROWS).map(({ number, kind, verdict }) => {
    const words = written
      .filter((each) => each.number === number)
      .map(({ change }) => (dryRun ? plannedChange(change) : changeWords(change)));
    return `| ${subjectWords({ number, kind })} | ${verdict} | ${words.map(markdownText).join(', ')} |`;
  });
  return [
    `Looked at ${counted(looked.length, 'pull request or issue', 'pull requests and issues')}; ${counted(changed.length, 'of them was', 'of them were')} written to.`,
    ...(rows.length === 0
      ? []
      : [['| | Verdict | Written |', '| --- | --- | --- |', ...rows].join('\n')]),
  ];
}

function subjectWords({ number, kind }: { number: number; kind: string | undefined }): string {
  const words = kind === 'issue' ? 'issue' : 'pull request';
  return kind === undefined ? subjectName(number) : `${words} ${subjectName(number)}`;
}

function section(title: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  const items = sentences
    .slice(0, MOST_ROWS)
    .map((sentence) => `- ${markdownText(shortened(sentence, LONGEST_SENTENCE))}`);
  return [`**${title}**\n\n${items.join('\n')}`];
}
