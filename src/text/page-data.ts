import { totalTokens, type SessionId } from '../sessions/event.ts';
import type { RunReport, SessionReport } from '../sessions/outcome.ts';
import { counted, formatCost, formatCount } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatDuration } from './duration.ts';
import { jsonInHtml, oneLine } from './escape.ts';
import { errorWords } from './log-lines.ts';
import { indexOf, type PageSource } from './page-index.ts';
import { createAllowance, turnsOf, type PageTurn } from './page-turns.ts';
import { STATE_WORDS } from './session-states.ts';

/** What the script of the transcript page draws. Everything is text that was formatted here; nothing is HTML. */
export type PageData = {
  sessions: PageSession[];
  /** Marks on the time axis: where (0 to 1) and what. */
  ticks: { at: number; label: string }[];
};

export type PageSession = {
  id: SessionId;
  depth: number;
  title: string;
  agent: string;
  state: SessionReport['state'];
  stateWords: string;
  /** `3m12s · 4 tool calls · …` */
  facts: string;
  error: string;
  /** Spans in which it worked: where they begin and how long they are, as parts of the run (0 to 1). */
  bars: { from: number; length: number; label: string }[];
  turns: PageTurn[];
};

const TITLE_LENGTH = 200;
const ERROR_LENGTH = 500;
const TICKS = 5;

/** `PageData` as JSON that can stand in a page, in pieces: no more than one turn is in memory at a time. */
export function* pageData(source: PageSource, report: RunReport): Generator<string, undefined> {
  const spoken = indexOf(source);
  const from = { source, started: report.started, allowance: createAllowance() };
  yield '{"sessions":[';
  for (const [number, session] of report.sessions.entries()) {
    const head = { ...faceOf(session), bars: barsOf(session, report) };
    yield `${number === 0 ? '' : ','}${jsonInHtml(head).slice(0, -1)},"turns":[`;
    let comma = '';
    for (const turn of turnsOf(spoken.get(session.id)?.values() ?? [], from)) {
      yield `${comma}${jsonInHtml(turn)}`;
      comma = ',';
    }
    yield ']}';
  }
  yield `],"ticks":${jsonInHtml(ticksOf(report.ended - report.started))}}`;
}

function faceOf(session: SessionReport): Omit<PageSession, 'bars' | 'turns'> {
  const { id, depth, title, agent = '', state, error, duration, toolCalls, tokens, cost } = session;
  const facts = [
    formatDuration(duration),
    counted(toolCalls, 'tool call'),
    `${formatCount(totalTokens(tokens))} tokens`,
    formatCost(cost),
  ];
  return {
    id,
    depth,
    title: clipLine(oneLine(title), TITLE_LENGTH),
    agent: clipLine(oneLine(agent), TITLE_LENGTH),
    state,
    stateWords: STATE_WORDS[state],
    facts: facts.join(' · '),
    error: error === undefined ? '' : clipLine(errorWords(error), ERROR_LENGTH),
  };
}

function barsOf({ busy }: SessionReport, { started, ended }: RunReport): PageSession['bars'] {
  const whole = Math.max(1, ended - started);
  const part = (span: number): number => Number(Math.min(1, Math.max(0, span / whole)).toFixed(5));
  return busy.map(({ from, to = ended }) => ({
    from: part(from - started),
    length: part(to - Math.max(from, started)),
    label: `+${formatDuration(from - started)}, ${formatDuration(to - from)}`,
  }));
}

function ticksOf(whole: number): PageData['ticks'] {
  return Array.from({ length: TICKS }, (_, index) => {
    const at = index / (TICKS - 1);
    return { at, label: formatDuration(whole * at) };
  });
}
