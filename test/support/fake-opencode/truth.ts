import type { AssistantJson } from './shapes.ts';
import type { Session } from './session.ts';

/**
 * How a run on this server has really ended. `never-ends`: it waits for what will never come. `lost`: the server ended first.
 * `working`: it still goes on, or was never asked to.
 */
export type Verdict =
  | 'clean'
  | 'root-error'
  | 'child-error'
  | 'never-ends'
  | 'not-started'
  | 'lost'
  | 'working';

type Failure = { session: Session; learned?: { parent: Session; turns: number } };

/**
 * What really goes on in the root's tree, known from inside: the oracle for what an observer of the wire may claim.
 * Whoever works, waits or is owed something holds the tree open.
 */
export class Truth {
  root: Session | undefined;
  startFailed = false;
  /** `clean` and `child-error` are both fair readings of how it ended. */
  contested = false;
  diedAt: number | undefined;
  /** Why it can never settle: a model that hangs, or retries for ever. */
  readonly stuck: string[] = [];
  /** What was done to sessions of others. */
  readonly trespasses: string[] = [];
  readonly #now: () => number;
  #isLost = false;
  readonly #held = new Map<symbol, string>();
  readonly #spans: { from: number; to?: number }[] = [];
  readonly #failures = new Map<Session, Failure>();
  readonly #lost = new Set<Session>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Holds the tree open until the function it returns is called. */
  hold(why: string): () => void {
    const key = Symbol(why);
    if (this.#held.size === 0) this.#spans.push({ from: this.#now() });
    this.#held.set(key, why);
    return () => {
      if (!this.#held.delete(key) || this.#held.size > 0) return;
      const span = this.#spans.at(-1);
      if (span !== undefined) span.to = this.#now();
    };
  }

  /** What holds the tree open now. */
  get holding(): string[] {
    return [...this.#held.values()];
  }

  /** When the last work in the tree ended; undefined while there is some, or none has begun. */
  get settledAt(): number | undefined {
    return this.#spans.at(-1)?.to;
  }

  /** Whether at this instant somebody in the tree worked, waited or was owed something. */
  workingAt(instant: number): boolean {
    return this.#spans.some(
      ({ from, to }) => instant >= from && (to === undefined || instant < to),
    );
  }

  failed(session: Session): void {
    if (session.parent !== undefined) this.#failures.set(session, { session });
  }

  /** The parent was told of the child's failure: it has dealt with it once it has had a good turn more. */
  learned(parent: Session, child: Session): void {
    this.#lost.delete(child);
    const failure = this.#failures.get(child);
    if (failure !== undefined) failure.learned = { parent, turns: parent.answers };
  }

  /** The result of the child will never reach its parent, unless it is launched once more. */
  lost(child: Session): void {
    this.#lost.add(child);
  }

  recovered(session: Session): void {
    this.#failures.delete(session);
  }

  get undealt(): Session[] {
    const failed = [...this.#failures.values()]
      .filter(({ learned }) => learned === undefined || !wentOn(learned.parent, learned.turns))
      .map(({ session }) => session);
    return [...failed, ...this.#lost];
  }

  /** The server is killed, or disposed by somebody. */
  serverEnds(): void {
    this.diedAt = this.#now();
    this.#isLost = this.#held.size > 0;
  }

  /** E.g. cut down along with its parent: whether its end counts as dealt with is a matter of taste. */
  disputed(session: Session): void {
    if (session.ours) this.contested = true;
  }

  verdict(): Verdict {
    if (this.startFailed) return 'not-started';
    if (this.#isLost) return 'lost';
    if (this.settledAt === undefined) {
      return this.stuck.length > 0 ? 'never-ends' : 'working';
    }
    if (this.root === undefined || !endedWell(this.root)) return 'root-error';
    return this.undealt.length > 0 ? 'child-error' : 'clean';
  }
}

function answersOf(session: Session): AssistantJson[] {
  return session.messages
    .map(({ info }) => info)
    .filter((info): info is AssistantJson => info.role === 'assistant' && info.summary !== true);
}

function endedWell(root: Session): boolean {
  const last = answersOf(root).at(-1);
  return last !== undefined && isGood(last) && last.finish === 'stop';
}

function wentOn(session: Session, turns: number): boolean {
  return answersOf(session).slice(turns).some(isGood);
}

function isGood({ time, error }: AssistantJson): boolean {
  return time.completed !== undefined && error === undefined;
}
