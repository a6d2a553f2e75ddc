import {
  appendFileSync,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Clock } from '../clock.ts';
import type { AgentEvent, Part, ReasoningPart, TextPart } from '../sessions/event.ts';
import type { TranscriptEntry } from '../sessions/transcript-entry.ts';
import { isEntry } from './transcript-shape.ts';

type GrowingPart = TextPart | ReasoningPart;

type Options = {
  /** Takes secrets out of a text. */
  mask: (text: string) => string;
  clock: Clock;
};

/** How long a text may have grown before it is written down, ms: so much of it a kill may cost. */
const INTERVAL = 1_000;

/**
 * The texts that models are still writing, kept in a file that holds them and no others: a transcript gets a text when it is
 * done. The file is written anew each time, so that it never holds more than the texts themselves.
 */
export class GrowingTexts {
  readonly #path: string;
  readonly #options: Options;
  readonly #parts = new Map<string, { part: GrowingPart; at: number }>();
  #isDue = false;
  #isClosed = false;

  constructor(path: string, options: Options) {
    this.#path = path;
    this.#options = options;
  }

  event(event: AgentEvent, _tree: unknown, now: number): void {
    if (event.type === 'part') this.#hear(event.part, now);
    if (event.type === 'delta') this.#grow(event.partId, event.text, now);
    if (event.type === 'message-removed') {
      this.#drop(({ messageId }) => messageId === event.messageId);
    }
    if (event.type === 'session-deleted') {
      this.#drop(({ sessionId }) => sessionId === event.sessionId);
    }
  }

  notice(): void {}

  asked(): void {}

  waiting(): void {}

  /** What has never been finished, as a transcript tells it; the file is gone then. */
  close(): TranscriptEntry[] {
    this.#isClosed = true;
    rmSync(this.#path, { force: true });
    return this.#entries();
  }

  #hear(part: Part, at: number): void {
    if (part.type !== 'text' && part.type !== 'reasoning') return;
    const known = this.#parts.get(part.id);
    if (part.ended !== undefined) {
      this.#parts.delete(part.id);
      if (known !== undefined) this.#writeSoon();
      return;
    }
    // What a person or the server wrote comes whole and never grows. REST knows of a growing text only that there is one.
    const isKnownBetter = known !== undefined && known.part.text.length >= part.text.length;
    if (isKnownBetter || (known === undefined && part.text !== '')) return;
    this.#parts.set(part.id, { part, at });
  }

  #grow(partId: string, text: string, at: number): void {
    const known = this.#parts.get(partId);
    if (known === undefined) return;
    this.#parts.set(partId, { part: { ...known.part, text: known.part.text + text }, at });
    this.#writeSoon();
  }

  #drop(isGone: (part: GrowingPart) => boolean): void {
    for (const [id, { part }] of this.#parts) if (isGone(part)) this.#parts.delete(id);
  }

  #writeSoon(): void {
    if (!this.#isDue) void this.#writeLater();
  }

  async #writeLater(): Promise<void> {
    this.#isDue = true;
    await this.#options.clock.sleep(INTERVAL);
    this.#isDue = false;
    if (!this.#isClosed) this.#write();
  }

  #write(): void {
    const lines = this.#entries().map((entry) => `${JSON.stringify(entry)}\n`);
    try {
      writeFileSync(`${this.#path}.new`, lines.join(''), { mode: 0o600 });
      renameSync(`${this.#path}.new`, this.#path);
    } catch {
      // The transcript says when the disk is full; this is only for the case of a kill.
    }
  }

  #entries(): TranscriptEntry[] {
    return [...this.#parts.values()].flatMap(({ part, at }) => {
      const text = this.#options.mask(withoutLastWord(part.text));
      if (text === '') return [];
      return [{ type: 'event', at, event: { type: 'part', part: { ...part, text } } } as const];
    });
  }
}

/** Of half a secret no mask knows the other half. */
function withoutLastWord(text: string): string {
  return /^[^]*[\s。、，！？]/.exec(text)?.[0].trimEnd() ?? '';
}

/** More than models write at once. */
const LARGEST = 16 * 1024 * 1024;

/** Puts what a killed run has left behind there into its transcript. A second time does nothing. */
export function adoptGrowingTexts(path: string, transcript: string): void {
  try {
    if (statSync(path).size > LARGEST) return;
    const lines = readFileSync(path, 'utf8').split('\n').filter(isGrowingText);
    if (lines.length > 0 && statSync(transcript).isFile()) {
      const ending = lastByte(transcript) === LINE_END ? '' : '\n';
      appendFileSync(transcript, `${ending}${lines.join('\n')}\n`);
    }
    rmSync(path);
  } catch {
    // There is none, or no transcript.
  }
}

const LINE_END = 0x0a;

/** A kill may have torn the last line. */
function lastByte(path: string): number | undefined {
  const file = openSync(path, 'r');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, Math.max(0, fstatSync(file).size - 1));
    return byte[0];
  } finally {
    closeSync(file);
  }
}

/** The agent could have written to the file. */
function isGrowingText(line: string): boolean {
  try {
    const entry: unknown = JSON.parse(line);
    if (!isEntry(entry) || entry.type !== 'event' || entry.event.type !== 'part') return false;
    return ['text', 'reasoning'].includes(entry.event.part.type);
  } catch {
    return false;
  }
}
