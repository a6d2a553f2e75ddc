import type { RunReport, SessionReport } from '../sessions/outcome.ts';
import { clipBytes, clipLine } from '../text/clip.ts';
import type { OutputName } from './output-table.ts';

/**
 * Linux hands no variable longer than 128 KiB to a process, and outputs end up in variables; a runner takes 1 MiB.
 * Texts keep to the former. JSON cannot be cut, so it may use the latter.
 */
const LONGEST_TEXT = 64 * 1024;
const LONGEST_JSON = 900 * 1024;
const TITLE_LENGTH = 200;

/** The value of every output; empty where there is nothing to tell. `report` is masked already. */
export function outputValues(report: RunReport): Record<OutputName, string> {
  const { outcome, cost, tokens, started, ended, denials, paths } = report;
  return {
    outcome,
    reason: clipBytes(report.reason, LONGEST_TEXT),
    'final-message': clipBytes(report.finalMessage, LONGEST_TEXT),
    'structured-output': structuredOutput(report.structuredOutput),
    'session-id': report.rootId ?? '',
    sessions: sessionsJson(report.sessions),
    cost: String(rounded(cost, 6)),
    tokens: JSON.stringify(tokens),
    duration: String(rounded((ended - started) / 1000, 3)),
    'asks-denied': String(denials.length),
    transcript: paths.transcript ?? '',
    export: paths.export ?? '',
    'opencode-version': report.opencodeVersion ?? '',
  };
}

/** Half of a JSON value is none: one that is too long is left out. */
function structuredOutput(value: unknown): string {
  if (value === undefined) return '';
  const json = JSON.stringify(value);
  return Buffer.byteLength(json) <= LONGEST_JSON ? json : '';
}

/** As many sessions as fit, parents before children. */
function sessionsJson(sessions: readonly SessionReport[]): string {
  const items: string[] = [];
  let room = LONGEST_JSON - '[]'.length;
  for (const item of sessions.map((session) => JSON.stringify(sessionValue(session)))) {
    room -= Buffer.byteLength(item) + ','.length;
    if (room < 0) break;
    items.push(item);
  }
  return `[${items.join(',')}]`;
}

function sessionValue(session: SessionReport): Record<string, unknown> {
  const { id, parentId, agent, title, state, duration, cost, tokens } = session;
  return {
    id,
    parent: parentId ?? null,
    agent: agent ?? null,
    title: clipLine(title, TITLE_LENGTH),
    state,
    duration: rounded(duration / 1000, 3),
    cost: rounded(cost, 6),
    tokens,
  };
}

/** Sums of fractions otherwise come out as 0.30000000000000004. */
function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
