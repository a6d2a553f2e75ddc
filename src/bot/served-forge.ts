import type { Clock } from '../clock.ts';
import { builtInNotices } from '../hygiene/notice-files.ts';
import { githubApp } from './app.ts';
import { firstDeliveries } from './first-deliveries.ts';
import type { ForgeAtWork } from './forge-at-work.ts';
import type {
  ForgeConfiguration,
  GiteaConfiguration,
  GithubConfiguration,
} from './forge-configuration.ts';
import { giteaAtWork } from './gitea-at-work.ts';
import { giteaRoute } from './gitea-webhooks.ts';
import { giteaIntake } from './ingress/gitea.ts';
import { githubIntake } from './ingress/github.ts';
import { githubAtWork } from './installations.ts';
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
  forge: ForgeAtWork;
  /** Learns who we are, and reads again what was missed where the forge keeps it, until the signal aborts. */
  keepUp(signal: AbortSignal): Promise<void>;
};

type Shared = {
  queue: JobQueue;
  sweeper: Sweeper;
  wake: (dueAt: number) => void;
  clock: Clock;
  log: BotLog;
  metrics: Metrics;
};

const HOUR = 3_600_000;

export async function serveForge(
  configuration: ForgeConfiguration,
  shared: Shared,
): Promise<ServedForge> {
  return configuration.kind === 'github'
    ? serveGithub(configuration, shared)
    : serveGitea(configuration, shared);
}

async function serveGithub(
  configuration: GithubConfiguration,
  shared: Shared,
): Promise<ServedForge> {
  const { clock, log, metrics } = shared;
  const app = await githubApp(configuration, { accept: (delivery) => receive(delivery), log });
  const forge = await githubAtWork({
    configuration,
    client: app.client,
    clock,
    log,
    metrics,
    builtInNotices: builtInNotices(),
  });
  const receive = reception({ ...shared, forge, intakeOf: githubIntake });
  const recover = recoverMissed({ forge, receive, clock, log, metrics });
  return {
    route: app.route,
    forge,
    keepUp: keepUp(forge, shared, recover),
  };
}

/** Nobody keeps what could not be delivered: the sweeps find it. */
function serveGitea(configuration: GiteaConfiguration, shared: Shared): ServedForge {
  const { clock, log, metrics } = shared;
  const firsts = firstDeliveries(configuration.name, shared);
  const forge = giteaAtWork({
    configuration,
    clock,
    log,
    metrics,
    builtInNotices: builtInNotices(),
    wantedSince: (repository) => firsts.of(repository),
  });
  const { settings } = configuration;
  const receive = reception({
    ...shared,
    forge,
    intakeOf: (delivery, circumstances) => giteaIntake(delivery, { ...settings, ...circumstances }),
    heardOf: (repository) => firsts.note(repository),
  });
  return {
    route: giteaRoute(configuration, { accept: (delivery) => receive(delivery), log }),
    forge,
    keepUp: keepUp(forge, shared),
  };
}

/** At once and every hour; after a failure sooner. `recover` tells how many deliveries were missed. */
function keepUp(
  forge: ForgeAtWork & { introduce(): Promise<void> },
  { clock, log }: Shared,
  recover: (signal: AbortSignal) => Promise<number> = async () => 0,
): ServedForge['keepUp'] {
  const { name } = forge;
  return (signal) =>
    goRound({
      every: HOUR,
      clock,
      signal,
      async act() {
        if (forge.self() === undefined) {
          await forge.introduce();
          log.info('The forge knows us', { forge: name, login: forge.self() });
        }
        log.debug('The forge was asked', { forge: name, missed: await recover(signal) });
      },
      onError: (error) =>
        log.warn('The forge could not be asked', { forge: name, error: errorWords(error) }),
    });
}
