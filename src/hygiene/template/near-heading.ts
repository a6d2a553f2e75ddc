import { editDistance } from '../../text/nearest.ts';

const LONGEST = 80;
/** From so many letters on, so many slips are forgiven. */
const SLIPS = [
  { letters: 10, most: 2 },
  { letters: 5, most: 1 },
] as const;
const FEWEST_WORDS = 2;
/** Below that the one word is what the heading is about. */
const FEWEST_BESIDE_ANOTHER = 4;
/** Of all headings of a text, so many are looked at. */
const MOST_WRITTEN = 60;

/**
 * The heading that stands for one that is not there: a slip of the pen, `behaviour` for `behavior`, or one word more, less
 * or other. Keys of both; `written` are those that are no heading of the template themselves.
 */
export function nearHeading(wanted: string, written: Iterable<string>): string | undefined {
  let looked = 0;
  for (const key of written) {
    if ((looked += 1) > MOST_WRITTEN) return undefined;
    if (isNear(wanted, key)) return key;
  }
  return undefined;
}

function isNear(wanted: string, key: string): boolean {
  if (wanted.length > LONGEST || key.length > LONGEST) return false;
  const [one, other] = [wanted.split(' '), key.split(' ')];
  return isSlip(wanted, key) || isOneWordLonger(one, other) || isOneWordOther(one, other);
}

function isSlip(wanted: string, key: string): boolean {
  const letters = Math.min(wanted.length, key.length);
  const most = SLIPS.find((step) => letters >= step.letters)?.most ?? 0;
  const isClose = Math.abs(wanted.length - key.length) <= most;
  return most > 0 && isClose && editDistance(wanted, key) <= most;
}

function isOneWordLonger(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < FEWEST_WORDS || long.length !== short.length + 1) return false;
  const at = long.findIndex((word, index) => word !== short[index]);
  return long.toSpliced(at, 1).every((word, index) => word === short[index]);
}

function isOneWordOther(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length || one.length < FEWEST_BESIDE_ANOTHER) return false;
  return one.filter((word, index) => word !== other[index]).length === 1;
}
