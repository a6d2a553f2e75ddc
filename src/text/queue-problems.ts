import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';

/** What the bot's job queue has to tell: what was expected, what was found, what to do. */

export const QUEUE_CLOSED = 'The queue is closed: the bot is shutting down.';

export function sqliteAbsent(found: string): string {
  return `The bot keeps its jobs in SQLite, which comes with Node.js: expected Node.js 22.13 or newer, found ${found}. Start the bot with a newer Node.js, or set DATABASE_URL to a PostgreSQL database.`;
}

/** `code` is the file system's, such as `ENOENT`. */
export function fileNotWritable(path: string, code: string | undefined): string {
  const found = FILE_PROBLEMS[code ?? ''] ?? 'it cannot be written';
  return `The queue's file ${path}: expected a file that the bot may read and write in a folder where it may create files, found that ${found}. Create the folder, correct its owner, or name another file.`;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'the path is a folder',
  EACCES: 'the user who runs the bot may not write it',
  EPERM: 'the user who runs the bot may not write it',
  EROFS: 'the file system is read-only',
};

export function notADatabase(path: string): string {
  return `The queue's file ${path}: expected an SQLite database or no file, found something else. Nothing was changed. Move it away, or name another file.`;
}

export function foreignDatabase(path: string): string {
  return `The queue's file ${path}: expected the database of this bot or no file, found the database of another program. Nothing was changed. Name another file.`;
}

export function newerDatabase(path: string, found: number, known: number): string {
  return `The queue's file ${path}: expected version ${known} or older, found version ${found}, which a newer agent-run wrote. Nothing was changed. Start that version again, or name another file: the jobs are rebuilt by a sweep.`;
}

/** `detail` is SQLite's own sentence. */
export function databaseNotOpened(path: string, detail: string): string {
  return `The queue's file ${path} could not be opened: ${sentence(detail)}. Check the disk and who may write it, or move it away: the jobs are rebuilt by a sweep.`;
}

/** `detail` is PostgreSQL's or the network's own sentence; it never holds the connection string. */
export function postgresNotReached(detail: string): string {
  return `The queue in PostgreSQL could not be opened: expected that DATABASE_URL names a database that answers and where the bot may create the schema "agent_run", found: ${sentence(detail)}.`;
}

export const BAD_CONNECTION_STRING = 'it is no connection string such as postgres://user@host/name';

export function leaseRanOut(leaseMs: number): string {
  return `The look did not end within its lease of ${Math.round(leaseMs / 1000)} s: its process died, or it takes too long.`;
}

export function badKey(found: string): string {
  return `A job's key has 1 to 1024 characters of well-formed text; found ${JSON.stringify(clipLine(found, 60))}.`;
}

export function badDueAt(found: number): string {
  return `A job is due at an instant in milliseconds since the epoch, up to the year 9999; found ${found}.`;
}

function sentence(detail: string): string {
  const line = clipLine(oneLine(detail), 300).replace(/\.$/, '');
  return line === '' ? 'no reason was named' : line;
}
