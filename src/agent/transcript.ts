import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import type { AgentEvent, Ask } from '../sessions/event.ts';
import type { Denial, Outcome } from '../sessions/outcome.ts';
import {
  TRANSCRIPT_SCHEMA,
  type TranscriptEntry,
  type TranscriptHeader,
} from '../sessions/transcript-entry.ts';
import type { SessionTree } from '../sessions/tree.ts';
import { clipBytes } from '../text/clip.ts';
import { mapStrings } from '../text/map-strings.ts';
import { createNews, type News } from './news.ts';

/** The longest single text in a transcript, in bytes; of longer ones the beginning is kept. */
const TEXT_LIMIT = 64 * 1024;

type Options = {
  /** Takes secrets out of a text; every text passes through it before it is written. */
  mask: (text: string) => string;
  now: () => number;
  /** Our own version. */
  version: string;
  /** Told once, with a sentence, when the file can no longer be written; the run goes on without it. */
  onFailure?: (sentence: string) => void;
};

/**
 * A run as JSON Lines, written while it happens, in our own words for events (see `TranscriptEntry`).
 *
 * Each call hands its lines to the operating system before it returns, so that whatever kills this process, the file
 * ends with the last event, or with a torn line that readers skip. Only `close` waits for the disk: the loss of the
 * machine loses the job as well. Left out is what would make the file explode and says nothing new: deltas, repeated
 * states, parts while they grow.
 */
export class Transcript {
  readonly path: string;
  readonly #options: Options;
  readonly #news: News = createNews();
  #file: number | undefined;
  #tree = '';

  /** Begins a new file; its folder is made. Throws when it cannot. */
  constructor(path: string, options: Options) {
    mkdirSync(dirname(path), { recursive: true });
    this.path = path;
    this.#options = options;
    this.#file = openSync(path, 'w', 0o600);
    const header = { type: 'agent-run-transcript', schema: TRANSCRIPT_SCHEMA } as const;
    this.#write([{ ...header, at: options.now(), version: options.version }]);
  }

  event(event: AgentEvent, tree: SessionTree, now: number): void {
    if (this.#news.isNews(event, tree)) {
      this.#write([...this.#treeEntry(tree, now), { type: 'event', at: now, event }]);
    }
  }

  asked(ask: Ask, denial: Denial | undefined): void {
    const entry = { type: 'asked', at: this.#options.now(), ask } as const;
    this.#write([denial === undefined ? entry : { ...entry, denial }]);
  }

  notice(level: 'info' | 'warning' | 'error', sentence: string): void {
    this.#write([{ type: 'notice', at: this.#options.now(), level, sentence }]);
  }

  /** A heartbeat tells nothing that the events do not. */
  waiting(): void {}

  outcome(outcome: Outcome, reason: string): void {
    this.#write([{ type: 'outcome', at: this.#options.now(), outcome, reason }]);
  }

  /** Texts that were never finished. */
  unfinished(entries: readonly TranscriptEntry[]): void {
    this.#write(entries);
  }

  /** Nothing is written any more; a second time does nothing. */
  close(): void {
    if (this.#file === undefined) return;
    try {
      fsyncSync(this.#file);
      closeSync(this.#file);
    } catch (error) {
      this.#fail(error);
    }
    this.#file = undefined;
  }

  /** What a reader needs to fold the events; written again when it changed. */
  #treeEntry(tree: SessionTree, at: number): TranscriptEntry[] {
    const { promptId, since, rootId } = tree;
    const root = tree.sessions.get(rootId)?.info;
    const key = `${rootId} ${promptId} ${String(since)}`;
    if (root === undefined || key === this.#tree) return [];
    this.#tree = key;
    return [{ type: 'tree', at, root, promptId, since }];
  }

  #write(lines: readonly (TranscriptEntry | TranscriptHeader)[]): void {
    if (this.#file === undefined) return;
    const bytes = Buffer.from(lines.map((line) => `${this.#line(line)}\n`).join(''));
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      this.#file = undefined;
      this.#fail(error);
    }
  }

  /** Masked before it is cut and before it is escaped: of half a secret no mask knows the other half. */
  #line(line: TranscriptEntry | TranscriptHeader): string {
    const { mask } = this.#options;
    return JSON.stringify(mapStrings(line, (text) => clipBytes(mask(text), TEXT_LIMIT)));
  }

  #fail(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#options.onFailure?.(`The transcript could not be written any further: ${why}`);
  }
}
