import type { RequestKind } from './faults.ts';

export type CountedRequest = { at: number; kind: RequestKind; name: string };

/** Requests that the bot made, for budgets. Requests for tokens do not count. */
export class RequestLog {
  #entries: CountedRequest[] = [];

  add(request: CountedRequest): void {
    this.#entries.push(request);
  }

  get entries(): readonly CountedRequest[] {
    return this.#entries;
  }

  get reads(): number {
    return this.#entries.filter(({ kind }) => kind === 'read').length;
  }

  get writes(): number {
    return this.#entries.length - this.reads;
  }

  get total(): number {
    return this.#entries.length;
  }

  /** For a failure's message: `read readSubject, write mutation`. */
  toString(): string {
    return this.#entries.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  }

  /** Counts from zero from here on. */
  forget(): void {
    this.#entries = [];
  }
}
