import type { AgentEvent, Message, Part, SessionId, ToolPart } from '../sessions/event.ts';
import type { TranscriptEntry } from '../sessions/transcript-entry.ts';
import { formatCost } from './amounts.ts';
import { clip } from './clip.ts';
import { formatDuration } from './duration.ts';
import { printable } from './escape.ts';
import { errorWords } from './log-lines.ts';

/** One message of a session, as the transcript page shows it. */
export type PageTurn = {
  who: 'prompt' | 'notice' | 'model';
  /** When, from the beginning of the run: `+12.3s`. */
  at: string;
  facts: string;
  error: string;
  items: PageItem[];
};

export type PageItem =
  | { kind: 'text' | 'reasoning'; text: string }
  | {
      kind: 'tool';
      state: ToolPart['status'];
      name: string;
      label: string;
      took: string;
      input: string;
      output: string;
      error: string;
    };

/** How much text the page may hold; with less left, less of each text is shown. In characters. */
export type Allowance = { take: (text: string) => string };

const WHOLE_PAGE = 16_000_000;
const LONGEST_TEXT = 20_000;
const LEAST_TEXT = 200;

export function createAllowance(): Allowance {
  let left = WHOLE_PAGE;
  return {
    take(text) {
      const taken = clip(printable(text), left > 0 ? LONGEST_TEXT : LEAST_TEXT);
      left -= taken.length;
      return taken;
    },
  };
}

type Spoken = { message: Message; parts: Map<string, Part> };

/** The turns of every session, in order. A part or message that was told several times counts as told last. */
export function turnsOf(
  entries: readonly TranscriptEntry[],
  started: number,
  allowance: Allowance,
): Map<SessionId, PageTurn[]> {
  const sessions = new Map<SessionId, Map<string, Spoken>>();
  for (const entry of entries) if (entry.type === 'event') hear(sessions, entry.event);
  const turns = new Map<SessionId, PageTurn[]>();
  for (const [id, spoken] of sessions) {
    const inOrder = [...spoken.values()].toSorted((a, b) => a.message.created - b.message.created);
    turns.set(
      id,
      inOrder.map((each) => turnOf(each, started, allowance)),
    );
  }
  return turns;
}

function hear(sessions: Map<SessionId, Map<string, Spoken>>, event: AgentEvent): void {
  if (event.type === 'message') {
    const { message } = event;
    const session = sessions.get(message.sessionId) ?? new Map<string, Spoken>();
    sessions.set(message.sessionId, session);
    const known = session.get(message.id);
    session.set(message.id, { message, parts: known?.parts ?? new Map() });
  }
  if (event.type === 'part') {
    const { part } = event;
    sessions.get(part.sessionId)?.get(part.messageId)?.parts.set(part.id, part);
  }
  if (event.type === 'message-removed') sessions.get(event.sessionId)?.delete(event.messageId);
}

function turnOf({ message, parts }: Spoken, started: number, allowance: Allowance): PageTurn {
  // The server numbers parts in the order in which they began.
  const ordered = [...parts.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const error = message.role === 'assistant' ? message.error : undefined;
  return {
    who: whoOf(message, ordered),
    at: `+${formatDuration(message.created - started)}`,
    facts: factsOf(message),
    error: error === undefined ? '' : errorWords(error),
    items: ordered.flatMap((part) => itemOf(part, allowance)),
  };
}

function whoOf({ role }: Message, parts: readonly Part[]): PageTurn['who'] {
  if (role === 'assistant') return 'model';
  return parts.some((part) => part.type === 'text' && part.synthetic) ? 'notice' : 'prompt';
}

function factsOf(message: Message): string {
  if (message.role === 'user') return '';
  const { completed, created, model, cost, finish, summary } = message;
  return [
    ...(summary ? ['compaction'] : []),
    model,
    completed === undefined ? 'not finished' : formatDuration(completed - created),
    ...(cost > 0 ? [formatCost(cost)] : []),
    ...(finish === undefined || finish === 'stop' || finish === 'tool-calls' ? [] : [finish]),
  ].join(' · ');
}

function itemOf(part: Part, allowance: Allowance): PageItem[] {
  if (part.type === 'other') return [];
  if (part.type !== 'tool') {
    const text = allowance.take(part.text).trim();
    return text === '' ? [] : [{ kind: part.type, text }];
  }
  const { tool, status, label, input, output = '', error = '', started, ended } = part;
  const hasInput = Object.keys(input).length > 0;
  return [
    {
      kind: 'tool',
      state: status,
      name: tool,
      label: clip(printable(label), LEAST_TEXT),
      took: started === undefined || ended === undefined ? '' : formatDuration(ended - started),
      input: hasInput ? allowance.take(JSON.stringify(input, null, 2)) : '',
      output: allowance.take(output),
      error: allowance.take(error),
    },
  ];
}
