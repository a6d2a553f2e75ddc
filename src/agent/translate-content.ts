import type {
  AgentError,
  AssistantMessage,
  Launch,
  Message,
  Part,
  SessionInfo,
  Tokens,
  ToolPart,
} from '../sessions/event.ts';
import { type Json, number, object, text } from './json.ts';

/** A session as GET /session/:id and the session events give it. */
export function sessionOf(value: unknown): SessionInfo | undefined {
  const info = object(value);
  const id = text(info['id']);
  if (id === undefined) return undefined;
  const parentId = text(info['parentID']);
  const agent = text(info['agent']);
  return {
    id,
    title: text(info['title']) ?? '',
    directory: text(info['directory']) ?? '',
    created: number(object(info['time'])['created']) ?? 0,
    ...(parentId === undefined ? {} : { parentId }),
    ...(agent === undefined ? {} : { agent }),
  };
}

export function messageOf(value: unknown): Message | undefined {
  const info = object(value);
  const id = text(info['id']);
  const sessionId = text(info['sessionID']);
  if (id === undefined || sessionId === undefined) return undefined;
  const created = number(object(info['time'])['created']) ?? 0;
  if (info['role'] === 'user') return { role: 'user', id, sessionId, created };
  if (info['role'] === 'assistant') return assistantOf(info, { id, sessionId, created });
  return undefined;
}

function assistantOf(
  info: Json,
  identity: { id: string; sessionId: string; created: number },
): AssistantMessage {
  const completed = number(object(info['time'])['completed']);
  const finish = text(info['finish']);
  return {
    role: 'assistant',
    ...identity,
    answers: text(info['parentID']) ?? '',
    summary: info['summary'] === true,
    model: `${text(info['providerID']) ?? '?'}/${text(info['modelID']) ?? '?'}`,
    cost: number(info['cost']) ?? 0,
    tokens: tokensOf(info['tokens']),
    ...(completed === undefined ? {} : { completed }),
    ...(finish === undefined ? {} : { finish }),
    ...(info['error'] === undefined || info['error'] === null
      ? {}
      : { error: errorOf(info['error']) }),
    ...(info['structured'] === undefined ? {} : { structured: info['structured'] }),
  };
}

export function errorOf(value: unknown): AgentError {
  const error = object(value);
  const data = object(error['data']);
  const statusCode = number(data['statusCode']);
  return {
    name: text(error['name']) ?? 'UnknownError',
    message: text(data['message']) ?? text(error['message']) ?? '',
    ...(statusCode === undefined ? {} : { statusCode }),
  };
}

function tokensOf(value: unknown): Tokens {
  const tokens = object(value);
  const cache = object(tokens['cache']);
  return {
    input: number(tokens['input']) ?? 0,
    output: number(tokens['output']) ?? 0,
    reasoning: number(tokens['reasoning']) ?? 0,
    cacheRead: number(cache['read']) ?? 0,
    cacheWrite: number(cache['write']) ?? 0,
  };
}

export function partOf(value: unknown): Part | undefined {
  const part = object(value);
  const id = text(part['id']);
  const messageId = text(part['messageID']);
  const sessionId = text(part['sessionID']);
  if (id === undefined || messageId === undefined || sessionId === undefined) return undefined;
  const identity = { id, messageId, sessionId };
  const ended = number(object(part['time'])['end']);
  const end = ended === undefined ? {} : { ended };
  switch (part['type']) {
    case 'text':
      return {
        type: 'text',
        ...identity,
        text: text(part['text']) ?? '',
        synthetic: part['synthetic'] === true,
        ...end,
      };
    case 'reasoning':
      return { type: 'reasoning', ...identity, text: text(part['text']) ?? '', ...end };
    case 'tool':
      return toolOf(part, identity);
    default:
      return { type: 'other', ...identity, name: text(part['type']) ?? 'unknown' };
  }
}

function toolOf(
  part: Json,
  identity: { id: string; messageId: string; sessionId: string },
): ToolPart {
  const state = object(part['state']);
  const metadata = object(state['metadata']);
  const time = object(state['time']);
  const tool = text(part['tool']) ?? 'unknown';
  const input = object(state['input']);
  const status = toolStatusOf(state['status']);
  const output = text(state['output']);
  const error = text(state['error']);
  const started = number(time['start']);
  const ended = number(time['end']);
  const childId = text(metadata['sessionId']) ?? text(metadata['sessionID']);
  const launch = status === 'completed' ? launchOf(metadata) : undefined;
  return {
    type: 'tool',
    ...identity,
    tool,
    status,
    label: labelOf(text(state['title']), input),
    input,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(error?.includes(REFUSED_BY_RULE) === true ? { refused: true } : {}),
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(childId === undefined ? {} : { childId }),
    ...(launch === undefined ? {} : { launch }),
  };
}

/** In the error of a call that a config's `deny` refused (read from opencode 1.18.33). */
const REFUSED_BY_RULE = 'specified a rule which prevents you from using';

function toolStatusOf(value: unknown): ToolPart['status'] {
  switch (value) {
    case 'running':
    case 'completed':
    case 'error':
      return value;
    default:
      return 'pending';
  }
}

/** Both ways to start a child and return before it ends are told by the tool call's metadata. */
function launchOf(metadata: Json): Launch | undefined {
  const childId = text(metadata['sessionId']);
  const child = childId === undefined ? {} : { childId };
  if (metadata['background'] === true) return { kind: 'native', ...child };
  if (metadata['run_in_background'] !== true) return undefined;
  const taskId = text(metadata['backgroundTaskId']);
  return { kind: 'plugin', ...child, ...(taskId === undefined ? {} : { taskId }) };
}

/** The arguments that name what a tool works on, in the order of how much they say. */
const TELLING = ['filePath', 'path', 'pattern', 'url', 'query', 'description', 'name'];

/** A command says most; else the server's own title, which names files as the checkout does, but comes at the end. */
function labelOf(title: string | undefined, input: Json): string {
  const telling = TELLING.map((name) => text(input[name])).find((value) => value !== undefined);
  const titled = title === '' ? undefined : title;
  const label = text(input['command']) ?? titled ?? telling ?? '';
  return label.split('\n', 1)[0] ?? '';
}
