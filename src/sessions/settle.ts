import type { Ask, Launch, SessionId } from './event.ts';
import { isDelivery, ledger, NO_REPLY_MARK } from './ledger.ts';
import { history, lastAssistant, members, textOf, type Session, type SessionTree } from './tree.ts';

/**
 * When is a run over? Properties, races, and what closes each.
 *
 * Wanted: never early (nothing in the tree works, waits, is owed or can still wake up), never late (no waiting "long
 * enough"), never fooled by a lagging or broken stream.
 *
 * This file answers "what is the run still waiting for?" from the tree alone; `watch.ts` asks it again after a fence
 * and a snapshot before it believes an empty answer. The races:
 *
 * - Child created, not yet busy (measured up to 2 s under load): the launch is in the ledger until delivered.
 * - Child idle, parent not yet woken (all statuses idle!): still owed; then the wake is a user message without an
 *   answer; then the parent is busy. No gap between the three.
 * - A task resumed under its old id idles in between: one delivery after the last launch settles all of them.
 * - Status events repeat, come late, or twice: the fold is idempotent and a fence proves that the stream caught up.
 * - A session that was deleted may linger in the server's status map: deleted sessions are never waited for.
 * - An aborted or deleted child is never announced to its parent: settled by what happened to the child.
 * - The result of a child that has ended well is dropped on its way, which leaves no trace: given up when nothing at all has
 *   happened for UNDELIVERED_AFTER. Accepted: a plugin that holds a delivery up for longer than that.
 * - A plugin or person writes a user message nobody answers, or the event that our prompt failed is lost: waited for,
 *   but only for ANSWER_BOUND. Accepted: an answer that begins later than that is missed.
 */
export type Pending =
  /** Busy; `tool` is the longest-running tool call, if one runs. */
  | {
      kind: 'working';
      sessionId: SessionId;
      since: number;
      tool?: { name: string; label: string; since: number };
    }
  | { kind: 'retrying'; sessionId: SessionId; attempt: number; message: string; next: number }
  | { kind: 'asking'; sessionId: SessionId; ask: Ask }
  /** A user message without an answer after it; `bounded` ones are given up at `until`. */
  | { kind: 'unanswered'; sessionId: SessionId; messageId: string; since: number; until?: number }
  | { kind: 'owed'; sessionId: SessionId; launch: Launch; since: number };

/**
 * How long an idle session is waited for to begin an answer. A background result has no such bound (not to answer it
 * is to lose it), unless the turn that was to answer it has failed. Our own prompt without any answer is a failed start, which the verdict says.
 */
export const ANSWER_BOUND = 30_000;

/** What the tree is still waiting for; empty when, as far as the tree knows, nothing can happen any more. */
export function pending(tree: SessionTree, now: number): Pending[] {
  const waits: Pending[] = [];
  for (const session of members(tree)) {
    if (session.deleted !== undefined) continue;
    waits.push(...statusWaits(session), ...answerWaits(tree, session, now));
  }
  for (const { parentId, launch, since, settled } of ledger(tree, now)) {
    if (settled === undefined) waits.push({ kind: 'owed', sessionId: parentId, launch, since });
  }
  return waits;
}

function statusWaits(session: Session): Pending[] {
  const { id: sessionId } = session.info;
  const { status } = session;
  switch (status.type) {
    case 'idle':
      return [];
    case 'retry': {
      const { attempt, message, next } = status;
      return [{ kind: 'retrying', sessionId, attempt, message, next }];
    }
    case 'busy': {
      const [ask] = session.asks.values();
      if (ask !== undefined) return [{ kind: 'asking', sessionId, ask }];
      const tool = runningTool(session);
      const working = { kind: 'working', sessionId, since: session.statusSince } as const;
      return [tool === undefined ? working : { ...working, tool }];
    }
  }
}

/** The tool call that has run longest, if one runs. */
export function runningTool(
  session: Session,
): { name: string; label: string; since: number } | undefined {
  let longest: { name: string; label: string; since: number } | undefined;
  for (const { tools } of session.messages.values()) {
    for (const part of tools.values()) {
      if (part.status !== 'running' || part.started === undefined) continue;
      if (longest === undefined || part.started < longest.since) {
        longest = { name: part.tool, label: part.label, since: part.started };
      }
    }
  }
  return longest;
}

function answerWaits(tree: SessionTree, session: Session, now: number): Pending[] {
  const asked = lastQuestion(tree, session);
  if (asked === undefined || isAnswered(session, asked.messageId)) return [];
  const { messageId, since, text } = asked;
  if (text.includes(NO_REPLY_MARK)) return [];
  const isOurs = messageId === tree.promptId;
  const isResult = isDelivery(text);
  const waits = { kind: 'unanswered', sessionId: session.info.id, messageId, since } as const;
  const mayBeLost = hasFailedSince(session, since) || (session.error?.at ?? 0) >= since;
  if (isResult && !mayBeLost) return [waits];
  if (!isResult && session.error !== undefined && (isOurs || session.error.at >= since)) return [];
  const until = Math.max(since, session.statusSince) + ANSWER_BOUND;
  return now < until ? [{ ...waits, until }] : [];
}

/**
 * A turn that failed takes the results that were queued into it along: nobody may be left to answer them. Both
 * instants are the server's: events tell of them late.
 */
function hasFailedSince(session: Session, instant: number): boolean {
  const last = lastAssistant(session);
  return last?.error !== undefined && (last.completed ?? session.statusSince) >= instant;
}

/** What the session was asked last, by us or by anybody else; our own prompt may not have become a message yet. */
function lastQuestion(
  tree: SessionTree,
  session: Session,
): { messageId: string; since: number; text: string } | undefined {
  if (session.info.id === tree.rootId && !session.messages.has(tree.promptId)) {
    return { messageId: tree.promptId, since: tree.promptedAt, text: '' };
  }
  const last = history(session).findLast(({ message }) => message.role === 'user');
  if (last === undefined) return undefined;
  return { messageId: last.message.id, since: last.message.created, text: textOf(last) };
}

/** Whether an assistant message answers the user message or one after it (a queued prompt joins a running turn). */
function isAnswered(session: Session, userMessageId: string): boolean {
  const asked = session.messages.get(userMessageId)?.message;
  if (asked === undefined) return false;
  for (const { message } of session.messages.values()) {
    if (message.role !== 'assistant') continue;
    if (message.answers === userMessageId) return true;
    const answered = session.messages.get(message.answers)?.message;
    if (answered !== undefined && answered.created > asked.created) return true;
  }
  return false;
}
