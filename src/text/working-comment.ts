import type { SessionId } from '../sessions/event.ts';
import type { SessionReport } from '../sessions/outcome.ts';
import type { Pending } from '../sessions/settle.ts';
import { totalTokens, type Tokens } from '../sessions/event.ts';
import { counted, formatCost, formatCount } from './amounts.ts';
import { clipLine } from './clip.ts';
import { formatInstant } from './instant.ts';
import { markdownCodeCell, markdownText } from './markdown.ts';
import { type CommentFrame, commentOf, pageLink } from './run-comment.ts';
import { mostInteresting, stateCounts } from './session-choice.ts';
import { sessionName } from './session-name.ts';
import { STATE_SIGNS, STATE_WORDS } from './session-states.ts';

/** A run in the middle of its work, masked already. */
export type WorkView = {
  /** When it began. */
  started: number;
  /** Parents before children; empty while the agent server starts. */
  sessions: readonly SessionReport[];
  pending: readonly Pending[];
  cost: number;
  tokens: Tokens;
  /** What the main session said last; empty when it has not said anything. */
  said: string;
};

const MAY_STAY =
  '_If the job is cancelled, this may stay as it is, because the token ends with the job: the list of runs tells._';

const MOST_ROWS = 10;
const NAME_LENGTH = 80;
const DETAIL_LENGTH = 120;
const SAID_LENGTH = 300;

/** What a run is at. Names no spans, so that it only changes when something happens. */
export function workingComment(frame: CommentFrame, view: WorkView): string {
  const { marker, runPage, mayStay = false } = frame;
  const { started, sessions, said } = view;
  const lastLine = clipLine(said.trimEnd().split('\n').at(-1) ?? '', SAID_LENGTH);
  return commentOf(marker, [
    '### ⏳ Agent run: working',
    [headline(view), `since ${formatInstant(started)}`, ...pageLink(runPage)].join(' · '),
    sessions.length === 0 ? '' : table(view),
    lastLine === '' ? '' : `> ${markdownText(lastLine)}`,
    mayStay ? MAY_STAY : '',
  ]);
}

function headline({ sessions, cost, tokens }: WorkView): string {
  if (sessions.length === 0) return 'opencode is starting';
  const open = sessions.filter(({ state }) => state === 'working' || state === 'waiting').length;
  const spent = `${formatCost(cost)} · ${formatCount(totalTokens(tokens))} tokens`;
  return `${String(open)} of ${counted(sessions.length, 'session')} at work · ${spent}`;
}

function table({ sessions, pending }: WorkView): string {
  const shown = mostInteresting(sessions, MOST_ROWS);
  const hidden = sessions.filter((session) => !shown.includes(session));
  const waits = new Map<SessionId, Pending>();
  for (const wait of pending) if (!waits.has(wait.sessionId)) waits.set(wait.sessionId, wait);
  return [
    '| Session | Doing |',
    '| --- | --- |',
    ...shown.map((session) => `| ${nameOf(session)} | ${doing(session, waits.get(session.id))} |`),
    ...(hidden.length === 0 ? [] : ['', `… and ${stateCounts(hidden)}`]),
  ].join('\n');
}

function nameOf(session: SessionReport): string {
  const place = session.depth === 0 ? '' : '└ ';
  return `${place}${markdownText(clipLine(sessionName(session), NAME_LENGTH))}`;
}

function doing({ state }: SessionReport, wait: Pending | undefined): string {
  switch (wait?.kind) {
    case 'working': {
      if (wait.tool === undefined) return `${STATE_SIGNS.working} the model is at work`;
      const { name, label } = wait.tool;
      const words = clipLine(label === '' ? name : `${name}: ${label}`, DETAIL_LENGTH);
      return `${STATE_SIGNS.working} runs ${markdownCodeCell(words)}`;
    }
    case 'retrying':
      return `${STATE_SIGNS.waiting} asks its model again (attempt ${String(wait.attempt)} failed)`;
    case 'asking':
      return `${STATE_SIGNS.waiting} waits for an answer`;
    case 'owed':
      return `${STATE_SIGNS.waiting} waits for a background result`;
    case 'unanswered':
    case undefined:
      return `${STATE_SIGNS[state]} ${STATE_WORDS[state]}`;
  }
}
