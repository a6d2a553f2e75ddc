import type { Finding } from '../finding.ts';

/** Bound the record: a comment has to have room for its text. */
const MOST_KEYS = 30;
const SHORT_AND_PLAIN = /^[\w /.:,+#@-]{1,64}$/;

/** The keys of the findings as a record holds them: sorted, each once. */
export function recordedKeys(findings: readonly Finding[]): readonly string[] {
  const keys = new Set(findings.map(({ key }) => recordedKey(key)));
  return [...keys].toSorted().slice(0, MOST_KEYS);
}

/** The key itself, or a digest of it when it is long or strange. */
export function recordedKey(key: string): string {
  return SHORT_AND_PLAIN.test(key) ? key : `~${digest(key)}`;
}

/** How one set of keys came out of another; a set that shrank and grew at once is `other`. */
export function progress(
  before: readonly string[],
  after: readonly string[],
): 'same' | 'fewer' | 'other' {
  if (after.some((key) => !before.includes(key))) return 'other';
  return after.length === before.length ? 'same' : 'fewer';
}

/** 64 bits of FNV-1a over UTF-16 units: tells texts apart, keeps no secret. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
