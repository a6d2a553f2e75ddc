import type { Clock } from '../clock.ts';
import { builtInNotices } from '../hygiene/notice-files.ts';
import { githubApp } from './app.ts';
import type { ForgeConfiguration } from './forge-configuration.ts';
import { githubAtWork, type GithubAtWork } from './installations.ts';
import { errorWords, type BotLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import { recoverMissed } from './missed.ts';
import type { JobQueue } from './queue/queue.ts';
import { reception } from './reception.ts';
import { goRound } from './rounds.ts';
import type { Sweeper } from './sweep.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** A forge that the bot serves: where its deliveries come in, and where its subjects are. */
export type ServedForge = {
  route: WebhookRoute;
  forge: GithubAtWork;
  /** Learns who we are and reads again what was missed, at once and every hour, until the signal aborts. */
  keepUp(signal: AbortSignal): Promise<void>;
};

const MISSED_EVERY = 3_600_000;

export async function serveForge(
  configuration: ForgeConfiguration,
  shared: {
    queue: JobQueue;
    sweeper: Sweeper;
    wake: (dueAt: number) => void;
    clock: Clock;
    log: BotLog;
    metrics: Metrics;
  },
): Promise<ServedForge> {
  const { queue, sweeper, wake, clock, log, metrics } = shared;
  const { name } = configuration;
  const app = await githubApp(configuration, { accept: (delivery) => receive(delivery), log });
  const forge = await githubAtWork({
    configuration,
    client: app.client,
    clock,
    log,
    metrics,
    builtInNotices: builtInNotices(),
  });
  const receive = reception({ forge, queue, sweeper, wake, clock, log });
  const recover = recoverMissed({ forge, receive, clock, log, metrics });
  return {
    route: app.route,
    forge,
    keepUp: (signal) =>
      goRound({
        every: MISSED_EVERY,
        clock,
        signal,
        async act() {
          if (forge.self() === undefined) await forge.introduce();
          const missed = await recover(signal);
          log.debug('Missed deliveries were looked for', { forge: name, missed });
        },
        onError: (error) =>
          log.warn('The app could not be asked', { forge: name, error: errorWords(error) }),
      }),
  };
}
