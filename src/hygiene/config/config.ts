import type { Repository, RepositoryFile } from '../../forge/model.ts';
import type { Policy } from '../policy.ts';

/** Another layer that a config asks for; only of the same owner, or built in. */
export type ExtendsTarget =
  | { preset: string }
  | { repository: Repository; path: string; ref?: string };

/** Everything that says what a repository wants, lowest layer first in effect: preset, owner, extended files, own. */
export type ConfigLayers = {
  repository: Repository;
  /** More than one is a mistake that is reported; the first counts. */
  own: readonly RepositoryFile[];
  owner?: RepositoryFile;
  /** Name of the owner's shared repository that `owner` is from; `.github` unless said. */
  ownerRepository?: string;
  /** What `extendsTargets` named and the forge had, by `targetKey`; undefined for a file that is not there. */
  extended: ReadonlyMap<string, RepositoryFile | undefined>;
  /** What `since` is without a value of its own (decisions): when the bot came to this repository. */
  knownSince?: number;
};

export type ConfigProblem = {
  /** `owner/name:path` as a person would look it up. */
  file: string;
  /** From 1, where known. */
  line?: number;
  /** Dotted path of the key, empty for the whole file. */
  key: string;
  /** One sentence: what was expected, what was found, what to do. */
  message: string;
};

export type ResolvedConfig = {
  /** With a problem anywhere it is never stronger than `dry-run`. */
  policy: Policy;
  problems: readonly ConfigProblem[];
};
