import type { Db, PgBoss } from 'pg-boss';
import { together, type Job } from './job.ts';
import { DEAD, FIRST, LEASES, LOOKS } from './pg-boss.ts';
import { priorityOf } from './pg-due.ts';
import {
  firstOf,
  rowsOf,
  type Held,
  type DeadData,
  type FirstData,
  type LeaseData,
  type Stored,
} from './pg-rows.ts';

/** What changes a key, through pg-boss's API, inside one transaction in which the key is locked. */
export class PgWrites {
  readonly #boss: PgBoss;
  readonly #db: Db;

  constructor(boss: PgBoss, db: Db) {
    this.#boss = boss;
    this.#db = db;
  }

  /** `change` makes of what waits (nothing, often) what shall wait. */
  async wait(key: string, now: number, change: (waiting: Job | undefined) => Job): Promise<void> {
    const { waiting, dead } = await rowsOf(this.#db, key);
    const [first, ...others] = waiting;
    const job = change(oneOf(waiting));
    const options = {
      // Only for people who look into the database: what is handed out follows the priority.
      startAfter: new Date(job.dueAt),
      priority: priorityOf(job.dueAt, now),
      db: this.#db,
    };
    if (first === undefined) {
      const id = await this.#boss.send(LOOKS, job, { ...options, singletonKey: key });
      if (id === null) throw new Error(`pg-boss did not take the job ${JSON.stringify(key)}`);
    } else {
      await this.#boss.update(LOOKS, job, { ...options, id: first.id });
    }
    await this.#delete(LOOKS, others);
    await this.#delete(DEAD, dead);
  }

  async isWaiting(key: string): Promise<boolean> {
    return (await rowsOf(this.#db, key)).waiting.length > 0;
  }

  /** Takes what was put while the key was in hand out of the queue. */
  async takeWaiting(key: string): Promise<Job | undefined> {
    const { waiting } = await rowsOf(this.#db, key);
    await this.#delete(LOOKS, waiting);
    return oneOf(waiting);
  }

  /** Ends a claim. */
  async letGo({ id, lease }: Held): Promise<void> {
    await this.#delete(LOOKS, [{ id }]);
    if (lease !== null) await this.endLease(lease);
  }

  async endLease(lease: string): Promise<void> {
    await this.#delete(LEASES, [{ id: lease }]);
  }

  async die(key: string, data: DeadData): Promise<void> {
    await this.#boss.send(DEAD, data, { singletonKey: key, db: this.#db });
  }

  /** Tells what stands. */
  async noteFirst(what: string, at: number): Promise<number> {
    const before = await firstOf(this.#db, what);
    if (before !== undefined && before.at <= at) return before.at;
    if (before !== undefined) await this.#delete(FIRST, [before]);
    const data: FirstData = { at };
    await this.#boss.send(FIRST, data, { singletonKey: what, db: this.#db });
    return at;
  }

  async lease(looks: readonly { id: string; key: string }[], until: number): Promise<void> {
    const leases = looks.map(({ id, key }) => {
      const data: LeaseData = { until, key };
      return { singletonKey: id, data };
    });
    await this.#boss.insert(LEASES, leases, { db: this.#db });
  }

  async #delete(queue: string, found: readonly { id: string }[]): Promise<void> {
    if (found.length === 0) return;
    const ids = found.map(({ id }) => id);
    await this.#boss.deleteJob(queue, ids, { db: this.#db });
  }
}

/** Two wait when pg-boss itself took a job out of a hand, while another one of its key waited. */
function oneOf(found: readonly Stored<Job>[]): Job | undefined {
  const [first, ...others] = found.map(({ data }) => data);
  return first === undefined ? undefined : others.reduce(together, first);
}
