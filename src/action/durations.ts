import * as say from '../text/input-problems.ts';
import { bad, good, type Parsed } from './parsed.ts';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
type Unit = keyof typeof MILLISECONDS;

/** What a timer can hold (31 bits of milliseconds), in whole days. */
const LONGEST = 24 * MILLISECONDS.d;

/** `90s`, `30m`, `1h30m` → milliseconds. A number without a unit is refused: minutes and seconds are too easily confused. */
export function parseDuration(text: string, { zero }: { zero: boolean }): Parsed<number> {
  if (/^\d+(\.\d+)?$/.test(text)) return bad(say.durationWithoutUnit(text));
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return bad(say.notADuration(text));
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) {
    total += Number(amount) * MILLISECONDS[unit as Unit];
  }
  if (total === 0 && !zero) return bad(say.durationOfNothing());
  if (total > LONGEST) return bad(say.durationTooLong(text));
  return good(Math.round(total));
}
