import type { Clock } from '../../clock.ts';
import type { Forge, ListedSubject } from '../../forge/forge.ts';
import type { GiteaSettings } from '../../forge/gitea/settings.ts';
import type { ForgeKind, Repository } from '../../forge/model.ts';
import { nonEmpty } from '../../non-empty.ts';
import type { Desk } from './desk.ts';
import type { Remote } from './git-checkout.ts';
import { forgeOfHost } from './place.ts';
import { probe } from './probe.ts';
import type { Whereabouts } from './request.ts';
import { serverSettingsOf } from './server-settings.ts';
import { tokenFor } from './token.ts';

export type Connection = {
  forge: Forge;
  /** Open and closed subjects, each list most recently updated first. */
  list(repository: Repository, state: 'open' | 'closed'): AsyncIterable<ListedSubject>;
  /** What is left of the quota that is nearest to its end, as far as the forge has told. */
  quota(): Quota | undefined;
};

export type Quota = {
  remaining: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
};

/** The forge of a repository, for a token from the environment. */
export async function connect(
  { server, host }: Remote,
  whereabouts: Whereabouts,
  { environment, clock }: Pick<Desk, 'environment' | 'clock'>,
): Promise<Connection> {
  const { forge: told, tokenEnv } = whereabouts;
  const tokenOf = (kind: ForgeKind): string => tokenFor(kind, host, { tokenEnv, environment });
  const kind =
    told ?? forgeOfHost(host, environment) ?? (await probe(server, clock, () => tokenOf('gitea')));
  const settings = serverSettingsOf(kind, whereabouts);
  const token = tokenOf(kind);
  const rates = new Map<string, Quota>();
  const given = {
    token,
    host,
    clock,
    onRate: ({ resource, remaining, resetAt }: Quota & { resource: string }): void => {
      rates.set(resource, { remaining, resetAt });
    },
  };
  const quota = (): Quota | undefined =>
    [...rates.values()].toSorted((one, other) => one.remaining - other.remaining)[0];
  const api = apiOf(kind, server, host, environment);
  return kind === 'github'
    ? { ...(await connectToGithub({ ...given, apiUrl: api })), quota }
    : { ...(await connectToGitea({ ...given, kind, settings, baseUrl: api })), quota };
}

type Given = {
  token: string;
  host: string;
  clock: Clock;
  onRate: (rate: Quota & { resource: 'graphql' | 'rest' }) => void;
};

async function connectToGithub(
  given: Given & { apiUrl: string },
): Promise<Omit<Connection, 'quota'>> {
  const { githubClient } = await import('./github-client.ts');
  const { githubForge } = await import('../../forge/github/github-forge.ts');
  const { githubCalls } = await import('../../forge/github/calls.ts');
  const { listSubjects } = await import('../../forge/github/list-subjects.ts');
  const { host, clock, onRate } = given;
  const client = githubClient(given);
  const calls = githubCalls({ client, clock, onRate });
  return {
    forge: githubForge({ octokit: client, host, clock, onRate }),
    list: (repository, state) => listSubjects(calls, repository, { state }),
  };
}

async function connectToGitea(
  given: Given & { kind: 'gitea' | 'forgejo'; settings: GiteaSettings; baseUrl: string },
): Promise<Omit<Connection, 'quota'>> {
  const { giteaForge } = await import('../../forge/gitea/gitea-forge.ts');
  const { giteaCalls } = await import('../../forge/gitea/calls.ts');
  const { listSubjects } = await import('../../forge/gitea/list-subjects.ts');
  const calls = giteaCalls(given);
  return {
    forge: giteaForge(given),
    list: (repository, state) => listSubjects(calls, given.kind, repository, { state }),
  };
}

/** Where the API is; a runner says so for its own forge. */
function apiOf(
  kind: ForgeKind,
  server: string,
  host: string,
  environment: NodeJS.ProcessEnv,
): string {
  const runner = nonEmpty(environment['GITHUB_SERVER_URL']) ?? 'https://github.com';
  const isRunner = URL.canParse(runner) && new URL(runner).host === host;
  const api = environment['GITHUB_API_URL'] ?? '';
  if (isRunner && api !== '') return api;
  if (kind !== 'github') return server;
  return host === 'github.com' ? 'https://api.github.com' : `${server}/api/v3`;
}
