import type { Wire } from '../../../src/agent/wire.ts';

/**
 * The rule this project grew out of, for the counter-test: the main session is idle and the set of sessions that the
 * stream has called busy is empty, or the stream is over: done. It is wrong, and a generator that never catches it
 * proves nothing. Resolves at the instant at which it would have ended the run.
 */
export async function naiveRule(wire: Wire, rootId: string, signal: AbortSignal): Promise<void> {
  const busy = new Set<string>();
  let started = false;
  try {
    for await (const event of wire.events(signal)) {
      const { type, properties } = payloadOf(event);
      const { sessionID, status } = properties ?? {};
      if (type !== 'session.status' || sessionID === undefined) continue;
      if (status?.type === 'idle') busy.delete(sessionID);
      else busy.add(sessionID);
      if (sessionID === rootId && status?.type === 'busy') started = true;
      if (started && busy.size === 0) return;
    }
  } catch {
    // A lost stream was taken for an end.
  }
}

type Payload = {
  type: string;
  properties?: { sessionID?: string; status?: { type: string } };
};

function payloadOf(event: unknown): Payload {
  return (event as { payload: Payload }).payload;
}
