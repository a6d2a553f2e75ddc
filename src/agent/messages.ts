import type { SessionId } from '../sessions/event.ts';
import { list, number, object, text } from './json.ts';
import { instantOf } from './message-id.ts';
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
  return readBehindSchema(wire, path);
}

/**
 * All messages of a session, but for one prompt that came with a schema: what was said before it is read from a cursor
 * of our own making. Rejects when that prompt was not answered, for then nobody knows where to look.
 */
export async function readAllMessages(wire: Wire, id: SessionId): Promise<unknown[]> {
  const path = `/session/${id}/message`;
  try {
    return list(await wire.call({ method: 'GET', path }));
  } catch (error) {
    if (!isAboutSchema(error)) throw error;
  }
  const behind = await readBehindSchema(wire, path);
  const { parentID, time } = object(object(behind[0])['info']);
  const prompt = text(parentID);
  const answered = number(object(time)['created']);
  if (prompt === undefined || answered === undefined) {
    throw new Error(`GET ${path}: the prompt with a schema has no answer`);
  }
  const cursor = JSON.stringify({ id: prompt, time: instantOf(prompt, answered) });
  const before = Buffer.from(cursor).toString('base64url');
  const query = { limit: String(EVERYTHING), before };
  return [...list(await wire.call({ method: 'GET', path, query })), ...behind];
}

/** The server wants a number where it is given a cursor. */
const EVERYTHING = 1_000_000;

async function readBehindSchema(wire: Wire, path: string): Promise<unknown[]> {
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
