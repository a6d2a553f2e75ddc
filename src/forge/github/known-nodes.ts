import { BoundedMap } from '../../bounded-map.ts';
import type { Repository, SubjectRef } from '../model.ts';

/** A subject as GraphQL's mutations name it. */
export type SubjectNodeId = { id: string; kind: 'pull-request' | 'issue' };

/** Nodes by name; GitHub does not tell labels apart by letter case. */
export class KnownLabels {
  readonly #ids: Map<string, string>;

  constructor(labels: readonly NamedNode[] = []) {
    this.#ids = new Map(labels.map(({ id, name }) => [name.toLowerCase(), id]));
  }

  get(name: string): string | undefined {
    return this.#ids.get(name.toLowerCase());
  }

  set(name: string, id: string): void {
    this.#ids.set(name.toLowerCase(), id);
  }

  delete(name: string): void {
    this.#ids.delete(name.toLowerCase());
  }
}

export type NamedNode = { id: string; name: string };

/** What was read lately of what writes have to name, so that a write needs no read of its own. */
export type KnownNodes = {
  subjects: BoundedMap<SubjectNodeId>;
  /** The labels of each repository. */
  labels: BoundedMap<KnownLabels>;
  /** Ids of our check runs, by repository and commit. */
  checks: BoundedMap<number>;
};

export function knownNodes(): KnownNodes {
  return {
    subjects: new BoundedMap(1_000),
    labels: new BoundedMap(1_000),
    checks: new BoundedMap(1_000),
  };
}

export function subjectKey({ owner, name, number }: SubjectRef): string {
  return `${owner}/${name}#${number}`.toLowerCase();
}

/** The labels that are known of a repository, to be added to. */
export function labelsOf(
  { labels }: Pick<KnownNodes, 'labels'>,
  { owner, name }: Repository,
): KnownLabels {
  const key = `${owner}/${name}`.toLowerCase();
  const known = labels.get(key) ?? new KnownLabels();
  labels.set(key, known);
  return known;
}

/**
 * Notes labels that were just read. A list that is complete replaces what was known: a label that was renamed keeps its
 * node, and would else be put on subjects under its new name.
 */
export function rememberLabels(
  known: Pick<KnownNodes, 'labels'>,
  repository: Repository,
  read: readonly NamedNode[],
  isComplete: boolean,
): void {
  const { owner, name } = repository;
  if (isComplete) {
    known.labels.set(`${owner}/${name}`.toLowerCase(), new KnownLabels(read));
    return;
  }
  const labels = labelsOf(known, repository);
  for (const label of read) labels.set(label.name, label.id);
}

export function checkKey({ owner, name }: Repository, sha: string): string {
  return `${owner}/${name}@${sha}`.toLowerCase();
}
