import { counted } from './amounts.ts';
import { markdownCodeCell } from './markdown.ts';
import type { ExplainedRule } from './notice-view.ts';
import { cellPen, shortened, type PenPlace } from './pen.ts';
import { problemSentence } from './problem-sentences.ts';

/** The result rule by rule, folded, for a notice. */
export function renderExplanation(rules: readonly ExplainedRule[]): string {
  const about: PenPlace = {
    subject: rules.some(({ rule }) => rule === 'issue-template') ? 'issue' : 'pull-request',
  };
  return [
    '<details><summary>Result rule by rule</summary>',
    '',
    ruleTable(rules, { about, bytes: 12_000 }),
    '',
    '</details>',
  ].join('\n');
}

/** A row for each finding, and one for each rule that is content; rows beyond `bytes` are counted. */
export function ruleTable(
  rules: readonly ExplainedRule[],
  { about, bytes }: { about: PenPlace; bytes: number },
): string {
  if (rules.length === 0) return 'No rule is switched on.';
  const rows = rules.flatMap((rule) => rowsOf(rule, about));
  let room = bytes;
  const shown = rows.filter((row) => {
    room -= Buffer.byteLength(row) + 1;
    return room >= 0;
  });
  const left = rows.length - shown.length;
  return [
    '| Rule | Mode | Line | What | How to fix it |',
    '| --- | --- | --- | --- | --- |',
    ...shown,
    ...(left === 0 ? [] : ['', `${counted(left, 'more row')} did not fit.`]),
  ].join('\n');
}

function rowsOf({ rule, mode, findings }: ExplainedRule, about: PenPlace): string[] {
  const pen = cellPen(about);
  const name = markdownCodeCell(shortened(rule, 60));
  if (findings.length === 0) return [`| ${name} | ${mode} | | Content | |`];
  return findings.map(({ problem, line, severity }) => {
    const { what, fix } = problemSentence(problem, pen);
    const place = line === undefined ? '' : String(line);
    const hint = severity === 'warning' ? ' (hint)' : '';
    return `| ${name} | ${mode}${hint} | ${place} | ${what} | ${fix} |`;
  });
}
