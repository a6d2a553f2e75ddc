import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turnOfTheLoop, setTimeout as aMoment } from 'node:timers/promises';
import type { BotConfiguration } from '../src/bot/configuration.ts';
import { type Bot, startBot } from '../src/bot/start.ts';
import { appKey } from '../test/support/bot-key.ts';
import type { Delivery } from '../test/support/forge-world/github/deliveries.ts';
import { githubServer, type GithubServer } from '../test/support/forge-world/github/server.ts';
import { START } from '../test/support/forge-world/ground.ts';
import type { CountedRequest } from '../test/support/forge-world/requests.ts';
import { type ForgeWorld, forgeWorld } from '../test/support/forge-world/world.ts';
import { WalkedClock } from '../test/support/walked-clock.ts';

const SECRET = 'the secret of a demo';
const FORGE = 'github';
const SWEEP_EVERY = 3_600_000;
/** So long the demo waits, in real time, for what it waits for. */
const PATIENCE = 5000;

/** A webhook as it went over the wire, and what came back. */
export type Delivered = {
  event: string;
  bytes: number;
  status: number;
  /** Until the answer was there, in real milliseconds. */
  took: number;
  /** Jobs in the file of the queue right after the answer. */
  onDisk: readonly string[];
};

/** The real bot before a GitHub of this machine: HTTP, SQLite and signatures are real, only the time is moved by hand. */
export type Stage = {
  readonly clock: WalkedClock;
  readonly world: ForgeWorld;
  /** What the bot logged, a line each. */
  readonly log: readonly string[];
  /** Sends the webhooks of what people did since the last time. */
  deliver(): Promise<Delivered[]>;
  /** Lets time pass, and the bot do what it then does. */
  pass(ms: number): Promise<void>;
  /** Requests of the bot since the last time, those of sweeps left out. */
  takeRequests(): readonly CountedRequest[];
  /** Ends the bot and the server, and removes the files. */
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-run-bot-demo-'));
  const clock = new WalkedClock(START);
  const world = forgeWorld({ clock });
  const log: string[] = [];
  const github = await githubServer(world, { secret: SECRET });
  const sqlitePath = join(folder, 'queue.db');
  const bot = await startBot({
    configuration: configurationFor({ apiUrl: github.url, host: world.traits.host, sqlitePath }),
    clock,
    write: (line) => log.push(line),
  });
  const rest = (): Promise<void> => untilIdle({ world, log, bot, clock });
  return {
    clock,
    world,
    log,
    deliver: () => deliverAll({ github, bot, sqlitePath }),
    pass: (ms) => clock.walk(ms, rest),
    takeRequests() {
      const all = world.requests.entries;
      world.requests.forget();
      return withoutSweeps(all);
    },
    async close() {
      await stop(bot, clock);
      await rm(folder, { recursive: true, force: true });
      await github.close();
    },
  };
}

function configurationFor(given: {
  apiUrl: string;
  host: string;
  sqlitePath: string;
}): BotConfiguration {
  const { apiUrl, host, sqlitePath } = given;
  return {
    server: { host: '127.0.0.1', port: 0 },
    metrics: {},
    queue: { sqlitePath },
    log: { level: 'debug' },
    concurrency: 4,
    sweepEvery: SWEEP_EVERY,
    forges: [
      {
        kind: 'github',
        name: FORGE,
        apiUrl,
        host,
        appId: 1,
        privateKey: appKey(),
        webhookSecret: SECRET,
      },
    ],
  };
}

/** Without those of the hourly sweeps through the repository, each of which begins with a request of its own. */
function withoutSweeps(all: readonly CountedRequest[]): CountedRequest[] {
  const sweeps = all.filter(({ name }) => name === 'GET installation/repositories');
  return all.filter(({ at }) => sweeps.every((sweep) => sweep.at !== at));
}

type Wire = { github: GithubServer; bot: Bot; sqlitePath: string };

async function deliverAll({ github, bot, sqlitePath }: Wire): Promise<Delivered[]> {
  const url = `http://127.0.0.1:${bot.port}/webhooks/${FORGE}`;
  const told: Delivered[] = [];
  for (const delivery of github.deliveries.take({ ownToo: false })) {
    const began = performance.now();
    const status = await github.deliveries.send(delivery, url);
    const took = performance.now() - began;
    const bytes = Buffer.byteLength(delivery.body);
    told.push({ event: nameOf(delivery), bytes, status, took, onDisk: jobsOnDisk(sqlitePath) });
  }
  return told;
}

function nameOf({ event, action }: Delivery): string {
  return action === null ? event : `${event}.${action}`;
}

/** Read from the file itself, as another process would after a crash. */
function jobsOnDisk(path: string): string[] {
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = file.prepare('SELECT key FROM waiting UNION SELECT key FROM held').all();
    return rows.map(({ key }) => String(key));
  } finally {
    file.close();
  }
}

type Bystander = { world: ForgeWorld; log: readonly string[]; bot: Bot; clock: WalkedClock };

/** Until nothing is in hand, and for some moments nothing was asked or logged. */
async function untilIdle({ world, log, bot, clock }: Bystander): Promise<void> {
  const end = performance.now() + PATIENCE;
  let before = '';
  for (let same = 0; same < 3;) {
    for (let turn = 0; turn < 10; turn += 1) await turnOfTheLoop();
    const { due, claimed } = await bot.queue.counts(clock.now());
    const now = `${world.requests.total} ${log.length}`;
    same = now === before && claimed === 0 && due === 0 ? same + 1 : 0;
    before = now;
    if (performance.now() > end) throw new Error('The bot does not come to rest.');
    if (same === 1) await aMoment(1);
  }
}

/** Time moves while the bot stops: it waits by this clock for what does not end. */
async function stop(bot: Bot, clock: WalkedClock): Promise<void> {
  const stopped = new AbortController();
  const stopping = bot.stop().finally(() => stopped.abort());
  while (!stopped.signal.aborted) await clock.walk(500, () => aMoment(2));
  await stopping;
}
