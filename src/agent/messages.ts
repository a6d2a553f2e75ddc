import type { SessionId } from '../sessions/event.ts';
import { list } from './json.ts';
import { type Wire, WireError } from './wire.ts';

/** A turn that is asked for a structure takes a few messages; this many it never takes. */
const MOST_BEHIND = 50;

/**
 * The messages of a session, oldest first, as the server gives them. opencode 1.18 refuses to list a prompt that came
 * with a schema: of such a session only the messages behind that prompt can be read, which are those that answer it.
 */
export async function readMessages(wire: Wire, id: SessionId): Promise<unknown[]> {
  const path = `/session/${id}/message`;
  try {
    return list(await wire.call({ method: 'GET', path }));
  } catch (error) {
    if (!isAboutSchema(error)) throw error;
  }
  let newest: unknown[] = [];
  for (let limit = 1; limit <= MOST_BEHIND; limit += 1) {
    try {
      newest = list(await wire.call({ method: 'GET', path, query: { limit: String(limit) } }));
    } catch (error) {
      if (isAboutSchema(error)) return newest;
      throw error;
    }
  }
  return newest;
}

function isAboutSchema(error: unknown): boolean {
  if (!(error instanceof WireError) || error.status !== 400) return false;
  return JSON.stringify(error.body).includes('OutputFormat');
}
