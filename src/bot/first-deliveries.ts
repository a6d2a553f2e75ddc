import { BoundedMap } from '../bounded-map.ts';
import type { Clock } from '../clock.ts';
import type { Repository } from '../forge/model.ts';
import type { JobQueue } from './queue/queue.ts';

/**
 * When a repository told the bot of something for the first time: whoever made its webhook wants the bot since then, at
 * the latest. It is kept with the jobs; with their loss it is forgotten, and the next delivery is the first one.
 */
export interface FirstDeliveries {
  note(repository: Repository): Promise<void>;
  /** Undefined when nothing ever came. */
  of(repository: Repository): Promise<number | undefined>;
}

const MOST_KNOWN = 20_000;

export function firstDeliveries(
  forge: string,
  { queue, clock }: { queue: Pick<JobQueue, 'noteFirst' | 'firstOf'>; clock: Clock },
): FirstDeliveries {
  const known = new BoundedMap<number>(MOST_KNOWN);
  const keyOf = ({ owner, name }: Repository): string => `${forge}/${owner}/${name}`.toLowerCase();
  return {
    async note(repository) {
      const key = keyOf(repository);
      if (known.get(key) === undefined) known.set(key, await queue.noteFirst(key, clock.now()));
    },
    async of(repository) {
      const key = keyOf(repository);
      const first = known.get(key) ?? (await queue.firstOf(key));
      if (first !== undefined) known.set(key, first);
      return first;
    },
  };
}
