import type { AgentError, Ask, SessionStatus, ToolPart } from '../sessions/event.ts';
import type { Denial } from '../sessions/outcome.ts';
import { counted } from './amounts.ts';
import { clip, clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { inertLine, oneLine, printable } from './escape.ts';

/** The lines of the live log. What comes in is masked already; what goes out is one line each, not yet indented. */

const LABEL_LENGTH = 160;
const TEXT_LENGTH = 20_000;

/** `✓ bash  npm test  (12.3s)`, with the first words of the error where there is one. */
export function toolLine(part: Pick<ToolPart, 'tool' | 'label' | 'error'>, took?: number): string {
  const mark = part.error === undefined ? '✓' : '✗';
  const label = clipLine(oneLine(part.label), LABEL_LENGTH);
  const words = [`${mark} ${clipLine(oneLine(part.tool), LABEL_LENGTH)}`, label];
  if (took !== undefined) words.push(`(${formatDuration(took)})`);
  if (part.error !== undefined) words.push(`— ${clipLine(oneLine(part.error), LABEL_LENGTH)}`);
  return inertLine(words.filter((word) => word !== '').join('  '));
}

/** What a session said, a line each, with a bar in front. */
export function textLines(text: string): string[] {
  const said = clip(printable(text).trim(), TEXT_LENGTH);
  return said === '' ? [] : said.split('\n').map((line) => inertLine(`│ ${line}`.trimEnd()));
}

export function retryLine(status: SessionStatus & { type: 'retry' }, now: number): string {
  const wait = formatDuration(Math.max(0, status.next - now));
  const why = clipLine(oneLine(status.message), LABEL_LENGTH);
  return inertLine(`↻ attempt ${String(status.attempt)} failed, next in ${wait}: ${why}`);
}

/** `APIError 401: Unauthorized`. */
export function errorWords({ name, message, statusCode }: AgentError): string {
  const code = statusCode === undefined ? '' : ` ${String(statusCode)}`;
  return `${oneLine(name)}${code}: ${clipLine(oneLine(message), 2 * LABEL_LENGTH)}`;
}

export function errorLine(error: AgentError): string {
  return inertLine(`✗ ${errorWords(error)}`);
}

/** `permission bash (rm -rf /)`, `question: Which one?`. */
export function askWords(ask: Ask): string {
  if (ask.kind === 'question') {
    const questions = ask.questions.map(({ question }) => oneLine(question));
    return `question: ${clipLine(questions.join(' / '), LABEL_LENGTH)}`;
  }
  const patterns = clipLine(ask.patterns.map(oneLine).join(', '), LABEL_LENGTH);
  return `permission ${oneLine(ask.permission)}${patterns === '' ? '' : ` (${patterns})`}`;
}

/** How an ask was settled, as a verb: a question is never refused, but nobody was there to answer it. */
export function askVerdict(ask: Ask, denial: Denial | undefined): string {
  if (denial === undefined) return ask.kind === 'question' ? 'answered' : 'allowed';
  return ask.kind === 'question' ? 'answered without a person' : 'denied';
}

export function askLine(ask: Ask, denial: Denial | undefined): string {
  const mark = denial === undefined ? '·' : '⊘';
  return inertLine(`${mark} ${askWords(ask)} — ${askVerdict(ask, denial)}`);
}

export function childStartedLine(name: string): string {
  return inertLine(`→ ${name}`);
}

export function resultArrivedLine(name: string | undefined, failed: boolean): string {
  const what = failed ? 'the failure' : 'the result';
  return inertLine(`← ${what} of ${name ?? 'a background task'} arrived`);
}

export function turnEndedLine(took: number, toolCalls: number): string {
  return `■ idle after ${formatDuration(took)}, ${counted(toolCalls, 'tool call')} in all`;
}

export function deletedLine(): string {
  return '✗ the session was deleted';
}

/** A line about the run itself. */
export function noticeLine(level: 'info' | 'warning' | 'error', sentence: string): string {
  const mark = { info: '•', warning: '!', error: '✗' }[level];
  return inertLine(`${mark} ${oneLine(sentence)}`);
}

export function waitingLine(words: string): string {
  return inertLine(`… ${words}`);
}

/** How a group of lines is headed: where the session stands in the tree, and whether it goes on from before. */
export function groupTitle(name: string, depth: number, continued: boolean): string {
  const place = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
  return inertLine(`${place}${name}${continued ? ' (continued)' : ''}`);
}

/** The title of an annotation. */
export function annotationTitle(what: 'denied' | 'failed' | 'run', name?: string): string {
  if (what === 'run') return 'agent-run';
  return `${name ?? 'session'}: ${what === 'denied' ? 'not allowed' : 'error'}`;
}

export function furtherAnnotations(): string {
  return 'Further errors and denials are in the log and in the summary only.';
}
