import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type BotConfiguration, readConfiguration } from '../../src/bot/configuration.ts';
import { appKey } from '../support/bot-key.ts';

const KEY = appKey();
const APP = { APP_ID: '12', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'a long secret' };

type Given = { environment?: Record<string, string>; files?: Record<string, string> };

function read({ environment = {}, files = {} }: Given): ReturnType<typeof readConfiguration> {
  return readConfiguration({
    environment,
    readFile: (path) => {
      if (path === '/locked') throw Object.assign(new Error('no'), { code: 'EACCES' });
      return files[path];
    },
  });
}

function configurationOf(given: Given): BotConfiguration {
  const found = read(given);
  if ('problems' in found) throw new Error(found.problems.join('\n'));
  return found.configuration;
}

function problemsOf(given: Given): readonly string[] {
  const found = read(given);
  return 'problems' in found ? found.problems : [];
}

const FILE = `
host: 127.0.0.1
port: 8080
data: /var/lib/bot
log-level: warn
concurrency: 2
sweep-every: 15m
metrics: { port: 9090, token: { variable: METRICS } }
forges:
  - name: hub
    kind: github
    app-id: 34
    private-key: { file: /run/key }
    webhook-secret: { variable: HOOK }
    api-url: https://ghe.example.com/api/v3/
`;

const TEA = `
forges:
  - name: tea
    kind: gitea
    url: https://tea.example.com/git/
    token: { variable: T }
    webhook-secret: { variable: H }
`;

describe('the configuration', () => {
  test('of one GitHub App is in the environment', () => {
    const { forges, ...rest } = configurationOf({ environment: APP });

    expect(rest).toEqual({
      server: { host: '0.0.0.0', port: 3000 },
      metrics: {},
      queue: { sqlitePath: 'data/queue.db' },
      log: { level: 'info' },
      concurrency: 8,
      sweepEvery: 3_600_000,
    });
    expect(forges).toEqual([
      {
        kind: 'github',
        name: 'github',
        apiUrl: 'https://api.github.com',
        host: 'github.com',
        appId: 12,
        privateKey: expect.stringContaining('BEGIN PRIVATE KEY') as string,
        webhookSecret: 'a long secret',
      },
    ]);
  });

  test('is in bot.yml, with secrets by the names of their places', () => {
    const environment = { HOOK: 'h', METRICS: 'm', DATABASE_URL: 'postgres://db/bot' };
    const found = configurationOf({ environment, files: { 'bot.yml': FILE, '/run/key': KEY } });

    expect(found).toMatchObject({
      server: { host: '127.0.0.1', port: 8080 },
      metrics: { port: 9090, token: 'm' },
      queue: { databaseUrl: 'postgres://db/bot', sqlitePath: '/var/lib/bot/queue.db' },
      log: { level: 'warn' },
      concurrency: 2,
      sweepEvery: 900_000,
      forges: [{ name: 'hub', host: 'ghe.example.com', apiUrl: 'https://ghe.example.com/api/v3' }],
    });
  });

  test('may list forges of every kind', () => {
    const jo = TEA.replace('forges:\n', '')
      .replace('name: tea', 'name: berg')
      .replace('kind: gitea', 'kind: forgejo')
      .replace('tea.example.com/git/', 'berg.example.com:3000/api/v1');
    const environment = { HOOK: 'h', METRICS: 'm', T: 'token', H: 'secret' };
    const files = { 'bot.yml': `${FILE}${TEA.replace('\nforges:\n', '')}${jo}`, '/run/key': KEY };

    expect(configurationOf({ environment, files }).forges).toMatchObject([
      { kind: 'github' },
      {
        kind: 'gitea',
        name: 'tea',
        url: 'https://tea.example.com/git',
        host: 'tea.example.com',
        token: 'token',
        webhookSecret: 'secret',
      },
      {
        kind: 'forgejo',
        name: 'berg',
        url: 'https://berg.example.com:3000',
        host: 'berg.example.com:3000',
      },
    ]);
  });

  test('knows what the server of a forge was told, and leaves the rest as it comes', () => {
    const told = `${TEA}    draft-prefixes: ['Later:']\n    closing-keywords: close, löst\n`;

    expect(
      configurationOf({ environment: { T: 't', H: 'h' }, files: { 'bot.yml': told } }).forges,
    ).toMatchObject([
      { settings: { draftPrefixes: ['Later:'], closingKeywords: ['close', 'löst'] } },
    ]);
    expect(
      configurationOf({ environment: { T: 't', H: 'h' }, files: { 'bot.yml': TEA } }).forges,
    ).toEqual([expect.objectContaining({ settings: {} })]);
  });

  test('of the environment wins over the file, which may be named', () => {
    const environment = { HOOK: 'h', METRICS: 'm', PORT: '1', BOT_CONFIG: '/etc/bot.yml' };
    const files = { '/etc/bot.yml': FILE, '/run/key': KEY };

    expect(configurationOf({ environment, files }).server.port).toBe(1);
  });

  test.each([
    ['with line breaks written out', KEY.replaceAll('\n', String.raw`\n`)],
    ['in base64', Buffer.from(KEY).toString('base64')],
  ])('may hold the key %s', (_, key) => {
    const found = configurationOf({ environment: { ...APP, PRIVATE_KEY: key } });

    expect(found.forges[0]).toMatchObject({
      privateKey: expect.stringContaining('BEGIN PRIVATE KEY') as string,
    });
  });

  test.each([
    ['https://api.github.com', 'github.com'],
    ['https://api.octo.ghe.com', 'octo.ghe.com'],
    ['https://ghe.example.com:8443/api/v3', 'ghe.example.com:8443'],
  ])('knows where people see %s', (url, host) => {
    const found = configurationOf({ environment: { ...APP, GITHUB_API_URL: url } });

    expect(found.forges[0]?.host).toBe(host);
  });
});

describe('a configuration that is wrong', () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

  test.each<[string, Given, string]>([
    ['nothing at all', {}, 'Nothing says which forge'],
    ['a file that is not there', { environment: { BOT_CONFIG: 'x.yml' } }, 'no such file'],
    ['a file that is no YAML', { files: { 'bot.yml': 'a: [' } }, 'bot.yml is not YAML'],
    ['a file that is a list', { files: { 'bot.yml': '- a' } }, 'expected a map of settings'],
    ['an empty file', { files: { 'bot.yml': '' } }, 'app-id: expected the number'],
    ['no app', { environment: { ...APP, APP_ID: '' } }, 'app-id: expected the number'],
    ['a name as app', { environment: { ...APP, APP_ID: 'mine' } }, 'found "mine"'],
    ['no key', { environment: { ...APP, PRIVATE_KEY: '' } }, 'PRIVATE_KEY_PATH to its file'],
    [
      'two keys',
      { environment: { ...APP, PRIVATE_KEY_PATH: '/run/key' } },
      'both PRIVATE_KEY and PRIVATE_KEY_PATH',
    ],
    [
      'a key file that is not there',
      { environment: { ...APP, PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/gone' } },
      '"/gone" cannot be read (ENOENT)',
    ],
    [
      'a key file that is closed',
      { environment: { ...APP, PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/locked' } },
      '(EACCES)',
    ],
    ['a key that is none', { environment: { ...APP, PRIVATE_KEY: 'key' } }, 'RSA private key'],
    [
      'a key of another kind',
      { environment: { ...APP, PRIVATE_KEY: elliptic } },
      'RSA private key',
    ],
    ['no secret', { environment: { ...APP, WEBHOOK_SECRET: '' } }, 'WEBHOOK_SECRET is not set'],
    ['a blank secret', { environment: { ...APP, WEBHOOK_SECRET: ' \n' } }, 'nothing but blanks'],
    ['a known secret', { environment: { ...APP, WEBHOOK_SECRET: 'development' } }, 'well-known'],
    ['a port that is none', { environment: { ...APP, PORT: '70000' } }, 'port: expected a port'],
    ['a span without unit', { environment: { ...APP, SWEEP_EVERY: '60' } }, 'such as 1h'],
    ['a level that is none', { environment: { ...APP, LOG_LEVEL: 'loud' } }, 'found "loud"'],
    [
      'a name that is no part of a path',
      { environment: { ...APP, WEBHOOK_NAME: 'a/b' } },
      'letters, digits and dashes',
    ],
    [
      'an address that is none',
      { environment: { ...APP, GITHUB_API_URL: 'ftp://x' } },
      'begins with https://',
    ],
    ['a slip', { environment: APP, files: { 'bot.yml': 'prot: 1' } }, 'Did you mean "port"?'],
    [
      'a slip in a forge',
      { files: { 'bot.yml': 'forges: [{ kind: github, name: a, appid: 1 }]' } },
      'Did you mean "app-id"?',
    ],
    ['no forges', { files: { 'bot.yml': 'forges: []' } }, 'at least one forge'],
    [
      'a forge of no kind that is known',
      { files: { 'bot.yml': 'forges: [{ kind: gitlab, name: lab }]' } },
      'the kind github, gitea or forgejo',
    ],
    [
      'no token of a Gitea',
      { environment: { H: 'h' }, files: { 'bot.yml': TEA } },
      'forges.0.token: the environment variable T is not set',
    ],
    [
      'no secret of a Gitea',
      { environment: { T: 't' }, files: { 'bot.yml': TEA } },
      'forges.0.webhook-secret: the environment variable H is not set',
    ],
    [
      'a token that is written out',
      { files: { 'bot.yml': TEA.replace('{ variable: T }', 't') } },
      'Secrets are not written into bot.yml',
    ],
    [
      'a keyword of two words',
      { files: { 'bot.yml': `${TEA}    closing-keywords: [takes care of]\n` } },
      'forges.0.closing-keywords: expected words of up to 40 letters, such as "fixes", found "takes care of".',
    ],
    [
      'shared repositories of GitHub, whose name is fixed',
      {
        files: {
          'bot.yml': 'forges: [{ kind: github, name: a, shared-repositories: [.profile] }]',
        },
      },
      '"shared-repositories" is not a setting',
    ],
    [
      'one name for two',
      {
        environment: { HOOK: 'h', METRICS: 'm' },
        files: {
          'bot.yml': `${FILE}${FILE.slice(FILE.indexOf('  - name'))}`,
          '/run/key': KEY,
        },
      },
      'the name of more than one forge',
    ],
  ])('(%s) says what to do', (_, given, says) => {
    expect(problemsOf(given)).toContainEqual(expect.stringContaining(says));
  });

  test('is told all at once', () => {
    const environment = { APP_ID: 'x', PORT: 'y', PRIVATE_KEY: 'z', LOG_LEVEL: 'w' };

    expect(problemsOf({ environment })).toHaveLength(5);
  });

  test('is told all at once of what a server was told, too', () => {
    const told = `${TEA}    closing-keywords: []\n    draft-prefixes: 5\n    shared-repositories: a/b\n`;

    expect(problemsOf({ files: { 'bot.yml': `port: x\n${told}` } })).toHaveLength(6);
  });

  test('never shows a secret', () => {
    const environment = { ...APP, PRIVATE_KEY: 'hunter2', WEBHOOK_SECRET: 'development' };
    const files = {
      'bot.yml':
        'forges: [{ kind: github, name: a, app-id: 1, webhook-secret: hunter2, private-key: hunter2 }]',
    };

    expect(problemsOf({ environment }).join()).not.toContain('hunter2');
    expect(problemsOf({ environment, files })).toContainEqual(
      expect.stringContaining('Secrets are not written into bot.yml'),
    );
    expect(problemsOf({ environment, files }).join()).not.toContain('hunter2');
  });
});
