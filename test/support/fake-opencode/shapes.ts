/** The server's JSON, field by field as in test/recordings. Values are replaced, never changed: an event keeps what it was sent with. */

export const PROJECT = '2fcd43035999746050371e632d1b37ffa006edcd';
const VERSION = '1.18.33';

export type Tokens = {
  total?: number;
  input: number;
  output: number;
  reasoning: number;
  cache: { read: number; write: number };
};

export type SessionJson = {
  id: string;
  slug: string;
  version: string;
  projectID: string;
  directory: string;
  path: string;
  parentID?: string;
  title: string;
  agent?: string;
  model?: { id: string; providerID: string; variant: string };
  permission?: { permission: string; pattern: string; action: string }[];
  cost: number;
  tokens: Tokens;
  time: { created: number; updated: number };
};

export type UserJson = {
  id: string;
  role: 'user';
  sessionID: string;
  time: { created: number };
  agent: string;
  model: { providerID: string; modelID: string };
};

export type ErrorJson = { name: string; data: { message: string; [detail: string]: unknown } };

export type AssistantJson = {
  id: string;
  parentID: string;
  role: 'assistant';
  mode: string;
  agent: string;
  path: { cwd: string; root: string };
  cost: number;
  tokens: Tokens;
  modelID: string;
  providerID: string;
  time: { created: number; completed?: number };
  sessionID: string;
  finish?: string;
  error?: ErrorJson;
  summary?: true;
};

export type MessageJson = UserJson | AssistantJson;

export type PartJson = {
  id: string;
  messageID: string;
  sessionID: string;
  type: string;
  [detail: string]: unknown;
};

export type StatusJson =
  | { type: 'idle' }
  | { type: 'busy' }
  | { type: 'retry'; attempt: number; message: string; next: number };

export const IDLE: StatusJson = { type: 'idle' };
export const BUSY: StatusJson = { type: 'busy' };

/** Of a session that was deleted while it worked. */
export const RETRYING_FOR_EVER: StatusJson = {
  type: 'retry',
  attempt: 3,
  message: 'FOREIGN KEY constraint failed',
  next: Number.MAX_SAFE_INTEGER,
};

const MODEL = { providerID: 'fake', modelID: 'fake' };
export const SESSION_MODEL = { id: 'fake', providerID: 'fake', variant: 'default' };
const NOTHING: Tokens = { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } };
export const ONE_STEP: Tokens = { total: 110, ...NOTHING, input: 100, output: 10 };

export function sessionJson(of: {
  id: string;
  directory: string;
  title: string;
  now: number;
  parent?: { id: string; agent: string };
}): SessionJson {
  const { id, directory, title, now, parent } = of;
  return {
    id,
    slug: 'witty-wizard',
    version: VERSION,
    projectID: PROJECT,
    directory,
    path: '',
    ...(parent === undefined
      ? { title }
      : {
          parentID: parent.id,
          title: `${title} (@${parent.agent} subagent)`,
          agent: parent.agent,
          permission: [{ permission: 'task', pattern: '*', action: 'deny' }],
        }),
    cost: 0,
    tokens: NOTHING,
    time: { created: now, updated: now },
  };
}

export function userJson(id: string, sessionID: string, agent: string, now: number): UserJson {
  return { id, role: 'user', sessionID, time: { created: now }, agent, model: MODEL };
}

export function assistantJson(of: {
  id: string;
  answers: string;
  session: SessionJson;
  agent: string;
  now: number;
}): AssistantJson {
  const { directory } = of.session;
  return {
    id: of.id,
    parentID: of.answers,
    role: 'assistant',
    mode: of.agent,
    agent: of.agent,
    path: { cwd: directory, root: directory },
    cost: 0,
    tokens: NOTHING,
    modelID: MODEL.modelID,
    providerID: MODEL.providerID,
    time: { created: of.now },
    sessionID: of.session.id,
    ...(of.agent === 'compaction' ? { summary: true as const } : {}),
  };
}

export function taskMetadata(
  parent: string,
  child: string,
  taskId: string | undefined,
): Record<string, unknown> {
  return taskId === undefined
    ? { parentSessionId: parent, sessionId: child, model: MODEL }
    : { run_in_background: true, backgroundTaskId: taskId, sessionId: child };
}

const ABORTED_DATA = { message: 'Aborted' };
export const ABORTED: ErrorJson = { name: 'MessageAbortedError', data: ABORTED_DATA };
export const FILTERED: ErrorJson = {
  name: 'ContentFilterError',
  data: { message: "The response was blocked by the provider's content filter" },
};
export const UNAUTHORIZED: ErrorJson = {
  name: 'APIError',
  data: {
    message: 'Incorrect API key provided',
    statusCode: 401,
    isRetryable: false,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: '{"error":{"message":"Incorrect API key provided"}}',
    metadata: { url: 'http://127.0.0.1:44117/v1/chat/completions' },
  },
};
export const OVERFLOWN: ErrorJson = {
  name: 'ContextOverflowError',
  data: {
    message:
      "This model's maximum context length is 100000 tokens. However, your messages resulted in 120000 tokens.",
    responseBody: '{"error":{"code":"context_length_exceeded"}}',
  },
};

export function unknownError(message: string): ErrorJson {
  return { name: 'UnknownError', data: { message } };
}
