import type { Progress } from '../action/progress.ts';
import type { Clock } from '../clock.ts';
import type { AgentEvent, Ask } from '../sessions/event.ts';
import type { Denial } from '../sessions/outcome.ts';
import type { Pending } from '../sessions/settle.ts';
import type { SessionTree } from '../sessions/tree.ts';
import { askLine, noticeLine } from '../text/log-lines.ts';
import { frame } from './frame.ts';

/** The part of a terminal that the view needs. */
export interface Screen {
  write(text: string): unknown;
  /** Undefined or 0 where the terminal does not tell. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Fast enough to look alive, slow enough to cost nothing. */
const REDRAW = 200;

// Long lines are cut by the terminal while a frame is drawn: how wide a character is only the terminal knows.
const BEGIN = '\u001B[?25l\u001B[?7l';
const END = '\u001B[?7h\u001B[?25h';
const CLEAR_BELOW = '\u001B[0J';

/**
 * Draws the session tree in place and keeps it up to date until `end`; sentences about the run scroll by above it.
 * After `end` the last frame stays on the screen. Lines are masked after they were cut to the width, so half a secret may
 * stay: the terminal belongs to the person whose secrets they are.
 */
export class TreeView implements Progress {
  readonly #screen: Screen;
  readonly #clock: Clock;
  readonly #mask: (text: string) => string;
  readonly #started: number;
  readonly #stopped = new AbortController();
  readonly #drawing: Promise<void>;
  #tree: SessionTree | undefined;
  #drawn: string[] = [];

  constructor(screen: Screen, clock: Clock, mask: (text: string) => string) {
    this.#screen = screen;
    this.#clock = clock;
    this.#mask = mask;
    this.#started = clock.now();
    this.#drawing = this.#keepDrawing();
  }

  notice(level: 'info' | 'warning' | 'error', sentence: string): void {
    this.#above(noticeLine(level, sentence));
  }

  event(_event: AgentEvent, tree: SessionTree): void {
    this.#tree = tree;
  }

  asked(ask: Ask, denial: Denial | undefined, tree: SessionTree): void {
    this.#tree = tree;
    if (denial !== undefined) this.#above(askLine(ask, denial));
  }

  waiting(_pending: Pending[], tree: SessionTree): void {
    this.#tree = tree;
  }

  async end(): Promise<void> {
    this.#stopped.abort();
    await this.#drawing;
    this.#draw();
  }

  async #keepDrawing(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#draw();
      await this.#clock.sleep(REDRAW, this.#stopped.signal);
    }
  }

  #draw(): void {
    const lines = this.#lines();
    if (lines.join('\n') === this.#drawn.join('\n')) return;
    this.#replace('', lines);
  }

  #above(line: string): void {
    this.#replace(`${this.#mask(line)}\n`, this.#lines());
  }

  #lines(): string[] {
    if (this.#tree === undefined) return [];
    const now = this.#clock.now();
    const size = { columns: this.#screen.columns || 80, rows: this.#screen.rows || 24 };
    return frame(this.#tree, now - this.#started, now, size).map((line) => this.#mask(line));
  }

  /** One write for each frame: in pieces it would flicker. */
  #replace(above: string, lines: string[]): void {
    const up = this.#drawn.length === 0 ? '' : `\u001B[${String(this.#drawn.length)}A`;
    const body = lines.map((line) => `${line}\n`).join('');
    this.#screen.write(`${BEGIN}${up}\r${CLEAR_BELOW}${above}${body}${END}`);
    this.#drawn = lines;
  }
}
