import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Sections of `app.ini`; the one without a name comes first. */
export type Settings = Readonly<
  Record<string, Readonly<Record<string, string | number | boolean>>>
>;

export type ServerPlace = { folder: string; port: number; programFolder: string };

/** As small and as quick as the servers can be, and allowed to speak to loopback. */
export function settingsOf({ folder, port, programFolder }: ServerPlace): Settings {
  return {
    '': {
      APP_NAME: 'A server of a test',
      RUN_MODE: 'prod',
      RUN_USER: userInfo().username,
      // Containers often have no other user than root.
      I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: true,
      WORK_PATH: folder,
    },
    server: {
      PROTOCOL: 'http',
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: port,
      ROOT_URL: `http://127.0.0.1:${port}/`,
      LOCAL_ROOT_URL: `http://127.0.0.1:${port}/`,
      OFFLINE_MODE: true,
      DISABLE_SSH: true,
      LFS_START_SERVER: false,
      // A program that was built without them reads its pages from a folder beside it.
      ...(existsSync(join(programFolder, 'templates')) ? { STATIC_ROOT_PATH: programFolder } : {}),
    },
    database: { DB_TYPE: 'sqlite3', PATH: join(folder, 'server.db'), SQLITE_JOURNAL_MODE: 'WAL' },
    repository: { ROOT: join(folder, 'repositories'), DEFAULT_BRANCH: 'main' },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: 'a-key-of-a-test',
      INTERNAL_TOKEN: 'a-token-of-a-test-that-only-the-server-itself-knows',
      // Since Gitea 1.27 in this section.
      ALLOWED_HOST_LIST: 'loopback',
    },
    webhook: { ALLOWED_HOST_LIST: 'loopback' },
    service: { DISABLE_REGISTRATION: true, ENABLE_NOTIFY_MAIL: false },
    actions: { ENABLED: true },
    indexer: { ISSUE_INDEXER_TYPE: 'db', REPO_INDEXER_ENABLED: false },
    mailer: { ENABLED: false },
    picture: { DISABLE_GRAVATAR: true },
    cron: { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'Warn', ROOT_PATH: join(folder, 'log') },
  };
}

/** The later ones win, key by key. */
export function iniOf(...all: readonly Settings[]): string {
  const sections = [...new Set(all.flatMap((settings) => Object.keys(settings)))];
  return sections
    .map((section) => {
      const keys = Object.assign({}, ...all.map((settings) => settings[section] ?? {})) as object;
      const lines = Object.entries(keys).map(([key, value]) => `${key} = ${String(value)}`);
      return [...(section === '' ? [] : [`[${section}]`]), ...lines, ''].join('\n');
    })
    .join('\n');
}
