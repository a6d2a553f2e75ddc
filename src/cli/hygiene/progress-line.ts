import { clipLine } from '../../text/clip.ts';
import * as say from '../../text/cli-progress.ts';
import type { Desk } from './desk.ts';

const CLEAR = '\r\u001B[0J';

/** A bar that is drawn in place on a terminal; elsewhere a line now and then. */
export class ProgressLine {
  readonly #err: Desk['err'];
  readonly #every: number;
  #isDrawn = false;

  constructor(err: Desk['err'], { every = 25 } = {}) {
    this.#err = err;
    this.#every = every;
  }

  show(done: number, total: number, what: string): void {
    if (this.#err.isTTY === true) {
      const width = (this.#err.columns || 80) - 1;
      this.#err.write(CLEAR + clipLine(say.bar(done, total, what), width));
      this.#isDrawn = true;
    } else if (done % this.#every === 0 || done === total) {
      this.#err.write(`${say.count(done, total, what)}\n`);
    }
  }

  /** Leaves the place free for what comes next. */
  end(): void {
    if (this.#isDrawn) this.#err.write(CLEAR);
    this.#isDrawn = false;
  }
}
