import type { AgentEvent, Message, Part, ToolPart } from '../sessions/event.ts';
import { formatCost } from './amounts.ts';
import { clip } from './clip.ts';
import { formatDuration } from './duration.ts';
import { printable } from './escape.ts';
import { errorWords } from './log-lines.ts';
import type { PageSource, Place, Spoken } from './page-index.ts';

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

/** What turns are made of, and what of the page is left for them. */
export type TurnSource = {
  source: PageSource;
  /** The beginning of the run. */
  started: number;
  allowance: Allowance;
};

/** The turns of a session, in order, each made when it is asked for. */
export function* turnsOf(
  spoken: Iterable<Spoken>,
  from: TurnSource,
): Generator<PageTurn, undefined> {
  for (const each of [...spoken].toSorted((a, b) => a.created - b.created)) {
    const told = eventAt(from.source, each.message);
    if (told?.type === 'message') yield turnOf(told.message, each.parts, from);
  }
}

function turnOf(message: Message, parts: Spoken['parts'], from: TurnSource): PageTurn {
  const error = message.role === 'assistant' ? message.error : undefined;
  const items: PageItem[] = [];
  let isNotice = false;
  // The server numbers parts in the order in which they began.
  for (const [, place] of [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const told = eventAt(from.source, place);
    if (told?.type !== 'part') continue;
    isNotice ||= told.part.type === 'text' && told.part.synthetic;
    items.push(...itemOf(told.part, from.allowance));
  }
  return {
    who: message.role === 'assistant' ? 'model' : isNotice ? 'notice' : 'prompt',
    at: `+${formatDuration(message.created - from.started)}`,
    facts: factsOf(message),
    error: error === undefined ? '' : errorWords(error),
    items,
  };
}

function eventAt(source: PageSource, place: Place): AgentEvent | undefined {
  const entry = source.at(place);
  return entry?.type === 'event' ? entry.event : undefined;
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
