import type { Clock } from '../clock.ts';
import { UnexpectedAnswer } from '../forge/errors.ts';
import { giteaCalls, type GiteaConnection } from '../forge/gitea/calls.ts';
import { giteaForge } from '../forge/gitea/gitea-forge.ts';
import { listSubjects } from '../forge/gitea/list-subjects.ts';
import { agedServer, probeGitea } from '../forge/gitea/version.ts';
import type { Repository } from '../forge/model.ts';
import { accountKey, createMemory } from '../hygiene/memory.ts';
import { createPolicies } from '../hygiene/policies.ts';
import type { NoticeTemplates } from '../text/notice-view.ts';
import { countedFetch } from './counted-client.ts';
import type { ForgeAtWork, Place } from './forge-at-work.ts';
import type { GiteaConfiguration } from './forge-configuration.ts';
import type { BotLog } from './log.ts';
import type { Metrics } from './metrics.ts';

export type GiteaAtWork = ForgeAtWork & {
  /** Asks the server what it is, and who we are there, so that our own doings are known for what they are. */
  introduce(): Promise<void>;
};

/** One account on a Gitea or Forgejo: everything that it may write to is one place, reached with one token. */
export function giteaAtWork(given: {
  configuration: GiteaConfiguration;
  clock: Clock;
  log: BotLog;
  metrics: Pick<Metrics, 'requested' | 'rateLimit'>;
  builtInNotices: NoticeTemplates;
  wantedSince: (repository: Repository) => Promise<number | undefined>;
}): GiteaAtWork {
  const { configuration, clock, log, metrics, builtInNotices, wantedSince } = given;
  const { kind, name, url, host, token, settings } = configuration;
  const connection: GiteaConnection = {
    baseUrl: url,
    token,
    clock,
    fetch: countedFetch((outcome) => metrics.requested(name, 'rest', outcome)),
    onRate: (rate) => metrics.rateLimit(name, name, rate),
    log: { debug: (text) => log.debug('The forge', { forge: name, said: text }) },
  };
  const calls = giteaCalls(connection);
  const forge = giteaForge({ ...connection, kind, host, settings });
  const memory = createMemory();
  const policies = createPolicies({ forge, clock, builtInNotices });
  const place: Place = {
    account: name,
    world: { forge, policies, memory, clock },
    wantedSince,
    // The closed ones may have been put right.
    async *changedSince(repository, since, { labels, madeSince }) {
      for await (const subject of listSubjects(calls, kind, repository, { state: 'open', since })) {
        if (subject.createdAt === undefined || subject.createdAt >= madeSince) yield subject;
      }
      for (const label of labels) {
        yield* listSubjects(calls, kind, repository, { state: 'closed', label, since });
      }
    },
  };
  let self: string | undefined;

  return {
    name,
    self: () => self,
    async introduce() {
      const server = await probeGitea(connection);
      if (server.kind !== kind) {
        throw new UnexpectedAnswer(
          `${url} is configured as ${kind}, but says that it is ${server.kind} ${server.version}: correct the kind in bot.yml`,
        );
      }
      const aged = agedServer(server);
      if (aged !== undefined) log.warn(aged, { forge: name });
      self = (await forge.self()).login;
    },
    placeOf: async () => place,
    async *places() {
      yield place;
    },
    // A token reaches everything it may: there is no installation to know.
    learn: () => undefined,
    forget(what) {
      switch (what.what) {
        case 'repository':
          policies.forget(what.repository);
          return;
        case 'owner':
          policies.forgetOwner(what.owner);
          return;
        case 'person':
          memory.permissions.delete(accountKey(what.repository, what.login));
          return;
        case 'home':
        case 'installation':
      }
    },
  };
}
