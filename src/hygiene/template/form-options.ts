import type { FormField } from './template.ts';
import { normalLine } from './words.ts';

/** Options with more commas are only known as a whole. */
const MOST_PARTS = 30;
/** What people may put between two options besides the comma. */
const SPACE_EACH = 5;

/**
 * The options that a line names, as the forges join them; undefined when it names something else. Options may hold commas
 * themselves: of several readings the one with the fewest options counts.
 */
export function chosenOptions(
  line: string,
  { asks: { options = [] }, multiple }: Pick<FormField, 'asks' | 'multiple'>,
): readonly string[] | undefined {
  // Each option can be chosen once.
  if (line.length > options.reduce((sum, { length }) => sum + length + SPACE_EACH, 0)) {
    return undefined;
  }
  const known = knownOptions(options);
  const whole = optionIn(known, line);
  if (whole !== undefined) return [whole];
  return multiple ? fewestOptions(line.split(','), known) : undefined;
}

/** The last option of a reading, and how many it has. */
type Reading = { option: string; start: number; count: number };

function fewestOptions(
  parts: readonly string[],
  known: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const longest = Math.min(MOST_PARTS, Math.max(1, ...[...known.keys()].map(partsIn)));
  // Of the parts in front of each index.
  const best: (Reading | undefined)[] = [{ option: '', start: 0, count: 0 }];
  for (let end = 1; end <= parts.length; end += 1) {
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      const count = (best[start]?.count ?? Infinity) + 1;
      if (count >= (best[end]?.count ?? Infinity)) continue;
      const option = optionIn(known, parts.slice(start, end).join(','));
      if (option !== undefined) best[end] = { option, start, count };
    }
  }
  const options: string[] = [];
  for (let end = parts.length; end > 0;) {
    const last = best[end];
    if (last === undefined) return undefined;
    options.unshift(last.option);
    end = last.start;
  }
  return options;
}

function partsIn(option: string): number {
  return option.split(',').length;
}

function optionIn(known: ReadonlyMap<string, string>, text: string): string | undefined {
  return known.get(text.trim()) ?? known.get(normalLine(text) || text.trim());
}

/** As written, and loosely where that is not the spelling of another option. */
function knownOptions(options: readonly string[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const option of options) {
    const loose = normalLine(option);
    if (loose !== '' && !known.has(loose)) known.set(loose, option);
  }
  for (const option of options) known.set(option.trim(), option);
  return known;
}

/** A line is not looked through for more options, or beyond so much of it. */
const MOST_OPTIONS = 200;
const LONGEST_LINE = 500;

/**
 * The options that somebody named in words of their own, such as `macOS 14.2` for `macOS`; undefined where any part of the
 * line names none, or where several are named and one is asked for. What an option has in brackets is there to be replaced.
 */
export function namedOptions(
  line: string,
  { asks: { options = [] }, multiple }: Pick<FormField, 'asks' | 'multiple'>,
): readonly string[] | undefined {
  if (options.length > MOST_OPTIONS || line.length > LONGEST_LINE) return undefined;
  const parts = multiple ? line.split(/[,;/&]|\band\b/i) : [line];
  const named = parts
    .filter((part) => normalLine(part) !== '')
    .map((part) => optionsIn(part, options));
  const all = new Set(named.flat());
  const isClear = named.length > 0 && named.every(({ length }) => length > 0);
  return isClear && (multiple || all.size === 1) ? [...all] : undefined;
}

/** An option that is part of a longer one which is named, too, is not meant. */
function optionsIn(text: string, options: readonly string[]): string[] {
  const words = ` ${normalLine(text)} `;
  const found = options.filter((option) => {
    const own = normalLine(option.replace(/\([^()]*\)\s*$/, ''));
    return (own.length > 1 || /^\d$/.test(own)) && words.includes(` ${own} `);
  });
  return found.filter(
    (option) =>
      !found.some((other) => other !== option && normalLine(other).includes(normalLine(option))),
  );
}
