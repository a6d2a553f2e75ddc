import type { Clock } from '../clock.ts';
import { within } from '../clock.ts';
import { builtInNotices } from '../hygiene/notice-files.ts';
import { githubApp, type GithubApp } from './app.ts';
import type { BotConfiguration } from './configuration.ts';
import type { GithubConfiguration } from './forge-configuration.ts';
import { countRefusals } from './guard.ts';
import { githubAtWork, type GithubAtWork } from './installations.ts';
import { botLog, errorWords, type BotLog } from './log.ts';
import { errands } from './look.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { recoverMissed } from './missed.ts';
import { deadLetterPages, healthPages, metricsPage } from './operations.ts';
import { createPauses } from './pauses.ts';
import { openQueue } from './queue/open.ts';
import type { JobQueue } from './queue/queue.ts';
import { reception, type Receive } from './reception.ts';
import { listen, type RunningServer } from './server.ts';
import { createSweeper, type Sweeper } from './sweep.ts';
import { answerWebhooks } from './webhooks.ts';
import { createWorker, type Worker } from './worker.ts';

export type Bot = {
  /** The port the webhooks come in at. */
  port: number;
  /** The port of `/metrics`, which may be the same. */
  metricsPort: number;
  queue: JobQueue;
  /** Takes no more deliveries, ends what is in hand within ten seconds, and closes the queue. */
  stop(): Promise<void>;
};

export type BotOptions = {
  configuration: BotConfiguration;
  clock: Clock;
  /** Takes the log, a line at a time. */
  write: (line: string) => unknown;
  /** Absent: the one that the configuration names; the bot closes it. */
  queue?: JobQueue;
};

/** How long what is in hand may take once the bot was told to stop. */
const GRACE = 10_000;
const MINUTE = 60_000;
const MISSED_EVERY = 60 * MINUTE;

/** Starts everything; rejects, with nothing left running, when the store or the port cannot be had. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { configuration, clock } = options;
  const log = botLog({ level: configuration.log.level, clock, write: options.write });
  const queue = options.queue ?? (await openQueue(queueOptions(configuration, clock, log)));
  try {
    return await startWith(queue, { configuration, clock, log });
  } catch (error) {
    await queue.close();
    throw error;
  }
}

type Parts = { configuration: BotConfiguration; clock: Clock; log: BotLog };

async function startWith(queue: JobQueue, { configuration, clock, log }: Parts): Promise<Bot> {
  const metrics = createMetrics(
    () => queue,
    () => clock.now(),
  );
  const pauses = createPauses(clock);
  const refusals = countRefusals();
  const stopping = new AbortController();
  const { signal } = stopping;

  const forges: Served[] = [];
  const atWork: GithubAtWork[] = [];
  const errandOf = errands(atWork);
  const { concurrency } = configuration;
  const worker = createWorker({ queue, errandOf, pauses, clock, concurrency, metrics, log });
  const { wake } = worker;
  const sweeper = createSweeper({ forges: atWork, queue, wake, pauses, clock, metrics, log });
  for (const each of configuration.forges) {
    const served = await serve(each, { queue, sweeper, worker, clock, log, metrics });
    forges.push(served);
    atWork.push(served.forge);
  }

  const webhooks = answerWebhooks({
    routes: forges.map(({ app }) => app.route),
    metrics,
    refusals,
    clock,
  });
  const health = healthPages({ queue, clock, isDraining: () => signal.aborted });
  const { token } = configuration.metrics;
  const forOperators = {
    ...health,
    ...metricsPage(metrics, token),
    ...deadLetterPages(queue, { clock, token, wake }),
  };
  const { host, port } = configuration.server;
  const apart = configuration.metrics.port;
  const servers: RunningServer[] = [];
  try {
    const operations = apart === undefined ? forOperators : health;
    servers.push(await listen({ host, port, operations, webhooks, log }));
    if (apart !== undefined) {
      servers.push(await listen({ host, port: apart, operations: forOperators, log }));
    }
  } catch (error) {
    for (const server of servers) await server.stop();
    throw error;
  }

  const running = Promise.all([
    worker.run(signal),
    sweeper.run(configuration.sweepEvery, signal),
    ...forges.map((served) => keepUp(served, { clock, log, metrics, signal })),
    every(MINUTE, clock, signal, async () => {
      const refused = refusals.take();
      if (refused !== undefined) log.warn('Requests to the webhooks were refused', refused);
    }),
  ]);
  const [main, other] = servers;
  log.info('The bot listens', { host, port: main?.port, metricsPort: (other ?? main)?.port });

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    log.info('The bot stops');
    stopping.abort();
    const ended = Promise.all([running, ...servers.map((server) => server.stop())]);
    await within(clock, GRACE, ended);
    for (const server of servers) server.cut();
    await queue.close();
    log.info('The bot has stopped');
  };
  return {
    port: main?.port ?? 0,
    metricsPort: (other ?? main)?.port ?? 0,
    queue,
    stop: () => (stopped ??= stop()),
  };
}

type Served = { app: GithubApp; forge: GithubAtWork; receive: Receive };

/** One GitHub App: what comes in from it, and what is done for it. */
async function serve(
  configuration: GithubConfiguration,
  shared: {
    queue: JobQueue;
    sweeper: Sweeper;
    worker: Worker;
    clock: Clock;
    log: BotLog;
    metrics: Metrics;
  },
): Promise<Served> {
  const { queue, sweeper, worker, clock, log, metrics } = shared;
  const app: GithubApp = await githubApp(configuration, {
    accept: (delivery) => receive(delivery),
    log,
  });
  const forge = await githubAtWork({
    configuration,
    client: app.client,
    clock,
    log,
    metrics,
    builtInNotices: builtInNotices(),
  });
  const receive = reception({ forge, queue, sweeper, wake: worker.wake, clock, log });
  return { app, forge, receive };
}

/** Learns who we are, and reads again what was missed, at the start and every hour. */
async function keepUp(
  { forge, receive }: Served,
  shared: { clock: Clock; log: BotLog; metrics: Metrics; signal: AbortSignal },
): Promise<void> {
  const { clock, log, metrics, signal } = shared;
  const recover = recoverMissed({ forge, receive, clock, log, metrics });
  await every(
    MISSED_EVERY,
    clock,
    signal,
    async () => {
      if (forge.self() === undefined) await forge.introduce();
      const missed = await recover(signal);
      log.debug('Missed deliveries were looked for', { forge: forge.name, missed });
    },
    (error) =>
      log.warn('The app could not be asked', { forge: forge.name, error: errorWords(error) }),
  );
}

/** At once and then again and again, until the signal aborts; after a failure sooner. */
async function every(
  span: number,
  clock: Clock,
  signal: AbortSignal,
  act: () => Promise<void>,
  onError?: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    let next = span;
    try {
      await act();
    } catch (error) {
      onError?.(error);
      next = Math.min(span, MINUTE);
    }
    await clock.sleep(next, signal);
  }
}

function queueOptions(
  { queue }: BotConfiguration,
  clock: Clock,
  log: BotLog,
): Parameters<typeof openQueue>[0] {
  return {
    ...queue,
    clock,
    onError: (error) => log.error('The queue has trouble', { error: errorWords(error) }),
  };
}
