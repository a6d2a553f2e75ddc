import { addTokens, NO_TOKENS, type SessionId, type Tokens } from './event.ts';
import type { SessionReport, SessionState } from './outcome.ts';
import { pending } from './settle.ts';
import {
  depthOf,
  lastAssistant,
  members,
  type Session,
  type SessionTree,
  wasAborted,
} from './tree.ts';

/** Every session of the tree as it stands at `now`, parents before children. */
export function sessionReports(tree: SessionTree, now: number): SessionReport[] {
  const waiting = new Set(pending(tree, now).map(({ sessionId }) => sessionId));
  return members(tree).map((session) => reportOf(tree, session, waiting, now));
}

/** What the whole tree cost, children included. */
export function totalsOf(sessions: readonly SessionReport[]): { cost: number; tokens: Tokens } {
  let cost = 0;
  let tokens = NO_TOKENS;
  for (const session of sessions) {
    cost += session.cost;
    tokens = addTokens(tokens, session.tokens);
  }
  return { cost, tokens };
}

function reportOf(
  tree: SessionTree,
  session: Session,
  waiting: ReadonlySet<SessionId>,
  now: number,
): SessionReport {
  const { id, parentId, agent, title, created } = session.info;
  const error = lastAssistant(session)?.error ?? session.error?.error;
  const state = stateOf(session, waiting);
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    depth: depthOf(tree, id),
    ...(agent === undefined ? {} : { agent }),
    title,
    state,
    ...(error === undefined || state === 'completed' ? {} : { error }),
    created,
    busy: session.busy.map((span) => ({ ...span })),
    duration: session.busy.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0),
    ...accountOf(session),
  };
}

function accountOf({ messages }: Session): Pick<SessionReport, 'toolCalls' | 'cost' | 'tokens'> {
  let toolCalls = 0;
  let cost = 0;
  let tokens = NO_TOKENS;
  for (const { message, tools } of messages.values()) {
    toolCalls += tools.size;
    if (message.role !== 'assistant') continue;
    cost += message.cost;
    tokens = addTokens(tokens, message.tokens);
  }
  return { toolCalls, cost, tokens };
}

function stateOf(session: Session, waiting: ReadonlySet<SessionId>): SessionState {
  if (session.deleted !== undefined) return 'deleted';
  if (session.asks.size > 0) return 'waiting';
  if (session.status.type !== 'idle') return 'working';
  const last = lastAssistant(session);
  const error = last === undefined ? session.error?.error : last.error;
  if (error?.name === 'MessageAbortedError') return 'aborted';
  if (error !== undefined) return 'failed';
  if (last === undefined || waiting.has(session.info.id)) return 'waiting';
  // Idle in the middle of a turn, too: an abort during a retry wait leaves no error.
  if (last.completed === undefined || wasAborted(last)) return 'aborted';
  return wasCutOff(last.finish) ? 'failed' : 'completed';
}

/** The model stopped, but not because it was done. */
function wasCutOff(finish: string | undefined): boolean {
  return finish !== 'stop' && finish !== 'tool-calls';
}
