import {
  addTokens,
  type AgentError,
  type AgentEvent,
  type Message,
  NO_TOKENS,
  type Part,
  type SessionId,
  type SessionInfo,
  type SessionStatus,
  type ToolPart,
} from './event.ts';
import {
  branch,
  isMember,
  lastAssistant,
  newSession,
  type Session,
  type SessionTree,
} from './tree.ts';

/** Folds one event into the tree. The same event twice, or one that a snapshot told before, changes nothing. */
export function apply(tree: SessionTree, event: AgentEvent, now: number): void {
  switch (event.type) {
    case 'session':
      applySession(tree, event.session, now);
      return;
    case 'session-deleted':
      applyDeletion(tree, event.sessionId, now);
      return;
    case 'status':
      applyStatus(tree, event.sessionId, event.status, now);
      return;
    case 'session-error':
      applyError(tree, event.sessionId, event.error, now);
      return;
    case 'message':
      applyMessage(tree, event.message, now);
      return;
    case 'message-removed':
      tree.sessions.get(event.sessionId)?.messages.delete(event.messageId);
      touch(tree, event.sessionId, now, false);
      return;
    case 'part':
      applyPart(tree, event.part, now);
      return;
    case 'delta':
      touch(tree, event.sessionId, now, true);
      return;
    case 'asked':
      tree.sessions.get(event.ask.sessionId)?.asks.set(event.ask.id, event.ask);
      touch(tree, event.ask.sessionId, now, false);
      return;
    case 'answered':
      if (tree.sessions.get(event.sessionId)?.asks.delete(event.askId) === true) {
        touch(tree, event.sessionId, now, false);
      }
      return;
    case 'todos':
      applyTodos(tree, event.sessionId, event.open);
      return;
    case 'connected':
    case 'heartbeat':
    case 'fence':
    case 'disposed':
    case 'other':
      return;
  }
}

/** Says that we sent a prompt: it is owed an answer, and errors from before it no longer count. */
export function prompted(tree: SessionTree, promptId: string, now: number): void {
  tree.promptId = promptId;
  tree.promptedAt = now;
  const root = tree.sessions.get(tree.rootId);
  if (root !== undefined) delete root.error;
  touch(tree, tree.rootId, now, true);
}

function touch(tree: SessionTree, id: SessionId, now: number, progress: boolean): void {
  if (!isMember(tree, id)) return;
  tree.activity += 1;
  tree.lastActivity = now;
  if (progress) tree.lastProgress = now;
}

function applySession(tree: SessionTree, info: SessionInfo, now: number): void {
  const known = tree.sessions.get(info.id);
  if (known !== undefined) {
    known.info = info;
    return;
  }
  tree.sessions.set(info.id, newSession(info, now));
  countLateBranch(tree, info.id);
  touch(tree, info.id, now, true);
}

/** A parent that becomes known brings those into the tree that were known before it, with what they have spent. */
function countLateBranch(tree: SessionTree, id: SessionId): void {
  const isParent = [...tree.sessions.values()].some(({ info }) => info.parentId === id);
  if (!isParent || !isMember(tree, id)) return;
  for (const { messages } of branch(tree, id)) {
    for (const { message } of messages.values()) spend(tree, undefined, message);
  }
}

function applyDeletion(tree: SessionTree, id: SessionId, now: number): void {
  const session = tree.sessions.get(id);
  if (session === undefined || session.deleted !== undefined) return;
  session.deleted = { at: now, unfinished: session.status.type !== 'idle' || !hasEnded(session) };
  session.asks.clear();
  tree.working.delete(id);
  closeSpan(session, now);
  touch(tree, id, now, true);
}

/** Whether the session's last turn is over (well or badly). One that never began has not ended. */
function hasEnded(session: Session): boolean {
  const last = lastAssistant(session);
  return last !== undefined && (last.completed !== undefined || last.error !== undefined);
}

function applyStatus(tree: SessionTree, id: SessionId, status: SessionStatus, now: number): void {
  const session = tree.sessions.get(id);
  if (session === undefined || session.deleted !== undefined) return;
  const before = session.status;
  session.status = status;
  if (status.type === 'retry') {
    const news = before.type !== 'retry' || before.attempt !== status.attempt;
    if (news) touch(tree, id, now, false);
  }
  if ((before.type === 'idle') === (status.type === 'idle')) return;
  session.statusSince = now;
  if (status.type === 'idle') {
    tree.working.delete(id);
    session.asks.clear();
    closeSpan(session, now);
  } else {
    tree.working.add(id);
    session.busy.push({ from: now });
  }
  touch(tree, id, now, false);
}

function closeSpan(session: Session, now: number): void {
  const span = session.busy.at(-1);
  if (span !== undefined && span.to === undefined) span.to = now;
}

function applyError(
  tree: SessionTree,
  id: SessionId | undefined,
  error: AgentError,
  now: number,
): void {
  const session = tree.sessions.get(id ?? tree.rootId);
  if (session === undefined) return;
  session.error = { error: session.error?.error ?? error, at: now };
  touch(tree, session.info.id, now, false);
}

function applyMessage(tree: SessionTree, message: Message, now: number): void {
  const session = tree.sessions.get(message.sessionId);
  if (session === undefined || message.created < tree.since) return;
  const known = session.messages.get(message.id);
  if (isMember(tree, message.sessionId)) spend(tree, known?.message, message);
  if (known === undefined) {
    session.messages.set(message.id, {
      message,
      parts: new Map(),
      texts: new Map(),
      tools: new Map(),
    });
    touch(tree, message.sessionId, now, true);
    return;
  }
  const news = signatureOfMessage(known.message) !== signatureOfMessage(message);
  known.message = message;
  if (news) touch(tree, message.sessionId, now, true);
}

/** Counts what the message cost now instead of what it cost when last seen. */
function spend(tree: SessionTree, before: Message | undefined, now: Message): void {
  if (now.role !== 'assistant') return;
  const counted = before?.role === 'assistant' ? before : undefined;
  const less = counted?.tokens ?? NO_TOKENS;
  tree.spent = {
    cost: tree.spent.cost + now.cost - (counted?.cost ?? 0),
    tokens: addTokens(tree.spent.tokens, {
      input: now.tokens.input - less.input,
      output: now.tokens.output - less.output,
      reasoning: now.tokens.reasoning - less.reasoning,
      cacheRead: now.tokens.cacheRead - less.cacheRead,
      cacheWrite: now.tokens.cacheWrite - less.cacheWrite,
    }),
  };
}

function signatureOfMessage(message: Message): string {
  if (message.role === 'user') return 'user';
  return `${message.completed ?? ''} ${message.finish ?? ''} ${message.error?.name ?? ''}`;
}

function applyPart(tree: SessionTree, part: Part, now: number): void {
  const record = tree.sessions.get(part.sessionId)?.messages.get(part.messageId);
  if (record === undefined) return;
  const signature = signatureOfPart(part);
  const news = record.parts.get(part.id) !== signature;
  record.parts.set(part.id, signature);
  if (part.type === 'text') record.texts.set(part.id, part.text);
  if (part.type === 'tool') record.tools.set(part.id, brief(part));
  if (news) touch(tree, part.sessionId, now, true);
}

/** A tool's growing output is no news: while it runs it counts as waiting. */
function signatureOfPart(part: Part): string {
  switch (part.type) {
    case 'tool':
      return `tool ${part.status} ${part.childId ?? ''}`;
    case 'text':
    case 'reasoning':
      return `${part.type} ${part.text.length} ${part.ended ?? ''}`;
    case 'other':
      return part.name;
  }
}

/** Longer argument texts (a file to write, a prompt) decide nothing here and would fill the memory. */
const KEPT_ARGUMENT = 200;

function brief(part: ToolPart): ToolPart {
  const { output: _output, ...kept } = part;
  const input = Object.entries(part.input).filter(
    ([, value]) =>
      typeof value === 'boolean' || (typeof value === 'string' && value.length <= KEPT_ARGUMENT),
  );
  return { ...kept, input: Object.fromEntries(input) };
}

function applyTodos(tree: SessionTree, id: SessionId, open: number): void {
  const session = tree.sessions.get(id);
  if (session !== undefined) session.openTodos = open;
}
