import type { ClaimedJob, JobRequest, QueueCounts } from '../../src/bot/queue/queue.ts';

/** What is to be seen of one key, in the simplest words: lists of what was asked, read when somebody looks. */
type Key = {
  /** Requests since the key was last taken in hand, and what was left of it then. */
  asked: { dueAt: number; moves: boolean }[];
  failures: number;
  held?: { claim: string; dueAt: number; failures: number; until: number };
  dead?: { attempts: number; diedAt: number };
};

/** The promises of the queue once more, slow and obvious, for random tests to compare an engine with. */
export class QueueModel {
  readonly #keys = new Map<string, Key>();
  readonly #maxAttempts: number;
  readonly #leaseMs: number;

  constructor(limits: { maxAttempts: number; leaseMs: number }) {
    this.#maxAttempts = limits.maxAttempts;
    this.#leaseMs = limits.leaseMs;
  }

  put(name: string, { dueAt, move = false }: JobRequest): void {
    const key = this.#key(name);
    key.asked.push({ dueAt, moves: move });
    delete key.dead;
  }

  putIfAbsent(name: string, request: JobRequest): void {
    if (this.#key(name).asked.length === 0) this.put(name, request);
  }

  /** Ends the leases that ran out, and says what an engine may hand out now. */
  claimable(now: number): { key: string; dueAt: number; failures: number }[] {
    for (const [name, { held }] of this.#keys) {
      if (held !== undefined && held.until <= now) this.#fail(name, held.dueAt, true, now);
    }
    return [...this.#keys]
      .filter(([, key]) => key.held === undefined && key.asked.length > 0)
      .map(([name, key]) => ({ key: name, dueAt: dueOf(key), failures: key.failures }))
      .filter(({ dueAt }) => dueAt <= now)
      .toSorted((a, b) => a.dueAt - b.dueAt);
  }

  take({ key: name, claim, dueAt }: ClaimedJob, now: number): void {
    const key = this.#key(name);
    key.held = { claim, dueAt, failures: key.failures, until: now + this.#leaseMs };
    key.asked = [];
    key.failures = 0;
  }

  finish({ key: name, claim }: ClaimedJob, next: JobRequest | undefined): void {
    const key = this.#key(name);
    if (key.held?.claim !== claim) return;
    delete key.held;
    // A put that came meanwhile is not moved away by the look before it.
    if (next !== undefined) this.#mergeEarlier(key, next.dueAt);
  }

  postpone({ key: name, claim }: ClaimedJob, dueAt: number, counts: boolean, now: number): void {
    if (this.#key(name).held?.claim === claim) this.#fail(name, dueAt, counts, now);
  }

  revive(name: string, now: number): boolean {
    const isDead = this.#key(name).dead !== undefined;
    if (isDead) this.put(name, { dueAt: now, reason: 'event' });
    return isDead;
  }

  counts(now: number): QueueCounts {
    const keys = [...this.#keys.values()];
    const running = keys.filter(({ held }) => held !== undefined && held.until > now);
    const free = keys.filter(
      (key) => !running.includes(key) && (key.held !== undefined || key.asked.length > 0),
    );
    return {
      waiting: free.length,
      due: free.filter((key) => key.held !== undefined || dueOf(key) <= now).length,
      claimed: running.length,
      dead: keys.filter(({ dead }) => dead !== undefined).length,
    };
  }

  nextDue(): number | undefined {
    const instants = [...this.#keys.values()].flatMap((key) => {
      if (key.held !== undefined) return [key.held.until];
      return key.asked.length > 0 ? [dueOf(key)] : [];
    });
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  deadKeys(): string[] {
    return [...this.#keys].flatMap(([name, { dead }]) => (dead === undefined ? [] : [name]));
  }

  #fail(name: string, dueAt: number, counts: boolean, now: number): void {
    const key = this.#key(name);
    const failures = (key.held?.failures ?? 0) + (counts ? 1 : 0);
    delete key.held;
    if (counts && failures >= this.#maxAttempts) {
      if (key.asked.length === 0) key.dead = { attempts: failures, diedAt: now };
      return;
    }
    key.failures = failures;
    this.#mergeEarlier(key, dueAt);
  }

  #mergeEarlier(key: Key, dueAt: number): void {
    const due = key.asked.length === 0 ? dueAt : Math.min(dueOf(key), dueAt);
    key.asked = [{ dueAt: due, moves: false }];
  }

  #key(name: string): Key {
    const key = this.#keys.get(name) ?? { asked: [], failures: 0 };
    this.#keys.set(name, key);
    return key;
  }
}

function dueOf({ asked }: Key): number {
  const from = asked.findLastIndex(({ moves }) => moves);
  return Math.min(...asked.slice(Math.max(from, 0)).map(({ dueAt }) => dueAt));
}
