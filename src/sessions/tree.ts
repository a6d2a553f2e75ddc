import {
  type AgentError,
  type Ask,
  type AssistantMessage,
  type Message,
  NO_TOKENS,
  type SessionId,
  type SessionInfo,
  type SessionStatus,
  type Tokens,
  type ToolPart,
} from './event.ts';

/** What we remember of one message: the message itself, its parts, and the text in it. */
export type MessageRecord = {
  message: Message;
  /** Parts by id, as a short signature: enough to tell news from repetition. */
  parts: Map<string, string>;
  /** Text parts by id, in order of arrival. */
  texts: Map<string, string>;
  /** Tool calls by part id, without their outputs. */
  tools: Map<string, ToolPart>;
};

export type Session = {
  info: SessionInfo;
  status: SessionStatus;
  /** When the status last changed between idle and not idle. */
  statusSince: number;
  busy: { from: number; to?: number }[];
  messages: Map<string, MessageRecord>;
  asks: Map<string, Ask>;
  openTodos: number;
  /** The first error event since we prompted it (later ones repeat it with a stack), and when the last one came. */
  error?: { error: AgentError; at: number };
  /** Set when the session was deleted; `unfinished` when it had not ended its work by then. */
  deleted?: { at: number; unfinished: boolean };
};

/**
 * Everything the event stream and the snapshots told about the sessions of the server. Only sessions whose chain of
 * parents reaches the root belong to the tree (`members`); others are kept because a parent may become known later.
 */
export type SessionTree = {
  rootId: SessionId;
  /** Our own last prompt to the root: it has to be answered. */
  promptId: string;
  /** When we sent it. */
  promptedAt: number;
  /** Messages created before this instant belong to an earlier run (a continued session) and are ignored. */
  since: number;
  sessions: Map<SessionId, Session>;
  /** Every session, of the tree or not, that is busy or retrying and not deleted. */
  working: Set<SessionId>;
  /** What the messages of all sessions of the tree cost so far. */
  spent: { cost: number; tokens: Tokens };
  /** Grows with everything that can bear on whether the tree is settled. */
  activity: number;
  lastActivity: number;
  /** The last new message, part, text or change of a tool's state in the tree. */
  lastProgress: number;
};

export function createTree(root: SessionInfo, promptId: string, now: number): SessionTree {
  const tree: SessionTree = {
    rootId: root.id,
    promptId,
    promptedAt: now,
    since: 0,
    sessions: new Map(),
    working: new Set(),
    spent: { cost: 0, tokens: NO_TOKENS },
    activity: 0,
    lastActivity: now,
    lastProgress: now,
  };
  tree.sessions.set(root.id, newSession(root, now));
  return tree;
}

export function newSession(info: SessionInfo, now: number): Session {
  return {
    info,
    status: { type: 'idle' },
    statusSince: now,
    busy: [],
    messages: new Map(),
    asks: new Map(),
    openTodos: 0,
  };
}

/** Whether the session is the root or a descendant of it. */
export function isMember(tree: SessionTree, id: SessionId | undefined): boolean {
  const seen = new Set<SessionId>();
  for (let at = id; at !== undefined && !seen.has(at); at = tree.sessions.get(at)?.info.parentId) {
    if (at === tree.rootId) return true;
    seen.add(at);
  }
  return false;
}

/** Whether some session of the tree is known to be busy or retrying. Cheap enough to ask after every event. */
export function anyoneWorks(tree: SessionTree): boolean {
  for (const id of tree.working) if (isMember(tree, id)) return true;
  return false;
}

/** The tree's sessions, deleted ones too, parents before children. */
export function members(tree: SessionTree): Session[] {
  return branch(tree, tree.rootId);
}

/** The session and its descendants, parents before children. */
export function branch(tree: SessionTree, topId: SessionId): Session[] {
  const children = new Map<SessionId, Session[]>();
  for (const session of tree.sessions.values()) {
    const parentId = session.info.parentId;
    if (parentId === undefined || session.info.id === tree.rootId) continue;
    const siblings = children.get(parentId);
    if (siblings === undefined) children.set(parentId, [session]);
    else siblings.push(session);
  }
  const found = new Set<Session>();
  const visit = (session: Session | undefined): void => {
    if (session === undefined || found.has(session)) return;
    found.add(session);
    for (const child of children.get(session.info.id) ?? []) visit(child);
  };
  visit(tree.sessions.get(topId));
  return [...found];
}

export function depthOf(tree: SessionTree, id: SessionId): number {
  let depth = 0;
  for (let at = id; at !== tree.rootId; depth += 1) {
    const parentId = tree.sessions.get(at)?.info.parentId;
    if (parentId === undefined || depth > tree.sessions.size) return depth;
    at = parentId;
  }
  return depth;
}

/** Messages in the order they were created. */
export function history(session: Session): MessageRecord[] {
  return [...session.messages.values()].toSorted((a, b) => inOrder(a.message, b.message));
}

export function inOrder(a: Message, b: Message): number {
  if (a.created !== b.created) return a.created - b.created;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The last assistant message that is not a compaction's summary. */
export function lastAssistant(session: Session): AssistantMessage | undefined {
  let last: AssistantMessage | undefined;
  for (const { message } of session.messages.values()) {
    if (message.role !== 'assistant' || message.summary) continue;
    if (last === undefined || inOrder(last, message) < 0) last = message;
  }
  return last;
}

/**
 * Whether the message was cut off by an abort: with an error that says so, or, during a retry wait, completed without
 * any reason to finish.
 */
export function wasAborted({ error, completed, finish, structured }: AssistantMessage): boolean {
  if (error !== undefined) return error.name === 'MessageAbortedError';
  return completed !== undefined && finish === undefined && structured === undefined;
}

export function textOf(record: MessageRecord): string {
  return [...record.texts.values()].join('\n');
}
