import { BoundedMap } from '../bounded-map.ts';
import type { Repository } from '../forge/model.ts';
import { readPolicy } from './read-policy.ts';
import type { PolicySources, RepositoryPolicy } from './read-policy.ts';

/** Policies of repositories, read when first needed and kept for a while. */
export interface Policies {
  /** Undefined when the repository is gone or closed to us. */
  of(repository: Repository): Promise<RepositoryPolicy | undefined>;
  /** Its default branch, or its owner's shared repository, changed: read again next time. */
  forget(repository: Repository): void;
  /** The same for every repository of an owner. */
  forgetOwner(owner: string): void;
}

/** How long a policy is believed when no push told otherwise. */
const KEPT_FOR = 10 * 60_000;
const MOST_KEPT = 5000;

export function createPolicies(sources: PolicySources): Policies {
  const kept = new BoundedMap<RepositoryPolicy>(MOST_KEPT);
  const stale = new BoundedMap<true>(MOST_KEPT);
  /** One read at a time for each repository, however many subjects wait for it. */
  const underWay = new Map<string, Promise<RepositoryPolicy | undefined>>();

  const refresh = async (repository: Repository): Promise<RepositoryPolicy | undefined> => {
    const key = keyOf(repository);
    // Before the read: a push that comes while it is under way makes its result stale at once.
    stale.delete(key);
    const policy = await readPolicy(repository, kept.get(key), sources).catch((error: unknown) => {
      // The push is still to be heeded.
      stale.set(key, true);
      throw error;
    });
    if (policy === undefined) kept.delete(key);
    else kept.set(key, policy);
    return policy;
  };

  return {
    async of(repository) {
      const key = keyOf(repository);
      const before = kept.get(key);
      const young = before !== undefined && sources.clock.now() - before.readAt < KEPT_FOR;
      if (young && stale.get(key) === undefined) return before;
      const reading =
        underWay.get(key) ?? refresh(repository).finally(() => void underWay.delete(key));
      underWay.set(key, reading);
      return reading;
    },
    forget: (repository) => {
      stale.set(keyOf(repository), true);
    },
    forgetOwner: (owner) => {
      const prefix = `${owner.toLowerCase()}/`;
      for (const key of kept.keys()) if (key.startsWith(prefix)) stale.set(key, true);
    },
  };
}

function keyOf({ owner, name }: Repository): string {
  return `${owner}/${name}`.toLowerCase();
}
