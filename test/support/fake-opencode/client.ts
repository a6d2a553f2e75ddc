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

export type Heard = { at: number; type: string; properties: Record<string, unknown> };

/** Writes down what the stream says, without its `sync` twins, until the signal ends it or the line is lost. */
export async function hear(
  wire: Wire,
  { signal, now }: { signal: AbortSignal; now: () => number },
  heard: Heard[],
): Promise<void> {
  for await (const event of wire.events(signal)) {
    const { payload } = event as { payload: Omit<Heard, 'at'> };
    if (payload.type !== 'sync') heard.push({ ...payload, at: now() });
  }
}
