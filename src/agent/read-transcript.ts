import { readFileSync } from 'node:fs';

import { apply, prompted } from '../sessions/fold.ts';
import type { Denial } from '../sessions/outcome.ts';
import {
  TRANSCRIPT_SCHEMA,
  type TranscriptEntry,
  type TranscriptHeader,
} from '../sessions/transcript-entry.ts';
import { createTree, type SessionTree } from '../sessions/tree.ts';
import { isEntry, isHeader } from './transcript-shape.ts';

export type TranscriptLines = {
  header: TranscriptHeader;
  entries: TranscriptEntry[];
  /** Lines that could not be read: a torn one at the end after a kill, more when somebody wrote into the file. */
  damaged: number;
};

export type ReadTranscript = TranscriptLines & {
  /** As the events left it; absent when the run ended before there was a session. */
  tree?: SessionTree;
  denials: Denial[];
  /** The instant of the last line. */
  lastAt: number;
};

/**
 * Reads what a `Transcript` wrote, also when its writer was killed in the middle of a line. Undefined when the file is
 * absent or no transcript of ours. The agent could have written to the file: lines that are not as we write them are
 * left out.
 */
export function readLines(path: string): TranscriptLines | undefined {
  const lines = linesOf(path);
  const header = parsed(lines.next().value ?? '');
  if (!isHeader(header) || header.schema !== TRANSCRIPT_SCHEMA) return undefined;
  const read: TranscriptLines = { header, entries: [], damaged: 0 };
  for (const line of lines) {
    const entry = parsed(line);
    if (isEntry(entry)) read.entries.push(entry);
    else read.damaged += 1;
  }
  return read;
}

/** The same, and what it tells: the tree as the events left it, and what was refused. */
export function readTranscript(path: string): ReadTranscript | undefined {
  const lines = readLines(path);
  if (lines === undefined) return undefined;
  const read: ReadTranscript = { ...lines, denials: [], lastAt: lines.header.at };
  for (const entry of lines.entries) take(read, entry);
  return read;
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

/** Line by line from the bytes: the whole text may be longer than a string can be. */
function* linesOf(path: string): Generator<string, undefined> {
  const bytes = bytesOf(path);
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    yield bytes.toString('utf8', start, stop);
    start = stop + 1;
  }
  return undefined;
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
