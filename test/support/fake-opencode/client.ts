import type { Wire } from '../../../src/agent/wire.ts';

/** Creates a session and prompts it, as any client does; the id of the session. */
export async function startPrompt(wire: Wire, text = 'Do it.'): Promise<string> {
  const session = (await wire.call({ method: 'POST', path: '/session', body: {} })) as {
    id: string;
  };
  await wire.call({
    method: 'POST',
    path: `/session/${session.id}/prompt_async`,
    body: { parts: [{ type: 'text', text }] },
  });
  return session.id;
}

export type Heard = {
  at: number;
  id: string;
  type: string;
  /** Of a `sync` twin: none. */
  properties: Record<string, unknown>;
};

/** Writes down what the stream says until the signal ends it or the line is lost. */
export async function hear(
  wire: Wire,
  { signal, now }: { signal: AbortSignal; now: () => number },
  heard: { push: (event: Heard) => unknown },
): Promise<void> {
  for await (const event of wire.events(signal)) {
    const { payload } = event as { payload: Partial<Heard> & { id: string; type: string } };
    heard.push({ properties: {}, ...payload, at: now() });
  }
}
