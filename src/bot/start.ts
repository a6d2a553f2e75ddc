import { type Clock, within } from '../clock.ts';
import type { BotConfiguration } from './configuration.ts';
import type { ForgeAtWork } from './forge-at-work.ts';
import { countRefusals } from './guard.ts';
import { botLog, errorWords, type BotLog } from './log.ts';
import { errands } from './look.ts';
import { createMetrics } from './metrics.ts';
import { deadLetterPages, healthPages, metricsPage, type Operations } from './operations.ts';
import { createPauses } from './pauses.ts';
import { openQueue } from './queue/open.ts';
import type { JobQueue } from './queue/queue.ts';
import { goRound } from './rounds.ts';
import { serveForge, type ServedForge } from './served-forge.ts';
import { listen, type RunningServer } from './server.ts';
import { createSweeper } from './sweep.ts';
import { answerWebhooks } from './webhooks.ts';
import { createWorker } from './worker.ts';

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

type Parts = { configuration: BotConfiguration; clock: Clock; log: BotLog; queue: JobQueue };

/** What runs in a bot, from its start to its end. */
type Engine = {
  webhooks: ReturnType<typeof answerWebhooks>;
  operations: { health: Operations; others: Operations };
  run(): Promise<unknown>;
};

/** Starts everything; rejects, with nothing left running, when the store or the port cannot be had. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { configuration, clock } = options;
  const log = botLog({ level: configuration.log.level, clock, write: options.write });
  const queue = options.queue ?? (await openStore(configuration, clock, log));
  const stopping = new AbortController();
  let servers: RunningServer[];
  let engine: Engine;
  try {
    engine = await assemble({ configuration, clock, log, queue }, stopping.signal);
    servers = await listenAll(configuration, engine, log);
  } catch (error) {
    await queue.close();
    throw error;
  }
  const running = engine.run().catch((error: unknown) => {
    log.error('The bot broke down', { error: errorWords(error) });
  });
  const [main, other = main] = servers;
  const [port, metricsPort] = [main?.port ?? 0, other?.port ?? 0];
  log.info('The bot listens', { host: configuration.server.host, port, metricsPort });

  const stop = async (): Promise<void> => {
    log.info('The bot stops');
    stopping.abort();
    await within(clock, GRACE, Promise.all([running, ...servers.map((server) => server.stop())]));
    for (const server of servers) server.cut();
    await queue.close();
    log.info('The bot has stopped');
  };
  let stopped: Promise<void> | undefined;
  return { port, metricsPort, queue, stop: () => (stopped ??= stop()) };
}

async function assemble(parts: Parts, signal: AbortSignal): Promise<Engine> {
  const { configuration, clock, log, queue } = parts;
  const { concurrency, sweepEvery } = configuration;
  const { token } = configuration.metrics;
  const metrics = createMetrics(
    () => queue,
    () => clock.now(),
  );
  const pauses = createPauses(clock);
  const refusals = countRefusals();

  const forges: ForgeAtWork[] = [];
  const errandOf = errands(forges);
  const worker = createWorker({ queue, errandOf, pauses, clock, concurrency, metrics, log });
  const { wake } = worker;
  const sweeper = createSweeper({ forges, queue, wake, pauses, clock, metrics, log });
  const served: ServedForge[] = [];
  for (const each of configuration.forges) {
    served.push(await serveForge(each, { queue, sweeper, wake, clock, log, metrics }));
  }
  forges.push(...served.map(({ forge }) => forge));

  const tellRefusals = async (): Promise<void> => {
    const refused = refusals.take();
    if (refused !== undefined) log.warn('Requests to the webhooks were refused', refused);
  };
  const failed = (error: unknown): void =>
    log.error('A round of the bot failed', { error: errorWords(error) });
  return {
    webhooks: answerWebhooks({
      routes: served.map(({ route }) => route),
      metrics,
      refusals,
      clock,
    }),
    operations: {
      health: healthPages({ queue, clock, isDraining: () => signal.aborted }),
      others: { ...metricsPage(metrics, token), ...deadLetterPages(queue, { clock, token, wake }) },
    },
    run: () =>
      Promise.all([
        worker.run(signal),
        sweeper.run(sweepEvery, signal),
        ...served.map((each) => each.keepUp(signal)),
        goRound({ every: MINUTE, clock, signal, act: tellRefusals, onError: failed }),
      ]),
  };
}

/** The webhooks' server, and one for operators where it is to be apart; both or none. */
async function listenAll(
  { server: { host, port }, metrics }: BotConfiguration,
  { webhooks, operations: { health, others } }: Engine,
  log: BotLog,
): Promise<RunningServer[]> {
  const pages = { ...health, ...others };
  if (metrics.port === undefined) {
    return [await listen({ host, port, operations: pages, webhooks, log })];
  }
  const main = await listen({ host, port, operations: health, webhooks, log });
  try {
    return [main, await listen({ host, port: metrics.port, operations: pages, log })];
  } catch (error) {
    await main.stop();
    throw error;
  }
}

function openStore({ queue }: BotConfiguration, clock: Clock, log: BotLog): Promise<JobQueue> {
  const onError = (error: unknown): void =>
    log.error('The queue has trouble', { error: errorWords(error) });
  return openQueue({ ...queue, clock, onError });
}
