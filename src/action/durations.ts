import { readDuration } from '../text/duration.ts';
import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';

const DAY = 24 * 60 * 60_000;

/** What a timer can hold (31 bits of milliseconds), in whole days. */
const LONGEST = 24 * DAY;

/** `90s`, `30m`, `1h30m` → milliseconds. A number without a unit is refused: minutes and seconds are too easily confused. */
export function parseDuration(text: string, { zero }: { zero: boolean }): Parsed<number> {
  if (/^\d+(\.\d+)?$/.test(text)) return bad(say.durationWithoutUnit(text));
  const total = readDuration(text);
  if (total === undefined) return bad(say.notADuration(text));
  if (total === 0 && !zero) return bad(say.durationOfNothing());
  if (total > LONGEST) return bad(say.durationTooLong(text));
  return good(total);
}
