/** What servers take for the beginning of a draft's title when their administrators set nothing else. */
export const DRAFT_PREFIXES: readonly string[] = ['WIP:', '[WIP]'];

/** Letter case does not count, blanks before the prefix do. */
export function isDraftTitle(title: string, prefixes: readonly string[] = DRAFT_PREFIXES): boolean {
  const upper = title.toUpperCase();
  return prefixes.some((prefix) => prefix !== '' && upper.startsWith(prefix.toUpperCase()));
}
