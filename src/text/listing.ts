import { counted } from './amounts.ts';

/** `a`, `a and b`, `a, b and c`; what goes beyond `most` is counted, not named. */
export function listing(
  items: readonly string[],
  word: 'and' | 'or',
  { most = 12, rest = 'other' }: { most?: number; rest?: string } = {},
): string {
  const shown =
    items.length <= most ? items : [...items.slice(0, most), counted(items.length - most, rest)];
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`;
}
