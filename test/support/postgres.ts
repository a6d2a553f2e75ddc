import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PgBoss } from 'pg-boss';
import { requireInCi } from './available.ts';

/** Names a server to use instead of a throwaway one; its user must be allowed to create databases. */
const SERVER_VARIABLE = 'TEST_DATABASE_URL';
const DEBIAN = '/usr/lib/postgresql';

/**
 * Ends the server when standard input is closed, which also happens when the test process is killed: nothing stays
 * behind. The shell gives a background process no standard input of its own, hence descriptor 3.
 */
const SUPERVISED = `
  exec 3<&0
  "$@" </dev/null 3<&- & server=$!
  (read -r _ <&3; kill -INT $server) & watch=$!
  wait $server
  kill $watch 2>/dev/null`;

export interface Postgres {
  /** A connection string of a new, empty database. */
  newDatabase(): Promise<string>;
  drop(database: string): Promise<void>;
  /** As it happens to a server: all connections are cut, and what was committed is there again afterwards. */
  shutDown(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether there is a PostgreSQL to test with, for `describe.runIf`; in CI its absence is a failure. */
export function hasPostgres(): boolean {
  const isThere = process.env[SERVER_VARIABLE] !== undefined || programs() !== undefined;
  return requireInCi(
    'PostgreSQL',
    isThere,
    `install it (Debian: postgresql), or name a server in ${SERVER_VARIABLE}`,
  );
}

/** Whether the server is a throwaway one, which a test may shut down. */
export function isThrowaway(): boolean {
  return process.env[SERVER_VARIABLE] === undefined;
}

export async function startPostgres(): Promise<Postgres> {
  const given = process.env[SERVER_VARIABLE];
  return given === undefined ? startThrowaway() : useServer(given);
}

async function startThrowaway(): Promise<Postgres> {
  const bin = programs();
  if (bin === undefined) throw new Error('PostgreSQL is absent');
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const start = (): Promise<ChildProcess> =>
    serve(
      [join(bin, 'postgres'), '-D', data, ...settings.flatMap((it) => ['-c', it])],
      folder,
      user,
    );
  let server = await start();
  const url = (database: string): string =>
    `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const admin = await administrate(url('postgres'));

  return {
    newDatabase: async () => url(await admin.create()),
    drop: (database) => admin.drop(nameOf(database)),
    shutDown: async () => {
      await end(server);
    },
    startAgain: async () => {
      server = await start();
    },
    stop: async () => {
      await admin.stop();
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function useServer(url: string): Promise<Postgres> {
  const admin = await administrate(url);
  return {
    newDatabase: async () => {
      const address = new URL(url);
      address.pathname = `/${await admin.create()}`;
      return address.href;
    },
    drop: (database) => admin.drop(nameOf(database)),
    shutDown: notOurs,
    startAgain: notOurs,
    stop: () => admin.stop(),
  };
}

function nameOf(connectionString: string): string {
  return new URL(connectionString).pathname.slice(1);
}

async function notOurs(): Promise<void> {
  throw new Error(`the server of ${SERVER_VARIABLE} is not ours to shut down`);
}

type Administrator = {
  create: () => Promise<string>;
  drop: (name: string) => Promise<void>;
  stop: () => Promise<void>;
};

/** Uses pg-boss's own connections, so that the tests need no second client. */
async function administrate(connectionString: string): Promise<Administrator> {
  const schema = 'agent_run_test_admin';
  const boss = new PgBoss({ connectionString, schema, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  const db = boss.getDb();
  return {
    create: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await db.executeSql(`CREATE DATABASE ${name}`);
      return name;
    },
    drop: async (name) => {
      await db.executeSql(`DROP DATABASE ${name} WITH (FORCE)`);
    },
    stop: () => boss.stop({ graceful: false }),
  };
}

type User = { uid: number; gid: number };

async function serve(
  command: readonly string[],
  cwd: string,
  user: User | undefined,
): Promise<ChildProcess> {
  const server = spawn('/bin/sh', ['-c', SUPERVISED, 'sh', ...command], {
    ...user,
    cwd,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return server;
    }
  }
  throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.stdin?.end();
  await gone;
}

/** The folder with `postgres` and `initdb`: one on PATH, or Debian's newest. */
function programs(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN, version, 'bin')),
  ];
  return folders.find((folder) =>
    ['postgres', 'initdb'].every((program) => isExecutable(join(folder, program))),
  );
}

/** PostgreSQL refuses to run as root. */
function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found =
    users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (found === undefined) throw new Error('There is no user but root to run PostgreSQL as');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
