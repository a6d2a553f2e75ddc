import { BoundedMap } from '../bounded-map.ts';
import type { Clock } from '../clock.ts';
import type { ListedSubject } from '../forge/forge.ts';
import type { Repository } from '../forge/model.ts';
import type { Place } from './forge-at-work.ts';

/** So far back the first sweep of a bot looks: nobody knows for how long there was none. */
const FIRST = 7 * 24 * 3_600_000;
/** Clocks of two machines differ, and lists are read while things happen. */
const OVERLAP = 10 * 60_000;
const MOST_REPOSITORIES = 20_000;

/**
 * What changed in a repository since it was asked for the last time; nothing where the forge itself keeps what it could
 * not deliver. A list that was not read to its end is read again.
 */
export type Changes = (
  place: Place,
  repository: Repository,
  which: { labels: readonly string[]; madeSince: number },
) => AsyncIterable<ListedSubject>;

export function changesSinceLastTime(clock: Clock): Changes {
  const asked = new BoundedMap<number>(MOST_REPOSITORIES);
  return async function* changes(place, repository, which) {
    if (place.changedSince === undefined) return;
    const key = `${place.account}/${repository.owner}/${repository.name}`;
    const began = clock.now();
    yield* place.changedSince(repository, asked.get(key) ?? began - FIRST, which);
    asked.set(key, began - OVERLAP);
  };
}
