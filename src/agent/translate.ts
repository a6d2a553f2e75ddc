import type { AgentEvent, Ask, Question, SessionStatus } from '../sessions/event.ts';
import { type Json, list, number, object, text } from './json.ts';
import { errorOf, messageOf, partOf, sessionOf } from './translate-content.ts';

/** Titles of the toasts we publish as fences begin with this; the token follows. */
export const FENCE_PREFIX = 'agent-run fence ';

/**
 * One envelope of GET /global/event in our words; undefined for what tells nothing (the `sync` twins of durable
 * events, and JSON that is no event). Shapes: opencode 1.18.33.
 */
export function eventOf(envelope: unknown): AgentEvent | undefined {
  const payload = object(object(envelope)['payload']);
  const type = text(payload['type']);
  if (type === undefined || type === 'sync') return undefined;
  const directory = text(object(envelope)['directory']);
  return translate(type, object(payload['properties']), directory);
}

/** The event's own id, by which a copy of it is known. */
export function idOf(envelope: unknown): string | undefined {
  return text(object(object(envelope)['payload'])['id']);
}

function translate(
  type: string,
  properties: Json,
  directory: string | undefined,
): AgentEvent | undefined {
  const sessionId = text(properties['sessionID']);
  switch (type) {
    case 'server.connected':
      return { type: 'connected' };
    case 'server.heartbeat':
      return { type: 'heartbeat' };
    case 'session.created':
    case 'session.updated': {
      const session = sessionOf(properties['info']);
      return session && { type: 'session', session, created: type === 'session.created' };
    }
    case 'session.deleted': {
      const id = sessionId ?? text(object(properties['info'])['id']);
      return id === undefined ? undefined : { type: 'session-deleted', sessionId: id };
    }
    case 'session.status':
      if (sessionId === undefined) return undefined;
      return { type: 'status', sessionId, status: statusOf(properties['status']) };
    case 'session.idle':
      if (sessionId === undefined) return undefined;
      return { type: 'status', sessionId, status: { type: 'idle' } };
    case 'session.error': {
      const error = errorOf(properties['error']);
      return { type: 'session-error', error, ...(sessionId === undefined ? {} : { sessionId }) };
    }
    case 'message.updated': {
      const message = messageOf(properties['info']);
      return message && { type: 'message', message };
    }
    case 'message.removed': {
      const messageId = text(properties['messageID']);
      if (sessionId === undefined || messageId === undefined) return undefined;
      return { type: 'message-removed', sessionId, messageId };
    }
    case 'message.part.updated': {
      const part = partOf(properties['part']);
      return part && { type: 'part', part };
    }
    case 'message.part.delta':
      if (sessionId === undefined) return undefined;
      return {
        type: 'delta',
        sessionId,
        messageId: text(properties['messageID']) ?? '',
        partId: text(properties['partID']) ?? '',
        text: text(properties['delta']) ?? '',
      };
    case 'permission.asked':
    case 'question.asked': {
      const ask = askOf(properties);
      return ask && { type: 'asked', ask };
    }
    case 'permission.replied':
    case 'question.replied':
    case 'question.rejected': {
      const askId = text(properties['requestID']);
      if (sessionId === undefined || askId === undefined) return undefined;
      return { type: 'answered', askId, sessionId };
    }
    case 'todo.updated':
      if (sessionId === undefined) return undefined;
      return { type: 'todos', sessionId, open: openTodos(properties['todos']) };
    case 'tui.toast.show': {
      const message = text(properties['message']) ?? '';
      if (!message.startsWith(FENCE_PREFIX)) return { type: 'other', name: type };
      return { type: 'fence', token: message.slice(FENCE_PREFIX.length) };
    }
    case 'server.instance.disposed': {
      const ended = text(properties['directory']) ?? directory;
      return { type: 'disposed', ...(ended === undefined ? {} : { directory: ended }) };
    }
    case 'global.disposed':
      return { type: 'disposed' };
    default:
      return { type: 'other', name: type };
  }
}

export function statusOf(value: unknown): SessionStatus {
  const status = object(value);
  switch (status['type']) {
    case 'busy':
      return { type: 'busy' };
    case 'retry':
      return {
        type: 'retry',
        attempt: number(status['attempt']) ?? 1,
        message: text(status['message']) ?? '',
        next: number(status['next']) ?? 0,
      };
    default:
      return { type: 'idle' };
  }
}

/** A permission request or a question, as the events and the lists of GET /permission and /question give it. */
export function askOf(value: unknown): Ask | undefined {
  const ask = object(value);
  const id = text(ask['id']);
  const sessionId = text(ask['sessionID']);
  if (id === undefined || sessionId === undefined) return undefined;
  const permission = text(ask['permission']);
  if (permission !== undefined) {
    const patterns = list(ask['patterns']).filter((pattern) => typeof pattern === 'string');
    return { kind: 'permission', id, sessionId, permission, patterns };
  }
  return { kind: 'question', id, sessionId, questions: list(ask['questions']).map(questionOf) };
}

function questionOf(value: unknown): Question {
  const question = object(value);
  return {
    header: text(question['header']) ?? '',
    question: text(question['question']) ?? '',
    options: list(question['options']).map((option) => text(object(option)['label']) ?? ''),
  };
}

function openTodos(value: unknown): number {
  const over = new Set<unknown>(['completed', 'cancelled']);
  return list(value).filter((todo) => !over.has(object(todo)['status'])).length;
}
