import type { ChildFailure, Ending } from './ending.ts';
import type { SessionId, ToolPart } from './event.ts';
import { isInTheMiddle, ledger, type LedgerEntry } from './ledger.ts';
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
 * assistant turn without an error after it learned of the failure. What failed below such a session is part of
 * its failure.
 */
export function undealtFailures(tree: SessionTree, now: number): ChildFailure[] {
  const undealt: ChildFailure[] = [];
  const entries = ledger(tree, now);
  const covered = new Set<SessionId>();
  for (const session of members(tree)) {
    const { id } = session.info;
    const parent = tree.sessions.get(session.info.parentId ?? '');
    if (id === tree.rootId || parent === undefined) continue;
    if (covered.has(parent.info.id)) {
      covered.add(id);
      continue;
    }
    const failure = failureOf(session) ?? lossOf(session, entries);
    if (failure === undefined) continue;
    if (failure.how === 'deleted' && hasDelivered(session, parent, entries)) continue;
    if (isDealtWith({ id, failedAt: failure.at }, parent, entries)) continue;
    const { at: _at, ...told } = failure;
    undealt.push(told);
    covered.add(id);
  }
  return undealt;
}

/** `at` is an instant of the server's clock, not after the failure: when its parent learned of it, it was later. */
type Failure = ChildFailure & { at: number };

function failureOf(session: Session): Failure | undefined {
  const { info, deleted } = session;
  const last = lastAssistant(session);
  const error = last === undefined ? session.error?.error : last.error;
  const failure = {
    sessionId: info.id,
    title: info.title,
    at: last?.completed ?? last?.created ?? info.created,
    ...(error === undefined ? {} : { error }),
  };
  const isAborted = last !== undefined && wasAborted(last);
  if (deleted !== undefined && (deleted.unfinished || isAborted)) {
    return { ...failure, how: 'deleted' };
  }
  if (isAborted) return { ...failure, how: 'aborted' };
  if (error !== undefined) return { ...failure, how: 'failed' };
  if (deleted !== undefined) return undefined;
  return isInTheMiddle(session) ? { ...failure, how: 'unfinished' } : undefined;
}

/**
 * A child that had done its part may still owe the result: it was deleted when it had been launched once more, or the result
 * was lost on its way.
 */
function lossOf({ info }: Session, entries: LedgerEntry[]): Failure | undefined {
  const fates = entries
    .filter(({ launch }) => launch.childId === info.id)
    .map(({ settled }) => settled?.how);
  const how = (['deleted', 'undelivered'] as const).find((fate) => fates.includes(fate));
  return how && { sessionId: info.id, title: info.title, how, at: info.created };
}

/** A child may be deleted once its parent has every result it waited for: that is tidying up. */
function hasDelivered(child: Session, parent: Session, entries: LedgerEntry[]): boolean {
  const { id } = child.info;
  // The status stays as it was at the deletion.
  if (child.status.type !== 'idle') return false;
  const launches = entries
    .filter(({ launch }) => launch.childId === id)
    .map(({ settled }) => settled?.how === 'delivered' && settled.failed !== true);
  const calls = foregroundCalls(parent, id).map(({ status }) => status === 'completed');
  const results = [...launches, ...calls];
  return results.length > 0 && results.every(Boolean);
}

/** The tool calls of the parent that waited, or still wait, for the child. */
function foregroundCalls({ messages }: Session, childId: SessionId): ToolPart[] {
  return [...messages.values()]
    .flatMap(({ tools }) => [...tools.values()])
    .filter((part) => part.childId === childId && part.launch === undefined);
}

function isDealtWith(
  { id, failedAt }: { id: SessionId; failedAt: number },
  parent: Session,
  entries: LedgerEntry[],
): boolean {
  const launches = entries.filter(
    ({ parentId, launch }) => parentId === parent.info.id && launch.childId === id,
  );
  if (launches.some(({ settled }) => settled?.how === 'cancelled')) return true;
  // Of a child that nobody saw alive only its launches tell when it can have failed at the earliest.
  const earliest = Math.max(failedAt, ...launches.map(({ since }) => since));
  const learned = launches.flatMap(({ settled }) =>
    settled?.at !== undefined && settled.at >= earliest ? [settled.at] : [],
  );
  for (const { ended } of foregroundCalls(parent, id)) {
    if (ended !== undefined && ended >= failedAt) learned.push(ended);
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
