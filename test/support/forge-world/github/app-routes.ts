import { HOUR, type RepositoryState, sameName } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import type { Deliveries } from './deliveries.ts';
import {
  NOT_FOUND,
  paged,
  type RestAnswer,
  type RestRequest,
  type Route,
  repositoryIn,
} from './rest.ts';

/** Each owner of repositories that the bot looks after has one installation of the app. */
export function installationOf(world: ForgeWorld, owner: string): number {
  const owners = world.repositories.map((repository) => repository.owner.toLowerCase());
  return 100 + [...new Set(owners)].indexOf(owner.toLowerCase());
}

const TOKEN = 'ghs_installation_';

/** What the app asks about itself: installations, their tokens and repositories, and the log of deliveries. */
export function appRoutes(deliveries: () => Deliveries): Readonly<Record<string, Route>> {
  return {
    'GET app': (world) => ({
      status: 200,
      body: { id: 1, slug: world.bot.replace(/\[bot\]$/, ''), name: world.bot },
    }),
    'GET app/installations': (world, request) =>
      paged(installations(world), request, (page) => page),
    'GET app/installations/*': (world, { path }) => {
      const found = installations(world).find(({ id }) => String(id) === path[2]);
      return found === undefined ? NOT_FOUND : { status: 200, body: found };
    },
    'GET repos/*/*/installation': (world, { path }) => {
      const repository = repositoryIn(world, path);
      if (repository?.installed !== true) return NOT_FOUND;
      const id = installationOf(world, repository.owner);
      return { status: 200, body: installations(world).find((each) => each.id === id) };
    },
    'POST app/installations/*/access_tokens': (world, { path }) => {
      const found = installations(world).find(({ id }) => String(id) === path[2]);
      if (found === undefined) return NOT_FOUND;
      // The client that keeps the token goes by the time of the machine.
      const expires = new Date(Math.max(Date.now(), world.clock.now()) + HOUR).toISOString();
      const body = { token: `${TOKEN}${found.id}`, expires_at: expires, permissions: {} };
      return { status: 201, body: { ...body, repository_selection: 'selected' } };
    },
    'GET app/hook/deliveries': (_, request) => deliveries().list(request),
    'GET app/hook/deliveries/*': (_, { path }) => deliveries().detail(path[3] ?? ''),
  };
}

/** The repositories that a token opens; one that was not made for an installation opens all. */
export function installationRepositories(
  world: ForgeWorld,
  request: RestRequest,
  token: string,
): RestAnswer {
  const looked = world.repositories.filter(
    ({ owner, installed }) =>
      installed &&
      (!token.startsWith(TOKEN) || token === `${TOKEN}${installationOf(world, owner)}`),
  );
  return paged(looked, request, (page) => ({
    total_count: looked.length,
    repositories: page.map(repositoryBody),
  }));
}

type Installation = { id: number; account: { login: string }; created_at: string };

function installations(world: ForgeWorld): Installation[] {
  const looked = world.repositories.filter(({ installed }) => installed);
  return looked
    .filter(({ owner }, index) => looked.findIndex((each) => sameName(each.owner, owner)) === index)
    .map(({ owner }) => ({
      id: installationOf(world, owner),
      account: { login: owner },
      created_at: new Date(world.installedAt).toISOString(),
    }));
}

function repositoryBody({ owner, name, archived, private: isPrivate }: RepositoryState): object {
  return {
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner },
    archived,
    private: isPrivate,
  };
}
