import type { SessionId } from '../sessions/event.ts';
import { commandData } from '../text/escape.ts';

/**
 * Where the lines of many sessions go, so that a person can read them. Groups of a runner's log can neither nest nor
 * interleave: one session holds the open group, the others' lines wait.
 */
export interface SessionLines {
  add(id: SessionId, lines: readonly string[], now: number): void;
  /** A line about the run: visible at once, in no session's group. */
  about(line: string): void;
  /** Time has passed or a session changed: lets waiting lines through where they may. */
  look(now: number): void;
  /** Writes all that still waits. */
  end(): void;
}

/** How long the holder of the group may be silent, or hold it at all, while others have lines. */
const SILENCE = 10_000;
const LONGEST_HOLD = 60_000;

type Options = {
  write: (line: string) => void;
  /** How a session's group is headed. */
  title: (id: SessionId, continued: boolean) => string;
  indent: (id: SessionId) => string;
  /** Whether nothing is to be expected from the session for now. */
  rests: (id: SessionId) => boolean;
};

/** One group a session, for logs with `::group::`. */
export class GroupedLines implements SessionLines {
  readonly #options: Options;
  readonly #waiting = new Map<SessionId, string[]>();
  readonly #begun = new Set<SessionId>();
  #holder: { id: SessionId; since: number; lastLine: number } | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  add(id: SessionId, lines: readonly string[], now: number): void {
    if (lines.length === 0) return;
    const indent = this.#options.indent(id);
    const indented = lines.map((line) => `${indent}${line}`);
    if (this.#holder?.id === id) {
      for (const line of indented) this.#options.write(line);
      this.#holder.lastLine = now;
    } else {
      const before = this.#waiting.get(id);
      if (before === undefined) this.#waiting.set(id, indented);
      else before.push(...indented);
    }
    this.look(now);
  }

  about(line: string): void {
    this.#close();
    this.#options.write(line);
  }

  look(now: number): void {
    for (const id of this.#waiting.keys()) {
      if (!this.#isFree(now)) return;
      this.#open(id, now);
    }
  }

  end(): void {
    for (const id of this.#waiting.keys()) this.#open(id, 0);
    this.#close();
  }

  #isFree(now: number): boolean {
    if (this.#holder === undefined) return true;
    const { id, since, lastLine } = this.#holder;
    return this.#options.rests(id) || now - lastLine >= SILENCE || now - since >= LONGEST_HOLD;
  }

  #open(id: SessionId, now: number): void {
    this.#close();
    const title = this.#options.title(id, this.#begun.has(id));
    this.#options.write(`::group::${commandData(title)}`);
    for (const line of this.#waiting.get(id) ?? []) this.#options.write(line);
    this.#waiting.delete(id);
    this.#begun.add(id);
    this.#holder = { id, since: now, lastLine: now };
  }

  #close(): void {
    if (this.#holder === undefined) return;
    this.#options.write('::endgroup::');
    this.#holder = undefined;
  }
}

/** Every line at once, with the session's name where it is another session than in the line before. */
export class PlainLines implements SessionLines {
  readonly #options: Options;
  readonly #begun = new Set<SessionId>();
  #last: SessionId | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  add(id: SessionId, lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.#last !== id) {
      this.#options.write(this.#options.title(id, this.#begun.has(id)));
      this.#begun.add(id);
      this.#last = id;
    }
    for (const line of lines) this.#options.write(`${this.#options.indent(id)}  ${line}`);
  }

  about(line: string): void {
    this.#last = undefined;
    this.#options.write(line);
  }

  look(): void {
    // Nothing ever waits.
  }

  end(): void {
    this.#last = undefined;
  }
}
