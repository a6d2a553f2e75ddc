import { clipBytes } from '../../text/clip.ts';
import { printable } from '../../text/escape.ts';
import { badDueAt, badKey } from '../../text/queue-problems.ts';
import type { Glance, JobRequest } from './queue.ts';

const LONGEST_KEY = 1024;
const LARGEST_GLANCE = 128 * 1024;
const LONGEST_ERROR = 2000;
/** The end of the year 9999: what every engine can write as a date. */
const LATEST = 253_402_300_799_999;

/** A request that every engine can store; a glance it could not store or order is left out, which costs one read. */
export function checkedRequest(key: string, request: JobRequest): JobRequest {
  checkedKey(key);
  const { glance, ...rest } = request;
  const dueAt = checkedDueAt(request.dueAt);
  return glance === undefined || !isStorable(glance)
    ? { ...rest, dueAt }
    : { ...rest, dueAt, glance };
}

export function checkedKey(key: string): string {
  // NUL and half a surrogate pair do not survive every database: two keys could become one.
  if (key === '' || key.length > LONGEST_KEY || key.includes('\0') || !key.isWellFormed()) {
    throw new TypeError(badKey(key));
  }
  return key;
}

/** Whole milliseconds, never earlier than what was asked for. */
export function checkedDueAt(dueAt: number): number {
  const whole = Math.ceil(dueAt);
  if (!(whole >= 0 && whole <= LATEST)) throw new RangeError(badDueAt(dueAt));
  return whole;
}

/** An error's text for storing: it may quote a stranger. */
export function checkedError(error: string): string {
  return clipBytes(printable(error.toWellFormed()), LONGEST_ERROR);
}

function isStorable({ updatedAt, json }: Glance): boolean {
  return (
    Number.isSafeInteger(updatedAt) &&
    Buffer.byteLength(json) <= LARGEST_GLANCE &&
    !json.includes('\0') &&
    json.isWellFormed()
  );
}
