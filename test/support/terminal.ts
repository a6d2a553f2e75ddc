/**
 * What a person sees of what is written to a terminal: knows line ends, moving up, and clearing to the end, and fails on
 * anything else that moves the cursor.
 */
export class TerminalScreen {
  readonly isTTY = true;
  columns: number | undefined;
  rows: number | undefined;
  /** How often something was written. */
  writes = 0;
  #lines: string[] = [''];
  #row = 0;
  #cursorShown = true;

  constructor(size: { columns?: number; rows?: number } = {}) {
    this.columns = size.columns;
    this.rows = size.rows;
  }

  write(text: string): boolean {
    this.writes += 1;
    const tokens = new RegExp(String.raw`\u001B\[(\??)(\d*)([A-Za-z])|\r|\n|[^\u001B\r\n]+`, 'g');
    let end = 0;
    for (const token of text.matchAll(tokens)) {
      if (token.index !== end) break;
      end = token.index + token[0].length;
      this.#take(token);
    }
    if (end !== text.length) throw new Error(`not understood: ${JSON.stringify(text.slice(end))}`);
    return true;
  }

  /** All lines that were ever on the screen, without the empty one below. */
  get lines(): string[] {
    return this.#lines.at(-1) === '' ? this.#lines.slice(0, -1) : this.#lines;
  }

  get cursorShown(): boolean {
    return this.#cursorShown;
  }

  #take([all, mode, count, command]: RegExpExecArray): void {
    if (all === '\r') return;
    if (all === '\n') this.#lines[(this.#row += 1)] ??= '';
    else if (command === undefined)
      this.#lines[this.#row] = `${this.#lines[this.#row] ?? ''}${all}`;
    else if (mode === '?' && count === '25') this.#cursorShown = command === 'h';
    else if (mode === '?' && count === '7') return;
    else if (command === 'A') this.#row -= Number(count);
    else if (command === 'J') {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row] = '';
    } else throw new Error(`not understood: ${JSON.stringify(all)}`);
    if (this.#row < 0) throw new Error('moved above the first line');
  }
}
