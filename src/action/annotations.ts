import { clip } from '../text/clip.ts';
import { printable } from '../text/escape.ts';
import { furtherAnnotations } from '../text/log-lines.ts';

export type Annotate = (level: 'warning' | 'error', title: string, message: string) => void;

/** GitHub shows ten of a step; the last one says that there is more. */
const MOST = 10;
const MESSAGE_LENGTH = 1000;

/** Notes beside the log. The texts are masked already. */
export class Annotations {
  readonly #annotate: Annotate | undefined;
  #count = 0;

  constructor({ annotate }: { annotate?: Annotate }) {
    this.#annotate = annotate;
  }

  add(level: 'warning' | 'error', title: string, message: string): void {
    if (this.#annotate === undefined || this.#count >= MOST) return;
    this.#count += 1;
    const words = this.#count < MOST ? message : furtherAnnotations();
    this.#annotate(level, printable(title), clip(printable(words), MESSAGE_LENGTH));
  }
}
