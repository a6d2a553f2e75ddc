import { findScript, type Step } from './script.ts';

/** What the scripted model reads of an OpenAI chat completion request. */
export type ChatBody = {
  model: string;
  stream?: boolean;
  messages: readonly ChatMessage[];
  tools?: readonly { function: { name: string } }[];
};

export type ChatMessage = {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content?: string | readonly { type: string; text?: string }[] | null;
};

/** `turn` is a session's own work; the other two are side requests that opencode makes by itself. */
export type RequestKind = 'turn' | 'title' | 'compaction';

/** Where a request stands in the script of its session. */
export type Place = { script: readonly Step[]; index: number };

export function kindOf(body: ChatBody): RequestKind {
  const system = body.messages
    .filter((message) => message.role === 'system')
    .map(textOf)
    .join('\n');
  if (/title generator/i.test(system)) return 'title';
  const hasTools = (body.tools?.length ?? 0) > 0;
  if (!hasTools && /context summarization/i.test(system)) return 'compaction';
  return 'turn';
}

/** The script of the last user message that has one, and how many turns were played since. */
export function placeIn(body: ChatBody): Place | undefined {
  let index = 0;
  for (const message of body.messages.toReversed()) {
    if (message.role === 'assistant') index += 1;
    if (message.role !== 'user') continue;
    const script = findScript(textOf(message));
    if (script !== undefined) return { script, index };
  }
  return undefined;
}

export function textOf(message: ChatMessage): string {
  if (typeof message.content === 'string') return message.content;
  return (message.content ?? []).map((part) => part.text ?? '').join('\n');
}
