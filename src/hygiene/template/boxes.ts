import { normalLine, wordsOf } from './words.ts';

type Box = { label: string; ticked: boolean };

/**
 * The labels that still have to be ticked: those that are not, or, where one is enough, all of them while none is. A box
 * of the author's own never counts; a note behind the template's label does no harm.
 */
export function unticked(
  labels: readonly string[],
  written: readonly Box[],
  wanted: 'at-least-one' | 'all',
): readonly string[] {
  const keys = new Map(labels.map((label) => [label, normalLine(label)]));
  const known = new Set(keys.values());
  const lengths = new Set(labels.map((label) => wordsOf(label).length));
  const ticked = new Set<string>();
  for (const { label, ticked: isTicked } of written) {
    if (!isTicked) continue;
    const words = wordsOf(label);
    for (const length of lengths) {
      const start = length <= words.length ? words.slice(0, length).join(' ') : '';
      if (start !== '' && known.has(start)) ticked.add(start);
    }
  }
  if (wanted === 'at-least-one') return ticked.size > 0 ? [] : labels;
  return labels.filter((label) => !ticked.has(keys.get(label) ?? ''));
}
