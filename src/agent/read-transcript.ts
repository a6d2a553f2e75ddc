import { closeSync, constants, fstatSync, openSync } from 'node:fs';

import { apply, prompted } from '../sessions/fold.ts';
import type { Denial } from '../sessions/outcome.ts';
import {
  TRANSCRIPT_SCHEMA,
  type TranscriptEntry,
  type TranscriptHeader,
} from '../sessions/transcript-entry.ts';
import { createTree, type SessionTree } from '../sessions/tree.ts';
import { linesOf, textAt } from './read-lines.ts';
import { isEntry, isHeader } from './transcript-shape.ts';

/** Where in a transcript an entry stands. */
export type Place = { start: number; length: number };

/** Without an entry when it could not be read. */
export type TranscriptLine = { entry: TranscriptEntry | undefined; place: Place };

/** A transcript on disk, which may be larger than memory: of its entries none is kept. */
export type OpenTranscript = {
  header: TranscriptHeader;
  /** Every line after the header, one after the other. */
  lines: () => Iterable<TranscriptLine>;
  /** One entry once more; undefined when it is not there any longer. */
  at: (place: Place) => TranscriptEntry | undefined;
};

/** What a transcript tells. */
export type ReadTranscript = {
  header: TranscriptHeader;
  /** Lines that could not be read: a torn one at the end after a kill, more when somebody wrote into the file. */
  damaged: number;
  /** As the events left it; absent when the run ended before there was a session. */
  tree?: SessionTree;
  denials: Denial[];
  /** The instant of the last line. */
  lastAt: number;
};

/**
 * Opens what a `Transcript` wrote, also when its writer was killed in the middle of a line, for as long as `use` takes.
 * It gets undefined when the file is absent or no transcript of ours. The agent could have written to the file: lines
 * that are not as we write them are no entries.
 */
export function withTranscript<T>(
  path: string,
  use: (transcript: OpenTranscript | undefined) => T,
): T {
  const file = opened(path);
  if (file === undefined) return use(undefined);
  try {
    return use(transcriptIn(file));
  } finally {
    closeSync(file);
  }
}

/** Reads what the file tells: the tree as the events left it, and what was refused. Undefined as in `withTranscript`. */
export function readTranscript(path: string): ReadTranscript | undefined {
  return withTranscript(path, (transcript) => {
    if (transcript === undefined) return undefined;
    const { header } = transcript;
    const read: ReadTranscript = { header, damaged: 0, denials: [], lastAt: header.at };
    for (const { entry } of transcript.lines()) {
      if (entry === undefined) read.damaged += 1;
      else take(read, entry);
    }
    return read;
  });
}

function take(read: ReadTranscript, entry: TranscriptEntry): void {
  read.lastAt = Math.max(read.lastAt, entry.at);
  if (entry.type === 'event' && read.tree !== undefined) apply(read.tree, entry.event, entry.at);
  if (entry.type === 'asked' && entry.denial !== undefined) read.denials.push(entry.denial);
  if (entry.type !== 'tree') return;
  read.tree ??= createTree(entry.root, entry.promptId, entry.at);
  read.tree.since = entry.since;
  if (read.tree.promptId !== entry.promptId) prompted(read.tree, entry.promptId, entry.at);
}

/** Only a file: a pipe or a device in its place would keep us waiting, or never end. */
function opened(path: string): number | undefined {
  try {
    // Opening a pipe waits for its writer otherwise.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch {
    // What cannot be opened is as good as absent.
  }
  return undefined;
}

function transcriptIn(file: number): OpenTranscript | undefined {
  const first = linesOf(file).next().value;
  const header = parsed(first?.text ?? '');
  if (!isHeader(header) || header.schema !== TRANSCRIPT_SCHEMA) return undefined;
  return { header, lines: () => entriesOf(file), at: (place) => entryIn(textAt(file, place)) };
}

function* entriesOf(file: number): Generator<TranscriptLine, undefined> {
  const lines = linesOf(file);
  lines.next();
  for (const { text, start, length } of lines) {
    yield { entry: entryIn(text), place: { start, length } };
  }
}

function entryIn(line: string): TranscriptEntry | undefined {
  const value = parsed(line);
  return isEntry(value) ? value : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
