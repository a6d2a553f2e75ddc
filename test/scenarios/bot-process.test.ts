import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { appKey } from '../support/bot-key.ts';
import { BotProcess } from '../support/bot-process.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import { COALESCED, liveBots } from '../support/live-bot.ts';
import { BAD, enforcingRepository, openPull } from '../support/live-pull.ts';

describe('a bot that is told to stop', () => {
  test('ends what is in hand, answers what comes in, and leaves the deadline behind', async (context) => {
    const here = await liveBots(context.onTestFinished);
    const { world } = here;
    enforcingRepository(here);
    const pull = openPull(here, BAD);
    here.pass(2 * MINUTE);
    const bot = await here.start();
    world.faults.next('write', { kind: 'meanwhile', happens: () => bot.kill('SIGTERM') });
    const statuses = await here.deliver();
    const half = await aHalfDelivery(bot.port);

    here.pass(COALESCED);
    await expect.poll(() => bot.linesOf('The bot stops').length, { timeout: 10_000 }).toBe(1);
    half.end('ing":"1"}');
    const [answer] = (await once(half.socket, 'data')) as [Buffer];
    const end = await bot.ended;

    expect(statuses.at(-1)).toBe(200);
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 .*connection: close/is);
    expect(end).toEqual({ code: 0, signal: null });
    expect(bot.errors).toBe('');
    expect(bot.linesOf('The bot has stopped')).toHaveLength(1);
    expect(world.noticesOn(pull)).toHaveLength(2);
    expect(world.labelsOn(pull)).toHaveLength(2);
    expect(world.checkOn(pull)?.conclusion).toBe('failure');
    expect(jobsIn(here.database)).toEqual([{ key: 'github/octo/hello#2', reason: 'deadline' }]);
  });

  test('before it listens, or twice, does not hang', async (context) => {
    const here = await liveBots(context.onTestFinished);
    const bot = await here.start();

    bot.kill('SIGTERM');
    bot.kill('SIGINT');
    const end = await bot.stop();

    expect([0, null]).toContain(end.code);
  });
});

describe('a bot that was started without a word about its memory', () => {
  test('takes the place of its own process, once, and stops like any other', async (context) => {
    const here = await liveBots(context.onTestFinished);
    const bot = new BotProcess({ environment: here.environment(), flags: [] });

    await bot.listening();
    const command = readFileSync(`/proc/${String(bot.pid)}/cmdline`, 'utf8').split('\0');
    const end = await bot.stop();

    expect(command.filter((each) => each.includes('semi-space'))).toEqual([
      '--max-semi-space-size=4',
    ]);
    expect(end).toEqual({ code: 0, signal: null });
    expect(bot.errors).toBe('');
    expect(bot.linesOf('The bot listens')).toHaveLength(1);
  });

  test('says what is wrong once', async () => {
    const bot = new BotProcess({ environment: {}, flags: [] });

    expect(await bot.ended).toEqual({ code: 2, signal: null });
    expect(bot.errors.split('Nothing says which forge')).toHaveLength(2);
  });
});

describe('a bot that cannot start', () => {
  test.each([
    ['with nothing said', {}, 2, ['Nothing says which forge']],
    [
      'with several mistakes in the environment, told at once',
      {
        APP_ID: 'seven',
        WEBHOOK_SECRET: 'development',
        PRIVATE_KEY: 'nope',
        PORT: '70000',
        SWEEP_EVERY: 'often',
      },
      2,
      ['app-id', 'WEBHOOK_SECRET|webhook-secret', 'RSA private key', '70000', 'often'],
    ],
    ['with a file that is not there', { BOT_CONFIG: '/nowhere/bot.yml' }, 2, ['/nowhere/bot.yml']],
  ])('%s ends with a list of what to do', async (_, environment, code, says) => {
    const bot = new BotProcess({ environment: { ...environment } });

    const end = await bot.ended;

    expect(end).toEqual({ code, signal: null });
    for (const word of says) expect(bot.errors).toMatch(new RegExp(word));
    expect(bot.said).not.toMatch(/\n\s+at |node:internal|development\b.*development/);
    expect(bot.log).toBe('');
  });

  test.each([
    [
      'a port that is taken',
      async (given: Given) => ({ ...given, PORT: String(await aTakenPort()) }),
      /EADDRINUSE/,
    ],
    [
      'a folder that is a file',
      async (given: Given) => ({ ...given, DATA_FOLDER: aFile('no folder') }),
      /EEXIST|ENOTDIR/,
    ],
    [
      'a file that is no database',
      async (given: Given) => ({
        ...given,
        DATA_FOLDER: aFolderWith('queue.db', 'x'.repeat(5000)),
      }),
      /database/,
    ],
    [
      'a PostgreSQL that is not there',
      async (given: Given) => ({
        ...given,
        DATABASE_URL: 'postgresql://bot:hunter2@127.0.0.1:9/none',
      }),
      /PostgreSQL|database/i,
    ],
  ])('because of %s says so in a line, and ends with 1', async (_, environmentOf, says) => {
    const environment = await environmentOf({
      APP_ID: '1',
      PRIVATE_KEY: appKey(),
      WEBHOOK_SECRET: 'a-long-random-secret',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_FOLDER: aFolderWith('other', ''),
    });
    const bot = new BotProcess({ environment });

    const end = await bot.ended;

    expect(end).toEqual({ code: 1, signal: null });
    expect(bot.errors).toMatch(says);
    expect(bot.errors.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(bot.said).not.toMatch(/\n\s+at |hunter2|PRIVATE KEY|a-long-random-secret/);
  });
});

type Given = Record<string, string>;

/** A request whose body has begun, with a signature that will not fit. */
async function aHalfDelivery(port: number) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const headers = [
    'POST /webhooks/github HTTP/1.1',
    'host: bot',
    'content-type: application/json',
    `x-hub-signature-256: sha256=${'0'.repeat(64)}`,
    'content-length: 15',
  ];
  socket.write(`${headers.join('\r\n')}\r\n\r\n{"noth`);
  return { socket, end: (text: string) => socket.write(text) };
}

async function aTakenPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function aFile(text: string): string {
  return join(aFolderWith('data', text), 'data');
}

function aFolderWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bot-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  return folder;
}

function jobsIn(path: string): unknown[] {
  expect(existsSync(path)).toBe(true);
  const database = new DatabaseSync(path, { readOnly: true });
  const jobs = database.prepare('SELECT key, reason FROM waiting').all();
  database.close();
  return jobs.map((job) => ({ ...job }));
}
