import type { Repository, SubjectRef } from '../model.ts';

/** A subject as GraphQL's mutations name it. */
export type SubjectNodeId = { id: string; kind: 'pull-request' | 'issue' };

/** What was read lately of what writes have to name, so that a write needs no read of its own. */
export type KnownNodes = {
  subjects: Remembered<SubjectNodeId>;
  /** By repository and name; GitHub does not tell labels apart by letter case. */
  labels: Remembered<string>;
  /** Ids of our check runs, by repository and commit. */
  checks: Remembered<number>;
};

export function knownNodes(): KnownNodes {
  return {
    subjects: new Remembered(1_000),
    labels: new Remembered(5_000),
    checks: new Remembered(1_000),
  };
}

export function subjectKey({ owner, name, number }: SubjectRef): string {
  return `${owner}/${name}#${number}`.toLowerCase();
}

export function labelKey({ owner, name }: Repository, label: string): string {
  return `${owner}/${name}:${label}`.toLowerCase();
}

export function checkKey({ owner, name }: Repository, sha: string): string {
  return `${owner}/${name}@${sha}`.toLowerCase();
}

/** A map that forgets what was not used for the longest time. */
export class Remembered<T> {
  readonly #limit: number;
  readonly #entries = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): T | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
