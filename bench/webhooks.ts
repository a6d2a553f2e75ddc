import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import autocannon from 'autocannon';
import { BotProcess } from '../test/support/bot-process.ts';
import { githubServer } from '../test/support/forge-world/github/server.ts';
import { forgeWorld } from '../test/support/forge-world/world.ts';
import {
  AS_INSTALLED,
  botEnvironment,
  deliveryAbout,
  type SignedRequest,
  withFolder,
} from './bot-scene.ts';
import { atMost, megabytes, type Measure, type Row } from './measure.ts';

const CONNECTIONS = 16;
const EACH = 400;
const WARM_UP = 2;
const SECONDS = 8;
const LEAST_RATE = 1000;
const LONGEST = 150;
const MOST_MEMORY = 200e6;

type Served = { url: string; pid: number };

/** Webhooks a second, each kept for good before it is answered, beside Probot alone, which keeps nothing. */
export const webhooks: Measure = async () => {
  const lanes = Array.from({ length: CONNECTIONS }, (_, lane) =>
    Array.from({ length: EACH }, (_each, index) => deliveryAbout(1 + lane * EACH + index)),
  );
  const bot = await withFolder((folder) => measureBot(folder, lanes));
  const plain = await measurePlain(lanes);
  return {
    title: 'Webhooks',
    rows: [
      ...rowsFor('the bot', bot, true),
      ...rowsFor('Probot alone, keeps nothing', plain, false),
    ],
    notes: [
      `${String(CONNECTIONS)} connections, signed payloads of 24 KB about ${String(CONNECTIONS * EACH)} pull requests, ` +
        `${String(SECONDS)} s after ${String(WARM_UP)} s that do not count, each server in a process of its own. The ` +
        'program that sends runs on the same processors. While it takes webhooks the bot also looks at what is due.',
    ],
  };
};

async function measureBot(folder: string, lanes: readonly SignedRequest[][]): Promise<Measured> {
  const world = forgeWorld({ clock: { now: () => Date.now() } });
  world.repository({ files: { '.github/hygiene.yml': 'version: 1\nmode: off\n' } });
  const github = await githubServer(world);
  const bot = new BotProcess({ ...AS_INSTALLED, environment: botEnvironment(folder, github.url) });
  try {
    const { url, pid } = await bot.listening();
    return await measureServer({ url, pid }, lanes);
  } finally {
    await bot.stop();
    await github.close();
  }
}

async function measurePlain(lanes: readonly SignedRequest[][]): Promise<Measured> {
  const program = resolve(import.meta.dirname, 'plain-probot.ts');
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { port } = JSON.parse(line.toString()) as { port: number };
    return await measureServer({ url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 }, lanes);
  } finally {
    child.kill();
    await ended;
  }
}

type Measured = { rate: number; p50: number; p99: number; failed: number; peak: number };

async function measureServer(
  { url, pid }: Served,
  lanes: readonly SignedRequest[][],
): Promise<Measured> {
  const send = (duration: number): Promise<autocannon.Result> => {
    let lane = 0;
    return autocannon({
      url,
      connections: CONNECTIONS,
      duration,
      setupClient: (client) => client.setRequests((lanes[lane++ % lanes.length] ?? []).slice()),
    });
  };
  await send(WARM_UP);
  const { requests, latency, non2xx, errors } = await send(SECONDS);
  return {
    rate: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    failed: non2xx + errors,
    peak: peakMemory(pid),
  };
}

function peakMemory(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function rowsFor(who: string, measured: Measured, isOurs: boolean): Row[] {
  const { rate, p50, p99, failed, peak } = measured;
  const row = (what: string, value: string, bar: Row['bar']): Row => ({
    what: `${who}: ${what}`,
    value,
    ...(isOurs && bar !== undefined ? { bar } : {}),
  });
  return [
    row('webhooks a second', rate.toFixed(0), {
      text: `at least ${String(LEAST_RATE)}`,
      holds: rate >= LEAST_RATE,
    }),
    row(
      'median / 99 %',
      `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`,
      atMost(p99, LONGEST, '99 % within 150 ms'),
    ),
    row('not answered with 2xx', String(failed), atMost(failed, 0, 'none')),
    row('memory at its peak', megabytes(peak), atMost(peak, MOST_MEMORY, 'at most 200 MB')),
  ];
}
