import type { AgentEvent, SessionId } from '../sessions/event.ts';
import type { TranscriptEntry } from '../sessions/transcript-entry.ts';

/** Where in a transcript an entry stands. */
export type Place = { start: number; length: number };

/** A transcript, which may be larger than memory: gone through once, and then looked up entry by entry. */
export type PageSource = {
  /** Lines that could not be read have no entry. */
  lines: () => Iterable<{ entry: TranscriptEntry | undefined; place: Place }>;
  at: (place: Place) => TranscriptEntry | undefined;
};

/** A message: where it and each of its parts, by id, were told last. */
export type Spoken = { created: number; message: Place; parts: Map<string, Place> };

/** What was said in each session, without the words: they are looked up when their turn has come. */
export type PageIndex = Map<SessionId, Map<string, Spoken>>;

/** A part or message that was told several times counts as told last. */
export function indexOf({ lines }: PageSource): PageIndex {
  const index: PageIndex = new Map();
  for (const { entry, place } of lines()) {
    if (entry?.type === 'event') hear(index, entry.event, place);
  }
  return index;
}

function hear(index: PageIndex, event: AgentEvent, place: Place): void {
  if (event.type === 'message') {
    const { id, sessionId, created } = event.message;
    const session = index.get(sessionId) ?? new Map<string, Spoken>();
    index.set(sessionId, session);
    session.set(id, { created, message: place, parts: session.get(id)?.parts ?? new Map() });
  }
  if (event.type === 'part') {
    const { id, messageId, sessionId } = event.part;
    index.get(sessionId)?.get(messageId)?.parts.set(id, place);
  }
  if (event.type === 'message-removed') index.get(event.sessionId)?.delete(event.messageId);
}
