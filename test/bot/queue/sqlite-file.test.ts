import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { QueueProblem } from '../../../src/bot/queue/problem.ts';
import { loadSqlite } from '../../../src/bot/queue/sqlite-file.ts';
import { openSqliteQueue } from '../../../src/bot/queue/sqlite-queue.ts';
import { queueFolder } from '../../support/queue-stores.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const clock = new SteppedClock(5000);

describe('the file of the queue', () => {
  test.each<{ claim: string; make: (folder: string) => string; says: string }>([
    {
      claim: 'a folder that is missing',
      make: (folder) => join(folder, 'missing', 'queue.db'),
      says: 'the folder does not exist',
    },
    {
      claim: 'a folder that is a file',
      make: (folder) => {
        writeFileSync(join(folder, 'file'), '');
        return join(folder, 'file', 'queue.db');
      },
      says: 'a part of the path is a file',
    },
    { claim: 'a path that is a folder', make: (folder) => folder, says: 'the path is a folder' },
    {
      claim: 'a file that is no database',
      make: (folder) => {
        const path = join(folder, 'queue.db');
        writeFileSync(path, 'key,due\n'.repeat(1000));
        return path;
      },
      says: 'found something else',
    },
    {
      claim: 'a database of another program',
      make: (folder) => made(folder, 'CREATE TABLE notes (text)'),
      says: 'the database of another program',
    },
    {
      claim: 'an empty database that another program marked',
      make: (folder) => made(folder, 'PRAGMA application_id = 7'),
      says: 'the database of another program',
    },
  ])('is refused when it is $claim, and stays as it was', async ({ make, says }) => {
    const path = make(queueFolder());
    const before = contentOf(path);

    const refused = openSqliteQueue(path, { clock });

    await expect(refused).rejects.toBeInstanceOf(QueueProblem);
    await expect(refused).rejects.toThrow(path);
    await expect(refused).rejects.toThrow(says);
    expect(contentOf(path)).toEqual(before);
  });

  test('is refused when it may not be written', async () => {
    // Root may write everywhere but into the kernel's own folders.
    const folder = process.getuid?.() === 0 ? '/sys' : queueFolder();
    if (folder !== '/sys') chmodSync(folder, 0o500);

    await expect(openSqliteQueue(join(folder, 'queue.db'), { clock })).rejects.toThrow(
      /found that (the user who runs the bot may not write it|the file system is read-only)/,
    );
  });

  test('is refused when a newer version wrote it', async () => {
    const path = join(queueFolder(), 'queue.db');
    await (await openSqliteQueue(path, { clock })).close();
    run(path, 'PRAGMA user_version = 99');

    await expect(openSqliteQueue(path, { clock })).rejects.toThrow(
      /expected version \d+ or older, found version 99/,
    );
  });

  test('belongs to the bot’s user alone', async () => {
    const path = join(queueFolder(), 'queue.db');
    const queue = await openSqliteQueue(path, { clock });

    expect(['', '-wal'].map((part) => statSync(path + part).mode & 0o777)).toEqual([0o600, 0o600]);
    await queue.close();
  });

  test('may have any name', async () => {
    const folder = queueFolder();
    mkdirSync(join(folder, 'a?mode=memory'));
    const path = join(folder, 'a?mode=memory', ':memory:');
    const queue = await openSqliteQueue(path, { clock });
    await queue.put('a', { dueAt: 0, reason: 'event' });
    await queue.close();

    const again = await openSqliteQueue(path, { clock });
    expect(await again.counts(0)).toMatchObject({ waiting: 1 });
    await again.close();
  });

  test('that another process keeps locked refuses puts and works again afterwards', async () => {
    const path = join(queueFolder(), 'queue.db');
    const queue = await openSqliteQueue(path, { clock, busyTimeoutMs: 20 });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');

    const asked = ['a', 'b'].map((key) => queue.put(key, { dueAt: 0, reason: 'event' }));
    const answers = await Promise.allSettled(asked);
    expect(answers.map((answer) => answer.status === 'rejected' && String(answer.reason))).toEqual([
      'Error: database is locked',
      'Error: database is locked',
    ]);

    other.close();
    await queue.put('c', { dueAt: 0, reason: 'event' });
    expect((await queue.claim(0, 9)).map(({ key }) => key)).toEqual(['c']);
    await queue.close();
  });

  test('works on after SQLite itself has rolled a put back', async () => {
    const path = join(queueFolder(), 'queue.db');
    await (await openSqliteQueue(path, { clock })).close();
    run(
      path,
      "CREATE TRIGGER refuse BEFORE INSERT ON waiting BEGIN SELECT RAISE(ROLLBACK, 'no room'); END",
    );
    const queue = await openSqliteQueue(path, { clock });

    await expect(queue.put('a', { dueAt: 0, reason: 'event' })).rejects.toThrow('no room');
    run(path, 'DROP TRIGGER refuse');
    await queue.put('b', { dueAt: 0, reason: 'event' });

    expect((await queue.claim(0, 9)).map(({ key }) => key)).toEqual(['b']);
    await queue.close();
  });

  test('shares one transaction among the puts of a turn', async () => {
    const path = join(queueFolder(), 'queue.db');
    const queue = await openSqliteQueue(path, { clock });
    const before = statSync(`${path}-wal`).size;

    await Promise.all(
      Array.from({ length: 50 }, () => queue.put('a', { dueAt: 0, reason: 'event' })),
    );

    // A page is 4 KB: 50 transactions would have written each page they touch 50 times.
    expect(statSync(`${path}-wal`).size - before).toBeLessThan(10 * 4200);
    await queue.close();
  });
});

test('a Node.js without SQLite is told which one is needed', async () => {
  const absent = Promise.reject(new Error('No such built-in module: node:sqlite'));

  await expect(loadSqlite(() => absent)).rejects.toThrow(
    /expected Node.js 22.13 or newer, found v\d+.*or set DATABASE_URL/,
  );
});

function made(folder: string, sql: string): string {
  const path = join(folder, 'queue.db');
  run(path, sql);
  return path;
}

function run(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
