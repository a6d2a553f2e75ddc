import * as say from '../../text/cli-problems.ts';
import { readDuration } from '../../text/duration.ts';
import { Mistake } from '../mistake.ts';

const LONGEST_SPAN = 366 * 24 * 3_600_000;

/** The value of a flag in milliseconds; undefined when it was not given. */
export function spanOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const span = readDuration(text.trim());
  if (span === undefined || span <= 0 || span > LONGEST_SPAN) {
    throw new Mistake(say.notASpan(flag, text));
  }
  return span;
}

export function countOf(flag: string, text: string, most: number): number {
  const count = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
  if (count < 1 || count > most) throw new Mistake(say.notACount(flag, text, most));
  return count;
}
