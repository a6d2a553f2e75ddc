import { readFile } from 'node:fs/promises';
import { formatDuration } from '../text/duration.ts';
import * as say from '../text/session-file-problems.ts';
import type { SessionId } from '../sessions/event.ts';
import { type Json, number, object, text } from './json.ts';

/** The file of an earlier session cannot be gone on from. The message is fit for the person who named it. */
export class SessionFileError extends Error {
  override readonly name = 'SessionFileError';
}

/**
 * The id of the session in an export (`{ info, messages: [{ info, parts }] }`), which it keeps when it is imported.
 * Throws SessionFileError for any other file, and for one whose messages are younger than `now`.
 */
export async function exportedSession(path: string, now: number): Promise<SessionId> {
  const content = await readFile(path, 'utf8').catch((error: Error) => {
    throw new SessionFileError(say.notReadable(path, error.message));
  });
  const { info, messages } = object(parsed(path, content));
  const id = text(object(info)['id']);
  if (id === undefined || !Array.isArray(messages)) {
    throw new SessionFileError(say.noExport(path, 'JSON without `info` and `messages`'));
  }
  if (!id.startsWith('ses_')) {
    throw new SessionFileError(say.noExport(path, 'an id that is none of a session'));
  }
  const wrong = messages.findIndex((message) => !isMessage(object(message)));
  if (wrong !== -1) {
    throw new SessionFileError(
      say.noExport(path, `no message in entry ${wrong + 1} of \`messages\``),
    );
  }
  const newest = Math.max(0, ...messages.map((message) => createdAt(object(message))));
  if (newest >= now) {
    throw new SessionFileError(say.fromTheFuture(path, formatDuration(newest - now)));
  }
  return id;
}

function parsed(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    const found = content.trim() === '' ? 'nothing' : 'no JSON';
    throw new SessionFileError(say.noExport(path, found));
  }
}

function isMessage({ info, parts }: Json): boolean {
  const { id, role } = object(info);
  return (
    text(id) !== undefined && (role === 'user' || role === 'assistant') && Array.isArray(parts)
  );
}

function createdAt({ info }: Json): number {
  return number(object(object(info)['time'])['created']) ?? 0;
}
