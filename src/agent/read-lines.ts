import { readSync } from 'node:fs';

/** A line without its end, and where its bytes stand in the file. */
export type Line = { text: string; start: number; length: number };

/** More than any line of ours is long. */
const LONGEST_LINE = 64 * 1024 * 1024;
const CHUNK = 64 * 1024;
const LINE_END = 0x0a;

/**
 * The lines of an open file, with one of them in memory at a time; a last one without an end counts as well. What cannot
 * be read ends the file. A line of `longest` bytes or more comes in parts of at most that length.
 */
export function* linesOf(file: number, longest = LONGEST_LINE): Generator<Line, undefined> {
  let room = Buffer.allocUnsafe(Math.min(CHUNK, longest));
  let held = 0;
  for (let start = 0; ;) {
    const got = readAt(file, room.subarray(held), start + held);
    const bytes = room.subarray(0, held + got);
    let from = 0;
    for (let end; (end = bytes.indexOf(LINE_END, Math.max(from, held))) !== -1; from = end + 1) {
      yield lineIn(bytes, from, end, start);
    }
    const isFull = from === 0 && bytes.length === longest;
    if (from < bytes.length && (got === 0 || isFull)) {
      yield lineIn(bytes, from, bytes.length, start);
      from = bytes.length;
    }
    if (got === 0) return undefined;
    start += from;
    held = bytes.length - from;
    const next = held === room.length ? Buffer.allocUnsafe(Math.min(2 * held, longest)) : room;
    bytes.copy(next, 0, from);
    room = next;
  }
}

/** The bytes in a place of the file as text; shorter where the file is. */
export function textAt(file: number, { start, length }: { start: number; length: number }): string {
  const room = Buffer.allocUnsafe(length);
  let held = 0;
  for (let got; held < length; held += got) {
    got = readAt(file, room.subarray(held), start + held);
    if (got === 0) break;
  }
  return room.toString('utf8', 0, held);
}

function lineIn(bytes: Buffer, from: number, to: number, start: number): Line {
  return { text: bytes.toString('utf8', from, to), start: start + from, length: to - from };
}

function readAt(file: number, room: Buffer, position: number): number {
  try {
    return readSync(file, room, 0, room.length, position);
  } catch {
    return 0;
  }
}
