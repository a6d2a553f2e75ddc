import { closeSync, constants, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import {
  databaseNotOpened,
  fileNotWritable,
  foreignDatabase,
  newerDatabase,
  notADatabase,
  sqliteAbsent,
} from '../../text/queue-problems.ts';
import { QueueProblem } from './problem.ts';

/** Marks the file as ours: "AgRQ". */
const APPLICATION_ID = 0x41675251;

/** The result code of SQLite for a file that is no database. */
const SQLITE_NOTADB = 26;

/** One step per schema version; a step that was released is never changed. */
const MIGRATIONS = [
  `CREATE TABLE waiting (
     key TEXT PRIMARY KEY,
     due_at INTEGER NOT NULL,
     reason TEXT NOT NULL,
     put_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     glance_at INTEGER,
     glance TEXT
   ) STRICT;
   CREATE INDEX waiting_due ON waiting (due_at, put_at);
   CREATE TABLE held (
     key TEXT PRIMARY KEY,
     due_at INTEGER NOT NULL,
     reason TEXT NOT NULL,
     put_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     glance_at INTEGER,
     glance TEXT,
     claim TEXT NOT NULL,
     lease_until INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE dead (
     key TEXT PRIMARY KEY,
     reason TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     error TEXT NOT NULL,
     died_at INTEGER NOT NULL
   ) STRICT;`,
  `CREATE TABLE first (
     what TEXT PRIMARY KEY,
     at INTEGER NOT NULL
   ) STRICT;`,
];

/** SQLite is part of Node.js 22.13 and newer; what users run as an action may be older, so it is loaded when needed. */
export async function loadSqlite(
  load: () => Promise<typeof import('node:sqlite')> = () => import('node:sqlite'),
): Promise<typeof import('node:sqlite')> {
  try {
    return await load();
  } catch (error) {
    throw new QueueProblem(sqliteAbsent(process.version), { cause: error });
  }
}

/** Opens the file, or creates it for its owner alone: glances hold what private repositories say. */
export function openFile(
  path: string,
  { DatabaseSync: Database }: typeof import('node:sqlite'),
  busyTimeoutMs: number,
): DatabaseSync {
  probe(path);
  const database = new Database(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    refuseForeign(path, database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    migrate(path, database);
    return database;
  } catch (error) {
    database.close();
    throw asProblem(path, error);
  }
}

/** All or nothing; another process with the same file waits for its turn. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** The file system says more clearly than SQLite why a file cannot be written. */
function probe(path: string): void {
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new QueueProblem(fileNotWritable(path, code), { cause: error });
  }
}

/** Before the first write: somebody else's database stays as it was. */
function refuseForeign(path: string, database: DatabaseSync): void {
  const id = pragma(database, 'application_id');
  const tables = database.prepare('SELECT count(*) AS found FROM sqlite_schema').get();
  if (id !== APPLICATION_ID && (id !== 0 || tables?.['found'] !== 0)) {
    throw new QueueProblem(foreignDatabase(path));
  }
  refuseNewer(path, pragma(database, 'user_version'));
}

function refuseNewer(path: string, version: number): void {
  if (version > MIGRATIONS.length) {
    throw new QueueProblem(newerDatabase(path, version, MIGRATIONS.length));
  }
}

function migrate(path: string, database: DatabaseSync): void {
  if (pragma(database, 'user_version') === MIGRATIONS.length) return;
  inTransaction(database, () => {
    // Read again: another process may have been first.
    const version = pragma(database, 'user_version');
    refuseNewer(path, version);
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`,
    );
  });
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function asProblem(path: string, error: unknown): QueueProblem {
  if (error instanceof QueueProblem) return error;
  const { errcode, message } = error as Error & { errcode?: number };
  const text = errcode === SQLITE_NOTADB ? notADatabase(path) : databaseNotOpened(path, message);
  return new QueueProblem(text, { cause: error });
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // After some failures, a full disk for one, SQLite has rolled back already.
  }
}
