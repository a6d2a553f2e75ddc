import type { ChangedFile, Denial, RunReport } from '../sessions/outcome.ts';
import { counted, formatCost, formatTokens } from './amounts.ts';
import { clip, clipBytes, clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { gantt } from './gantt.ts';
import {
  markdownCode,
  markdownCodeCell,
  markdownDocument,
  markdownFence,
  markdownText,
} from './markdown.ts';
import { OUTCOME_ADVICE, OUTCOME_SIGNS } from './outcome-advice.ts';
import { sessionName } from './session-name.ts';
import { sessionTable } from './summary-sessions.ts';

/** GitHub drops a step's summary that is larger. */
const SUMMARY_LIMIT = 1024 * 1024;

const MOST_ROWS = 50;
const LINE_LENGTH = 200;
const REASON_LENGTH = 2000;
const LONGEST_MESSAGE = 256 * 1024;
const LONGEST_JSON = 32 * 1024;
/** A message up to this length is shown at once, a longer one when it is unfolded. */
const SHORT_MESSAGE = 4000;

/** A part of the summary; of those with a `rank` the highest goes first where there is no room for all. */
type Section = { name: string; rank?: number; text: string };

/**
 * What a run did, as Markdown for a job's summary: the outcome first. `report` is masked already. Empty for `off`; never
 * more than `limit` bytes, as long as that leaves room for the outcome.
 */
export function summary(
  report: RunReport,
  level: 'full' | 'brief' | 'off',
  limit: number = SUMMARY_LIMIT,
): string {
  if (level === 'off') return '';
  const sections = level === 'brief' ? briefSections(report) : fullSections(report);
  return fitted(
    sections.filter(({ text }) => text !== ''),
    limit,
  );
}

function briefSections(report: RunReport): Section[] {
  return [head(report), numbers(report), denials(report), warnings(report), files(report)];
}

/** The model's own words come last: whatever they open cannot swallow anything of ours. */
function fullSections(report: RunReport): Section[] {
  return [
    head(report),
    numbers(report),
    denials(report),
    warnings(report),
    sessions(report),
    timeline(report),
    changes(report),
    structured(report),
    files(report),
    message(report),
  ];
}

function head({ outcome, reason }: RunReport): Section {
  const lines = [
    `## ${OUTCOME_SIGNS[outcome]} Agent run: ${outcome}`,
    markdownText(clip(reason, REASON_LENGTH)),
    OUTCOME_ADVICE[outcome],
  ];
  return { name: 'outcome', text: lines.filter((line) => line !== '').join('\n\n') };
}

function numbers(report: RunReport): Section {
  const { started, ended, sessions: all, cost, tokens, commits, model, opencodeVersion } = report;
  const facts = [
    ['Duration', formatDuration(ended - started)],
    ['Sessions', String(all.length)],
    ['Cost', formatCost(cost)],
    ['Tokens', formatTokens(tokens)],
    ['Changed files', String(report.changes.length)],
    ...(commits > 0 ? [['Commits', String(commits)]] : []),
    ...(model === undefined ? [] : [['Model', markdownCodeCell(clipLine(model, LINE_LENGTH))]]),
    ...(opencodeVersion === undefined ? [] : [['opencode', markdownCodeCell(opencodeVersion)]]),
  ];
  const rows = [facts.map(([name]) => name), facts.map(() => '---'), facts.map(([, is]) => is)];
  return { name: 'numbers', text: rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n') };
}

function denials({ denials: all, sessions: tree }: RunReport): Section {
  const names = new Map(tree.map((session) => [session.id, sessionName(session)]));
  const rows = listed(all, ({ sessionId, kind, what, patterns }: Denial) => {
    const who = markdownText(names.get(sessionId) ?? 'a session');
    if (kind === 'question') return `${who} asked: ${markdownText(clipLine(what, LINE_LENGTH))}`;
    const which = clipLine(patterns.join(', '), LINE_LENGTH);
    return `${who} may not ${markdownCode(what)} ${markdownCode(which)}`.trimEnd();
  });
  return section('What was refused or answered by policy', rows, all.length);
}

function warnings({ warnings: all }: RunReport): Section {
  const rows = listed(all, (warning) => markdownText(clip(warning, REASON_LENGTH)));
  return section('Warnings', rows, all.length);
}

function sessions({ sessions: all }: RunReport): Section {
  if (all.length === 0) return { name: 'sessions', text: '' };
  return { name: 'sessions', rank: 2, text: `### Sessions\n\n${sessionTable(all)}` };
}

function timeline({ sessions: all, ended }: RunReport): Section {
  const chart = gantt(all, ended);
  const text = chart === '' ? '' : `### Timeline\n\n${markdownFence(chart, 'mermaid')}`;
  return { name: 'timeline', rank: 4, text };
}

function changes({ changes: all }: RunReport): Section {
  const rows = listed(all, ({ status, path, added, deleted }: ChangedFile) => {
    const lines = [
      ...(added === undefined ? [] : [`+${String(added)}`]),
      ...(deleted === undefined ? [] : [`−${String(deleted)}`]),
    ];
    return `${markdownCode(status)} ${markdownCode(clipLine(path, LINE_LENGTH))} ${lines.join(' ')}`.trimEnd();
  });
  return { ...section('Changed files', rows, all.length), rank: 3 };
}

function structured({ structuredOutput }: RunReport): Section {
  if (structuredOutput === undefined) return { name: 'structured output', text: '' };
  const json = clipBytes(JSON.stringify(structuredOutput, null, 2), LONGEST_JSON);
  const text = folded('Structured output', markdownFence(json, 'json'));
  return { name: 'structured output', rank: 5, text };
}

function files({ paths }: RunReport): Section {
  const found = [
    ...(paths.transcript === undefined ? [] : [`Transcript: ${markdownCode(paths.transcript)}`]),
    ...(paths.page === undefined ? [] : [`as a page: ${markdownCode(paths.page)}`]),
    ...(paths.export === undefined ? [] : [`to go on from: ${markdownCode(paths.export)}`]),
  ];
  return { name: 'files', text: found.join(', ') };
}

function message({ finalMessage }: RunReport): Section {
  const words = markdownDocument(clipBytes(finalMessage.trim(), LONGEST_MESSAGE));
  if (words === '') return { name: 'final message', text: '' };
  const isShort = finalMessage.length <= SHORT_MESSAGE;
  const text = isShort ? `### Final message\n\n${words}` : folded('Final message', words);
  return { name: 'final message', rank: 1, text };
}

function listed<T>(items: readonly T[], line: (item: T) => string): string[] {
  const rows = items.slice(0, MOST_ROWS).map((item) => `- ${line(item)}`);
  const hidden = items.length - rows.length;
  return hidden === 0 ? rows : [...rows, `- … and ${String(hidden)} more`];
}

function section(title: string, rows: readonly string[], count: number): Section {
  const name = title.toLowerCase();
  if (rows.length === 0) return { name, text: '' };
  return { name, text: `### ${title} (${String(count)})\n\n${rows.join('\n')}` };
}

function folded(title: string, markdown: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}

/** Leaves out what matters least until the rest has room, and says so right below the outcome. */
function fitted(sections: readonly Section[], limit: number): string {
  const kept = [...sections];
  const dropped: string[] = [];
  for (;;) {
    const [first = '', ...rest] = kept.map(({ text }) => text);
    const text = `${[first, ...droppedNote(dropped, limit), ...rest].join('\n\n')}\n`;
    if (Buffer.byteLength(text) <= limit) return text;
    const [next] = kept
      .filter(({ rank }) => rank !== undefined)
      .toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0));
    if (next === undefined) return clipBytes(text, limit);
    kept.splice(kept.indexOf(next), 1);
    dropped.push(next.name);
  }
}

function droppedNote(dropped: readonly string[], limit: number): string[] {
  if (dropped.length === 0) return [];
  const names = dropped.join(', ');
  return [`_Left out because a summary may hold ${counted(limit, 'byte')} at most: ${names}._`];
}
