import { createHash } from 'node:crypto';

import type { AgentEvent, Part } from '../sessions/event.ts';
import type { SessionTree } from '../sessions/tree.ts';

export interface News {
  /** Whether the event tells something worth a line of a transcript; asked once for each event, in order. */
  isNews(event: AgentEvent, tree: SessionTree): boolean;
}

/** Remembers what was told, to tell news from repetition and from parts that are still growing. */
export function createNews(): News {
  const told = new Map<string, string>();
  const changed = (key: string, value: string): boolean => {
    if (told.get(key) === value) return false;
    told.set(key, value);
    return true;
  };
  return {
    isNews(event, tree) {
      switch (event.type) {
        case 'connected':
        case 'heartbeat':
        case 'delta':
        case 'fence':
        case 'other':
          return false;
        case 'session':
          return changed(event.session.id, digest(event.session));
        case 'status':
          return changed(`status ${event.sessionId}`, digest(event.status));
        case 'todos':
          return changed(`todos ${event.sessionId}`, String(event.open));
        case 'message':
          return changed(event.message.id, digest(event.message));
        case 'part': {
          const state = finishedState(event.part, tree);
          return state !== undefined && changed(event.part.id, state);
        }
        case 'session-deleted':
        case 'session-error':
        case 'message-removed':
        case 'asked':
        case 'answered':
        case 'disposed':
          return true;
      }
    },
  };
}

/** What of a part is worth a line, or undefined while it only grows. */
function finishedState(part: Part, tree: SessionTree): string | undefined {
  switch (part.type) {
    case 'other':
      return undefined;
    case 'tool':
      // A pending call has no input yet.
      return part.status === 'pending' ? undefined : `${part.status} ${part.childId ?? ''}`;
    case 'text':
      // What a person or the server wrote comes whole and has no end.
      if (part.ended === undefined && isFromModel(part, tree)) return undefined;
      return digest(part.text);
    case 'reasoning':
      return part.ended === undefined ? undefined : digest(part.text);
  }
}

function isFromModel({ sessionId, messageId }: Part, tree: SessionTree): boolean {
  const record = tree.sessions.get(sessionId)?.messages.get(messageId);
  return record?.message.role === 'assistant';
}

/** Short, so that the memory holds a few bytes for each message and not the message. */
function digest(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64');
}
