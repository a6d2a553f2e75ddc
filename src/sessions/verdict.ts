import type { ChildFailure, Ending } from './ending.ts';
import type { SessionId } from './event.ts';
import { isInTheMiddle, ledger } from './ledger.ts';
import {
  history,
  lastAssistant,
  members,
  type Session,
  type SessionTree,
  wasAborted,
} from './tree.ts';

/**
 * How a settled tree ended: read from the root's last message that is not a compaction's summary, never from an error
 * event (an overflow that was recovered sends one too).
 */
export function verdict(tree: SessionTree, now: number): Ending {
  const root = tree.sessions.get(tree.rootId);
  if (root === undefined || root.deleted !== undefined) {
    return { outcome: 'agent-error', why: { kind: 'deleted' } };
  }
  return rootVerdict(root) ?? childVerdict(tree, now) ?? { outcome: 'completed' };
}

function rootVerdict(root: Session): Ending | undefined {
  const last = lastAssistant(root);
  if (last === undefined) {
    const message = root.error?.error.message ?? 'the session ended without an answer';
    return { outcome: 'failed-to-start', message };
  }
  if (last.error !== undefined) {
    return { outcome: 'agent-error', why: { kind: 'error', error: last.error } };
  }
  if (last.completed === undefined || wasAborted(last)) {
    return { outcome: 'agent-error', why: { kind: 'unfinished' } };
  }
  if (last.finish === 'stop' || last.structured !== undefined) return undefined;
  const refused = refusedTool(root, last.id);
  if (refused !== undefined) {
    return { outcome: 'agent-error', why: { kind: 'refused', tool: refused } };
  }
  return { outcome: 'agent-error', why: { kind: 'finish', finish: last.finish ?? 'unknown' } };
}

/** The tool call whose refusal ended the turn: the last one of the last message. */
function refusedTool(session: Session, messageId: string): string | undefined {
  const tools = [...(session.messages.get(messageId)?.tools.values() ?? [])];
  const last = tools.at(-1);
  return last?.status === 'error' && last.error?.includes('rejected permission') === true
    ? last.tool
    : undefined;
}

function childVerdict(tree: SessionTree, now: number): Ending | undefined {
  const children = undealtFailures(tree, now);
  return children.length === 0 ? undefined : { outcome: 'child-error', children };
}

/**
 * Children that failed and that nobody dealt with. Dealt with means: the parent cancelled the child, or it had an
 * assistant turn without an error after it learned of the failure. What failed below a failed session is part of
 * that failure.
 */
export function undealtFailures(tree: SessionTree, now: number): ChildFailure[] {
  const failed = new Map<SessionId, ChildFailure>();
  for (const session of members(tree)) {
    const parent = tree.sessions.get(session.info.parentId ?? '');
    if (session.info.id === tree.rootId || parent === undefined) continue;
    const failure = failureOf(session);
    if (failure === undefined || failed.has(parent.info.id)) continue;
    if (!isDealtWith(tree, session, parent, now)) failed.set(session.info.id, failure);
  }
  return [...failed.values()];
}

function failureOf(session: Session): ChildFailure | undefined {
  const identity = { sessionId: session.info.id, title: session.info.title };
  const last = lastAssistant(session);
  const error = last === undefined ? session.error?.error : last.error;
  const withError = error === undefined ? identity : { ...identity, error };
  if (session.deleted !== undefined && (session.deleted.unfinished || error !== undefined)) {
    return { ...withError, how: 'deleted' };
  }
  if (session.deleted !== undefined) return undefined;
  if (last !== undefined && wasAborted(last)) return { ...withError, how: 'aborted' };
  if (error !== undefined) return { ...withError, how: 'failed' };
  return isInTheMiddle(session) ? { ...identity, how: 'unfinished' } : undefined;
}

function isDealtWith(tree: SessionTree, child: Session, parent: Session, now: number): boolean {
  const { id } = child.info;
  const failedAt = child.deleted?.at ?? lastAssistant(child)?.created ?? 0;
  const learned: number[] = [];
  for (const { parentId, launch, settled } of ledger(tree, now)) {
    if (parentId !== parent.info.id || launch.childId !== id || settled === undefined) continue;
    if (settled.how === 'cancelled') return true;
    if (settled.at !== undefined && settled.at >= failedAt) learned.push(settled.at);
  }
  for (const { tools } of parent.messages.values()) {
    for (const part of tools.values()) {
      if (part.childId !== id || part.launch !== undefined || part.ended === undefined) continue;
      if (part.ended >= (lastAssistant(child)?.created ?? 0)) learned.push(part.ended);
    }
  }
  if (learned.length === 0) return false;
  const since = Math.min(...learned);
  return history(parent).some(
    ({ message }) =>
      message.role === 'assistant' &&
      !message.summary &&
      message.created >= since &&
      message.completed !== undefined &&
      message.error === undefined,
  );
}
