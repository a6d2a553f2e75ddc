import { z } from 'zod';
import { BoundedMap } from '../bounded-map.ts';
import { type Clock, TIMED_OUT, within } from '../clock.ts';
import { Forbidden, ForgeUnavailable, UnexpectedAnswer } from '../forge/errors.ts';
import { githubCalls, type GithubCalls, type GithubClient } from '../forge/github/calls.ts';
import { githubForge } from '../forge/github/github-forge.ts';
import type { Repository } from '../forge/model.ts';
import { accountKey, createMemory } from '../hygiene/memory.ts';
import { createPolicies } from '../hygiene/policies.ts';
import type { NoticeTemplates } from '../text/notice-view.ts';
import { countedClient } from './counted-client.ts';
import type { ForgeAtWork, Place } from './forge-at-work.ts';
import type { GithubConfiguration } from './forge-configuration.ts';
import type { BotLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import { withWriteLimit } from './write-limit.ts';

const MOST_INSTALLATIONS = 1000;
const MOST_REPOSITORIES = 20_000;
const PAGE = 100;
const LONGEST_REQUEST = 60_000;

const installation = z.object({ id: z.number(), created_at: z.iso.datetime() });
const installations = z.array(
  z.object({ id: z.number(), created_at: z.iso.datetime(), suspended_at: z.string().nullish() }),
);
type Installation = z.infer<typeof installation>;
const introduction = z.object({ slug: z.string().min(1) });

export type GithubAtWork = ForgeAtWork & {
  /** A request of the app itself, with the headers of its answer. */
  ask: GithubClient['request'];
  /** Asks GitHub who we are, so that our own doings are known for what they are. */
  introduce(): Promise<void>;
};

/** A GitHub App in all of its installations. What it remembers of them is found again when it is lost. */
export async function githubAtWork(given: {
  configuration: GithubConfiguration;
  client: (installation?: number) => Promise<GithubClient>;
  clock: Clock;
  log: BotLog;
  metrics: Pick<Metrics, 'requested' | 'rateLimit'>;
  builtInNotices: NoticeTemplates;
}): Promise<GithubAtWork> {
  const { configuration, client, clock, log, metrics, builtInNotices } = given;
  const { name, host } = configuration;
  const counted = (asked: GithubClient): GithubClient =>
    countedClient(asked, (kind, outcome) => metrics.requested(name, kind, outcome));
  const app = counted(await client());
  const calls = githubCalls({ client: app, clock });
  const memory = createMemory();
  const homes = new BoundedMap<number>(MOST_REPOSITORIES);
  const places = new BoundedMap<Place>(MOST_INSTALLATIONS);
  const installedAt = new BoundedMap<number>(MOST_INSTALLATIONS);
  const meet = ({ id, created_at: createdAt }: Installation): number => {
    installedAt.set(String(id), Date.parse(createdAt));
    return id;
  };
  /** What was there before us is left alone, where the config says nothing else. */
  const knownSince = async (id: number): Promise<number | undefined> => {
    const known = installedAt.get(String(id));
    if (known !== undefined) return known;
    const found = await readInstallation(calls, id);
    if (found !== undefined) meet(found);
    return installedAt.get(String(id));
  };
  let self: string | undefined;

  const placeIn = async (id: number): Promise<Place> => {
    const known = places.get(String(id));
    if (known !== undefined) return known;
    const account = `${name}/${id}`;
    const forge = withWriteLimit(
      githubForge({
        octokit: counted(await client(id)),
        host,
        clock,
        onRate: (rate) => metrics.rateLimit(name, String(id), rate),
        log,
        ...(self === undefined ? {} : { self: { login: self, isBot: true } }),
      }),
      clock,
    );
    const policies = createPolicies({
      forge,
      clock,
      builtInNotices,
      knownSince: () => knownSince(id),
    });
    const place = { account, world: { forge, policies, memory, clock } };
    places.set(String(id), place);
    return place;
  };

  return {
    name,
    async ask(route, parameters) {
      const answer = await within(clock, LONGEST_REQUEST, app.request(route, parameters));
      if (answer === TIMED_OUT) throw new ForgeUnavailable(`GitHub, ${route}: no answer in time`);
      return answer;
    },
    self: () => self,
    async introduce() {
      const purpose = { what: 'read the app', needs: 'a valid key of the app' };
      const { slug } = read(introduction, await calls.rest('GET /app', {}, purpose), purpose.what);
      self = `${slug}[bot]`;
    },
    async placeOf(repository) {
      const key = homeKey(repository);
      const found =
        homes.get(key) !== undefined ? undefined : await findInstallation(calls, repository);
      const id = found === undefined ? homes.get(key) : meet(found);
      if (id === undefined) return undefined;
      homes.set(key, id);
      return placeIn(id);
    },
    async *places() {
      for await (const found of listInstallations(calls)) yield await placeIn(meet(found));
    },
    learn: (repository, id) => homes.set(homeKey(repository), id),
    forget(what) {
      switch (what.what) {
        case 'repository':
          for (const place of all(places)) place.world.policies.forget(what.repository);
          return;
        case 'owner':
          for (const place of all(places)) place.world.policies.forgetOwner(what.owner);
          return;
        case 'person':
          memory.permissions.delete(accountKey(what.repository, what.login));
          return;
        case 'home':
          homes.delete(homeKey(what.repository));
          return;
        case 'installation':
          places.delete(String(what.id));
          for (const key of homes.keys()) if (homes.get(key) === what.id) homes.delete(key);
      }
    },
  };
}

async function findInstallation(
  calls: GithubCalls,
  { owner, name }: Repository,
): Promise<Installation | undefined> {
  const purpose = { what: `find our installation for ${owner}/${name}`, needs: 'a valid key' };
  const route = 'GET /repos/{owner}/{repo}/installation';
  const data = await calls.rest(route, { owner, repo: name }, purpose);
  return data === undefined ? undefined : read(installation, data, purpose.what);
}

async function readInstallation(calls: GithubCalls, id: number): Promise<Installation | undefined> {
  const purpose = { what: `read our installation ${String(id)}`, needs: 'a valid key of the app' };
  const route = 'GET /app/installations/{installation_id}';
  const data = await calls.rest(route, { installation_id: id }, purpose);
  return data === undefined ? undefined : read(installation, data, purpose.what);
}

async function* listInstallations(calls: GithubCalls): AsyncGenerator<Installation> {
  const purpose = { what: 'list our installations', needs: 'a valid key of the app' };
  for (let page = 1; ; page += 1) {
    const data = await calls.rest('GET /app/installations', { per_page: PAGE, page }, purpose);
    if (data === undefined) throw new Forbidden('GitHub does not know the app.', purpose.needs);
    const listed = read(installations, data, purpose.what);
    for (const found of listed) if ((found.suspended_at ?? '') === '') yield found;
    if (listed.length < PAGE) return;
  }
}

function read<T>(shape: z.ZodType<T>, data: unknown, what: string): T {
  const found = shape.safeParse(data);
  if (found.success) return found.data;
  const fields = found.error.issues.map(({ path }) => path.join('.')).slice(0, 5);
  throw new UnexpectedAnswer(`GitHub, ${what}: not as documented (${fields.join(', ')})`);
}

function all(places: BoundedMap<Place>): Place[] {
  return places.keys().flatMap((key) => places.get(key) ?? []);
}

function homeKey({ owner, name }: Repository): string {
  return `${owner}/${name}`.toLowerCase();
}
