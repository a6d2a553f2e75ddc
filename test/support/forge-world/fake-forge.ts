import type { Forge, ListedSubject } from '../../../src/forge/forge.ts';
import type { Repository, RepositoryFile } from '../../../src/forge/model.ts';
import { carryOut, type Hands } from './changes.ts';
import { commitsTouching, filesAt } from './history.ts';
import { fakeFiles } from './fake-files.ts';
import { GITHUB_PLACES, hasCandidates, type Places, repositoryView } from './repository-view.ts';
import { kindOf, type RepositoryState, sameName } from './state.ts';
import { labelKey, requester } from './requester.ts';
import { accountView, eventsOf, readingOf } from './subject-view.ts';
import type { ForgeWorld } from './world.ts';

/** Sizes of pages, which make the number of requests. */
const FIRST_COMMENTS = 50;
const PAGE = 100;
const REFERENCES_AT_ONCE = 50;
const MOST_VERSIONS = 10;

/**
 * The port straight over a world: as frugal, as slow to link and as strict as the forge whose traits the world has, without
 * a wire between. What is planned to go wrong with a request does so here, in the errors of the port.
 */
export function fakeForge(
  world: ForgeWorld,
  { places = GITHUB_PLACES }: { places?: Places } = {},
): Forge {
  const request = requester(world);
  const hands: Hands = { world, request, knownSubjects: new Set(), knownLabels: new Set() };
  const read = <T>(name: string, work: () => T): Promise<T> => request('read', name, work);

  const list = (
    repository: Repository,
    fits: (subject: { state: 'open' | 'closed'; labels: string[] }) => boolean,
  ): AsyncGenerator<ListedSubject> => listed(world, read, repository, fits);

  return {
    kind: world.traits.kind,
    host: world.traits.host,
    abilities: world.traits.abilities,

    self: async () => accountView(world, world.bot),

    async readRepository(repository) {
      const state = visible(world, repository);
      const reading = await read('readRepository', () =>
        state === undefined ? undefined : repositoryView(world, state, places),
      );
      const hasTexts = state !== undefined && hasCandidates(world, state, places);
      return hasTexts ? read('readContents', () => reading) : reading;
    },

    readFile: (repository, path, ref = 'HEAD') =>
      read('readFile', () => {
        const state = visible(world, repository);
        const text = state === undefined ? undefined : filesAt(state, ref).get(path);
        return text === undefined ? undefined : { path, text };
      }),

    fileVersions: (repository, path, since) =>
      read('fileVersions', () => versions(visible(world, repository), path, since)),

    async readSubject(ref, wanted) {
      const state = visible(world, ref);
      const subject = await read('readSubject', () => state?.subjects.get(ref.number));
      if (state === undefined || subject === undefined) return undefined;
      hands.knownSubjects.add(subject);
      for (const { name } of state.labels.slice(0, PAGE))
        hands.knownLabels.add(labelKey(state, name));
      const further = Math.max(
        pagesOf(subject.comments.length - FIRST_COMMENTS),
        pagesOf(eventsOf(world, subject).length - PAGE),
        wanted.changes ? pagesOf((subject.pull?.files.length ?? 0) - PAGE) : 0,
      );
      const references = (wanted.references.length - REFERENCES_AT_ONCE) / REFERENCES_AT_ONCE;
      for (let page = 0; page < further + Math.max(0, Math.ceil(references)); page += 1) {
        await read('readRestOfSubject', () => undefined);
      }
      return readingOf(world, subject, wanted);
    },

    permissionOf: (repository, login) =>
      read('permissionOf', () =>
        visible(world, repository) === undefined ? 'none' : world.permissionIn(repository, login),
      ),

    isTeamMember: ({ owner }, team, login) =>
      read('isTeamMember', () => world.isInTeam(owner, team, login)),

    write: (ref, changes) => carryOut(hands, ref, changes),

    files: fakeFiles(world, request, places),

    listLabelled: (repository, label, state) =>
      list(
        repository,
        (subject) =>
          subject.state === state && subject.labels.some((name) => sameName(name, label)),
      ),

    listOpen: (repository) => list(repository, ({ state }) => state === 'open'),

    async *listRepositories() {
      const looked = world.repositories.filter(({ installed }) => installed);
      for (let page = 0; page === 0 || page * PAGE < looked.length; page += 1) {
        const some = await read('listRepositories', () =>
          looked.slice(page * PAGE, (page + 1) * PAGE),
        );
        for (const { owner, name, archived } of some) if (!archived) yield { owner, name };
      }
    },
  };
}

function visible(world: ForgeWorld, repository: Repository): RepositoryState | undefined {
  const state = world.findRepository(repository);
  return state !== undefined && world.isVisible(state) ? state : undefined;
}

function pagesOf(count: number): number {
  return Math.max(0, Math.ceil(count / PAGE));
}

/** The versions since an instant, and the one that was current then. */
function versions(
  state: RepositoryState | undefined,
  path: string,
  since: number,
): RepositoryFile[] {
  if (state === undefined) return [];
  const touching = commitsTouching(state, 'HEAD', path);
  const newer = touching.filter(({ at }) => at >= since);
  const current = touching.find(({ at }) => at <= since);
  const before = current === undefined || newer.includes(current) ? [] : [current];
  return [...newer.slice(0, MOST_VERSIONS - before.length), ...before].flatMap(({ changes }) => {
    const text = changes.get(path);
    return text === undefined || text === null ? [] : [{ path, text }];
  });
}

async function* listed(
  world: ForgeWorld,
  read: <T>(name: string, work: () => T) => Promise<T>,
  repository: Repository,
  fits: (subject: { state: 'open' | 'closed'; labels: string[] }) => boolean,
): AsyncGenerator<ListedSubject> {
  const state = visible(world, repository);
  const found = [...(state?.subjects.values() ?? [])]
    .filter(fits)
    .map((subject) => ({
      number: subject.ref.number,
      kind: kindOf(subject),
      updatedAt: subject.updatedAt,
    }))
    .toSorted((one, other) => other.updatedAt - one.updatedAt);
  const pages = Math.max(
    1,
    ...(['pull-request', 'issue'] as const).map((kind) =>
      pagesOf(found.filter((subject) => subject.kind === kind).length),
    ),
  );
  for (let page = 0; page < pages; page += 1) {
    const size = Math.ceil(found.length / pages);
    yield* await read('list', () => found.slice(page * size, (page + 1) * size));
  }
}
