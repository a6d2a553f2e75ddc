import { normalLine } from './words.ts';

/** The first value that a dropdown does not offer. Several choices stand on one line, parted by commas; an option may hold commas itself. */
export function notAnOption(
  lines: readonly string[],
  options: readonly string[],
): string | undefined {
  const known = new Set(options.map(normalLine));
  const mostCommas = Math.max(
    0,
    ...options.slice(0, 100).map((option) => option.split(',').length),
  );
  for (const line of lines.filter((text) => text.trim() !== '')) {
    const parts = line.split(',');
    for (let from = 0; from < parts.length;) {
      const length = longestKnown(parts, from, mostCommas, known);
      if (length === 0) return (parts[from] ?? line).trim();
      from += length;
    }
  }
  return undefined;
}

function longestKnown(
  parts: readonly string[],
  from: number,
  most: number,
  known: ReadonlySet<string>,
): number {
  for (let length = Math.min(most, parts.length - from); length > 0; length -= 1) {
    if (known.has(normalLine(parts.slice(from, from + length).join(',')))) return length;
  }
  return 0;
}
