import type { ListedSubject } from '../forge/forge.ts';
import type { Repository } from '../forge/model.ts';
import type { World } from '../hygiene/observe.ts';
import type { Forget } from './ingress/intake.ts';

/** One configured forge: where its repositories are reached. */
export interface ForgeAtWork {
  /** As in the configuration, in the path of the webhooks and in the keys of jobs. */
  readonly name: string;
  /** Undefined when the bot may not enter: it is not installed there, or the repository is gone. */
  placeOf(repository: Repository): Promise<Place | undefined>;
  /** All places, for a sweep. */
  places(): AsyncIterable<Place>;
  /** A delivery told through which installation a repository is reached. */
  learn(repository: Repository, installation: number): void;
  forget(what: Forget): void;
  /** The login of our own account there, once it is known. */
  self(): string | undefined;
}

/** What the engine needs to work in one account's repositories, with one quota. */
export type Place = {
  /** Names the quota: what is asked of patience is asked of all jobs of the account. */
  account: string;
  world: World;
  /**
   * Subjects that were updated at or after the instant: open ones that were made no earlier than `madeSince`, and closed
   * ones with one of the labels. Only where nobody tells what was missed, so that a sweep has to look for it.
   */
  changedSince?(
    repository: Repository,
    since: number,
    which: { labels: readonly string[]; madeSince: number },
  ): AsyncIterable<ListedSubject>;
  /** Since when the bot is wanted there, for a repository whose config does not say so; undefined when nobody knows. */
  wantedSince?(repository: Repository): Promise<number | undefined>;
};
