/** What can go wrong with one request. */
export type Fault =
  /** The quota of the hour is used up for so many seconds. */
  | { kind: 'quota'; seconds: number }
  /** Too many requests at once: GitHub says 403 or 429, with a Retry-After of so many seconds. */
  | { kind: 'burst'; seconds: number; status?: 403 | 429 }
  | { kind: 'broken'; status?: 500 | 502 | 503 }
  /** The server answers, and says that something went wrong within. */
  | { kind: 'stumbled' }
  | { kind: 'forbidden'; needs: string }
  /** The token is not, or no longer, known. */
  | { kind: 'bad-token' }
  /** The request is never answered, and never carried out. In memory the wait for it is left out. */
  | { kind: 'silent' }
  /** The connection ends before anything was done. */
  | { kind: 'cut-before' }
  /** The request was carried out, but the connection ended before the answer. */
  | { kind: 'cut-after' }
  /** Nothing goes wrong, but somebody else does something just before the request is carried out. */
  | { kind: 'meanwhile'; happens: () => void };

export type RequestKind = 'read' | 'write';

type Waiting = { on: RequestKind; skip: number; fault: Fault };

/** What the test has planned to go wrong with requests of the bot. */
export class Faults {
  #waiting: Waiting[] = [];
  #changesToLive = Number.POSITIVE_INFINITY;
  #isDead = false;
  #onDeath: () => void = () => undefined;

  /** The next request of the kind fails, or the one after `after` others. */
  next(on: RequestKind, fault: Fault, { after = 0 } = {}): void {
    this.#waiting.push({ on, skip: after, fault });
  }

  /**
   * The process dies as soon as so many single changes are made; with 0 when it begins the first. Where the process is a
   * real one `died` kills it.
   */
  dieAfter(changes: number, died: () => void = () => undefined): void {
    this.#changesToLive = changes;
    this.#onDeath = died;
  }

  /** Another process takes over. */
  revive(): void {
    this.#changesToLive = Number.POSITIVE_INFINITY;
    this.#isDead = false;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  beginChange(): void {
    if (this.#changesToLive <= 0) this.#die();
  }

  endChange(): void {
    this.#changesToLive -= 1;
    if (this.#changesToLive <= 0) this.#die();
  }

  /** Tells the fault of a request that comes in now. */
  take(kind: RequestKind): Fault | undefined {
    const of = this.#waiting.filter(({ on }) => on === kind);
    const due = of.find(({ skip }) => skip === 0);
    if (due === undefined) {
      for (const each of of) each.skip -= 1;
      return undefined;
    }
    this.#waiting = this.#waiting.filter((each) => each !== due);
    return due.fault;
  }

  #die(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#onDeath();
  }

  /** Nothing that was planned goes wrong any more. */
  forget(): void {
    this.#waiting = [];
  }

  /** Faults that no request ran into: a test that plans one and does not meet it proves nothing. */
  get unmet(): number {
    return this.#waiting.length;
  }
}
