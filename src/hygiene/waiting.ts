import type { Forge, ListedSubject } from '../forge/forge.ts';
import type { Repository } from '../forge/model.ts';
import type { Policy } from './policy.ts';

/** A subject that a sweep has to look at. */
export type Waiting = {
  number: number;
  /** It was updated lately: an event of it may not have been heard of. */
  mayBeMissed: boolean;
};

/**
 * Smallest number first: open subjects with a label of the policy and, with an instant `since`, everything that was
 * updated after it. Not more than `most`.
 */
export async function waitingIn(
  repository: Repository,
  { report: { labels } }: Policy,
  { since, most }: { since: number | undefined; most: number },
  forge: Pick<Forge, 'listLabelled' | 'listOpen'>,
): Promise<Waiting[]> {
  const found = new Map<number, Waiting>();
  const take = async (list: AsyncIterable<ListedSubject>, from = 0): Promise<void> => {
    for await (const { number, updatedAt } of list) {
      if (updatedAt < from || found.size >= most) break;
      found.set(number, { number, mayBeMissed: since !== undefined && updatedAt >= since });
    }
  };
  const ours = new Map(Object.values(labels).map(({ name }) => [name.toLowerCase(), name]));
  for (const label of ours.values()) {
    await take(forge.listLabelled(repository, label, 'open'));
    // Of what is closed only a missed event asks for a look.
    if (since !== undefined) await take(forge.listLabelled(repository, label, 'closed'), since);
  }
  if (since !== undefined) await take(forge.listOpen(repository), since);
  return [...found.values()].toSorted((one, other) => one.number - other.number);
}
