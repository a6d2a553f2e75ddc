/** Asks the scripted model as a provider's client does, for the tests of the model itself. */
export type Message = { role: 'system' | 'user' | 'assistant'; content: unknown };

type ToolDelta = { index: number; function: { name: string; arguments: string } };
type Choice = {
  delta: { content?: string; reasoning_content?: string; tool_calls?: readonly ToolDelta[] };
  finish_reason: string | null;
};
type Chunk = { choices: readonly Choice[]; usage?: Record<string, number> };

/** What was streamed, and how it ended: with the [DONE] mark, cleanly without it, or by a reset connection. */
export type Answer = { chunks: readonly Chunk[]; text: string; ended: 'done' | 'eof' | 'reset' };

export class ChatClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** The raw response, as session `ses_test` unless `how` says otherwise. */
  ask(messages: readonly Message[], how: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'x-session-id': 'ses_test' },
      body: JSON.stringify({ model: 'fake', stream: true, messages }),
      ...how,
    });
  }

  async textOf(...messages: readonly Message[]): Promise<string> {
    return (await this.answerTo(...messages)).text;
  }

  async answerTo(...messages: readonly Message[]): Promise<Answer> {
    const { seen, reset } = await readAll(await this.ask(messages));
    const events = dataIn(seen);
    const chunks = events
      .filter((event) => event !== '[DONE]')
      .map((event) => JSON.parse(event) as Chunk);
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
    const clean = events.at(-1) === '[DONE]' ? 'done' : 'eof';
    return { chunks, text, ended: reset ? 'reset' : clean };
  }
}

export function user(text: string): Message {
  return { role: 'user', content: [{ type: 'text', text }] };
}

export function assistant(text: string): Message {
  return { role: 'assistant', content: text };
}

export function system(text: string): Message {
  return { role: 'system', content: text };
}

async function readAll(response: Response): Promise<{ seen: string; reset: boolean }> {
  let seen = '';
  try {
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      seen += new TextDecoder().decode(chunk);
    }
    return { seen, reset: false };
  } catch {
    return { seen, reset: true };
  }
}

function dataIn(stream: string): string[] {
  const mark = 'data: ';
  const blocks = stream.split('\n\n').filter((block) => block.startsWith(mark));
  return blocks.map((block) => block.slice(mark.length));
}
