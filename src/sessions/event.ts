/**
 * The words in which we speak of sessions. `src/agent/translate.ts` turns the server's JSON into these once;
 * nothing further in knows the wire. All instants are milliseconds since the epoch.
 */

export type SessionId = string;

export type Tokens = {
  input: number;
  output: number;
  reasoning: number;
  cacheRead: number;
  cacheWrite: number;
};

export const NO_TOKENS: Tokens = {
  input: 0,
  output: 0,
  reasoning: 0,
  cacheRead: 0,
  cacheWrite: 0,
};

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

/** Every token that was paid for: cache reads count too, so that a limit bounds the whole traffic. */
export function totalTokens(tokens: Tokens): number {
  return tokens.input + tokens.output + tokens.reasoning + tokens.cacheRead + tokens.cacheWrite;
}

export type SessionInfo = {
  id: SessionId;
  /** Absent for a root session. */
  parentId?: SessionId;
  title: string;
  agent?: string;
  /** The folder whose server instance runs it; a child may live in another one than its parent. */
  directory: string;
  created: number;
};

export type SessionStatus =
  | { type: 'idle' }
  | { type: 'busy' }
  /** Waiting to ask the model again; `attempt` counts from 1, `next` is the instant of the next try. */
  | { type: 'retry'; attempt: number; message: string; next: number };

export type AgentError = {
  /** The server's error name, e.g. `APIError`, `MessageAbortedError`. */
  name: string;
  message: string;
  statusCode?: number;
};

export type UserMessage = {
  role: 'user';
  id: string;
  sessionId: SessionId;
  created: number;
};

export type AssistantMessage = {
  role: 'assistant';
  id: string;
  sessionId: SessionId;
  /** The user message it answers. */
  answers: string;
  created: number;
  /** Absent while it is being written, and for ever when the writer died. */
  completed?: number;
  /** `stop`, `tool-calls`, `length`, `content-filter`, `unknown`, … */
  finish?: string;
  error?: AgentError;
  /** Written by compaction; never an answer to a person. */
  summary: boolean;
  /** `provider/model`. */
  model: string;
  cost: number;
  tokens: Tokens;
  /** What the model gave to the `StructuredOutput` tool. */
  structured?: unknown;
};

export type Message = UserMessage | AssistantMessage;

/** A tool call that started a child session and returned before the child finished. */
export type Launch = {
  /** `native`: opencode's own background sub-agents; `plugin`: oh-my-opencode's background tasks. */
  kind: 'native' | 'plugin';
  /** The child session, where the call names it. */
  childId?: SessionId;
  /** The plugin's task id (`bg_…`); only with `plugin`. */
  taskId?: string;
};

export type ToolPart = {
  type: 'tool';
  id: string;
  messageId: string;
  sessionId: SessionId;
  tool: string;
  status: 'pending' | 'running' | 'completed' | 'error';
  /** One line that names what it works on: a title, a command, a path. Not escaped. */
  label: string;
  input: Record<string, unknown>;
  output?: string;
  error?: string;
  /** Refused by a rule of the server's config; no ask was raised. */
  refused?: true;
  started?: number;
  ended?: number;
  /** The child session a foreground or background task call works in. */
  childId?: SessionId;
  /** Only on a completed background launch. */
  launch?: Launch;
};

export type TextPart = {
  type: 'text';
  id: string;
  messageId: string;
  sessionId: SessionId;
  text: string;
  /** Written by the server or a plugin, not by a person or the model. */
  synthetic: boolean;
  /** Absent while the text still grows. */
  ended?: number;
};

export type ReasoningPart = {
  type: 'reasoning';
  id: string;
  messageId: string;
  sessionId: SessionId;
  text: string;
  ended?: number;
};

/** A part that matters only as a sign of life. */
export type OtherPart = {
  type: 'other';
  id: string;
  messageId: string;
  sessionId: SessionId;
  name: string;
};

export type Part = ToolPart | TextPart | ReasoningPart | OtherPart;

export type Question = { header: string; question: string; options: string[] };

/** A permission request or a question that a session waits on. */
export type Ask =
  | {
      kind: 'permission';
      id: string;
      sessionId: SessionId;
      permission: string;
      patterns: string[];
    }
  | { kind: 'question'; id: string; sessionId: SessionId; questions: Question[] };

export type AgentEvent =
  | { type: 'connected' }
  | { type: 'heartbeat' }
  | { type: 'session'; session: SessionInfo; created: boolean }
  | { type: 'session-deleted'; sessionId: SessionId }
  | { type: 'status'; sessionId: SessionId; status: SessionStatus }
  | { type: 'session-error'; sessionId?: SessionId; error: AgentError }
  | { type: 'message'; message: Message }
  | { type: 'message-removed'; sessionId: SessionId; messageId: string }
  | { type: 'part'; part: Part }
  | { type: 'delta'; sessionId: SessionId; messageId: string; partId: string; text: string }
  | { type: 'asked'; ask: Ask }
  | { type: 'answered'; askId: string; sessionId: SessionId }
  | { type: 'todos'; sessionId: SessionId; open: number }
  /** The echo of a fence we put into the stream: everything sent before it has arrived. */
  | { type: 'fence'; token: string }
  /** A server instance ended; without a directory, all of them. */
  | { type: 'disposed'; directory?: string }
  | { type: 'other'; name: string };
