import type { Clock } from '../clock.ts';
import type { AgentEvent } from '../sessions/event.ts';
import { eventOf, idOf } from './translate.ts';
import type { Wire } from './wire.ts';

/**
 * The event stream, kept open for as long as the run lasts.
 *
 * Properties: every event the server sends while a connection stands is yielded once, in order, copies left out. The server has no
 * replay (a reconnect begins with `server.connected` and nothing older), so after every interruption a `gap` item is
 * yielded *before* the first event of the new connection: whoever reads must then ask REST for the truth. A stream
 * that ended is never the end of a run: it is opened again, with growing pauses, until `signal` aborts; how long the
 * server may stay out of reach is for the reader to decide (`down` items tell).
 *
 * Races: events sent between two connections are lost (closed by the snapshot after the gap); a connection may hang
 * without an end and without bytes, so one that was silent for SILENCE is replaced like a lost one. Silence is not
 * death (a loaded server was seen to skip heartbeats): a needless reconnect costs one snapshot and nothing else.
 */
export type StreamItem =
  | AgentEvent
  | { type: 'gap' }
  /** No connection since that instant; `reason` is the last failure. */
  | { type: 'down'; since: number; reason: string };

/** The server sends a heartbeat every 10 s; under load they came 22 s apart. */
export const SILENCE = 60_000;

/** Pauses before the first, second, … try to open the stream again. */
const BACKOFF = [50, 200, 500, 1_000, 2_000, 5_000];

export async function* stream(options: {
  wire: Wire;
  clock: Clock;
  signal: AbortSignal;
}): AsyncGenerator<StreamItem, void> {
  const { clock, signal } = options;
  let lostAt: number | undefined;
  for (let tries = 0; !signal.aborted; tries += 1) {
    let reason = 'the stream ended';
    try {
      for await (const item of connection(options)) {
        if (signal.aborted) return;
        if (lostAt !== undefined) yield { type: 'gap' };
        lostAt = undefined;
        tries = 0;
        yield item;
      }
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (signal.aborted) return;
    lostAt ??= clock.now();
    yield { type: 'down', since: lostAt, reason };
    await clock.sleep(BACKOFF[Math.min(tries, BACKOFF.length - 1)] ?? 0, signal);
  }
}

/** The items of one connection; throws when it is lost, ends when it ended. */
async function* connection(options: {
  wire: Wire;
  clock: Clock;
  signal: AbortSignal;
}): AsyncGenerator<StreamItem, void> {
  const { wire, clock, signal } = options;
  const own = new AbortController();
  const stop = (): void => own.abort();
  signal.addEventListener('abort', stop, { once: true });
  const heard = { at: clock.now() };
  const watched = endWhenSilent(clock, heard, own);
  const seen = createRecent();
  try {
    for await (const envelope of wire.events(own.signal)) {
      heard.at = clock.now();
      const event = eventOf(envelope);
      if (event !== undefined && seen.isNew(idOf(envelope))) yield event;
    }
    own.signal.throwIfAborted();
  } catch (error) {
    // What our own abort breaks fails in words that do not say why.
    throw own.signal.aborted ? own.signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort();
    await watched;
  }
}

/** How many ids are remembered: a copy of an event follows it closely. */
const REMEMBERED = 4_096;

/** A second `busy` after an `idle` would be taken for work, so copies are told by the event's id. */
function createRecent(): { isNew(id: string | undefined): boolean } {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    isNew(id) {
      if (id === undefined) return true;
      if (young.has(id) || old.has(id)) return false;
      young.add(id);
      if (young.size >= REMEMBERED) [young, old] = [new Set(), young];
      return true;
    },
  };
}

async function endWhenSilent(
  clock: Clock,
  heard: { at: number },
  connected: AbortController,
): Promise<void> {
  while (!connected.signal.aborted) {
    const left = heard.at + SILENCE - clock.now();
    if (left <= 0) connected.abort(new Error(`nothing was heard for ${SILENCE / 1000} s`));
    else await clock.sleep(left, connected.signal);
  }
}
