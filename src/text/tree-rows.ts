import type { AgentError, Ask } from '../sessions/event.ts';
import { counted, formatCost } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { oneLine } from './escape.ts';
import { askWords, errorWords } from './log-lines.ts';

/** What the live view of a terminal says about each session, in a few words. What comes in is masked already. */

const DETAIL_LENGTH = 80;

export function headRow(elapsed: number, all: number, atWork: number, cost: number): string {
  const sessions = `${counted(all, 'session')}, ${String(atWork)} at work`;
  return `agent-run · ${formatDuration(elapsed)} · ${sessions} · ${formatCost(cost)}`;
}

export function row(name: string, doing: string): string {
  return `${name} — ${doing}`;
}

export function hiddenRows(count: number): string {
  return `… and ${counted(count, 'more session', 'more sessions')}`;
}

/** `12.3s, running bash: npm test`: the span first, so that a narrow terminal does not cut it off. */
export function working(span: number, tool?: { name: string; label: string }): string {
  const took = formatDuration(span);
  if (tool === undefined) return `${took}, the model is at work`;
  const label = clipLine(oneLine(tool.label), DETAIL_LENGTH);
  return `${took}, running ${label === '' ? tool.name : `${tool.name}: ${label}`}`;
}

export function retrying(attempt: number, message: string): string {
  return `attempt ${String(attempt)} failed: ${clipLine(oneLine(message), DETAIL_LENGTH)}`;
}

export function asking(ask: Ask): string {
  return `asks: ${askWords(ask)}`;
}

export function starting(): string {
  return 'starts';
}

export function waitsForOthers(count: number): string {
  return `waits for ${counted(count, 'session')}`;
}

export function done(busy: number): string {
  return `done, ${formatDuration(busy)}`;
}

export function failed(error: AgentError, busy: number): string {
  return `failed after ${formatDuration(busy)}: ${errorWords(error)}`;
}

export function deleted(): string {
  return 'deleted';
}
