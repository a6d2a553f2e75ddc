import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { quote } from './input-problems.ts';
import { listing } from './listing.ts';

/** What is wrong with a list that a server of its own was told of, as the end of a sentence about its name. */

export function notAList(expected: string, found: unknown): string {
  const shown = found === null || found === undefined ? 'nothing' : shownValue(found);
  return `expected a list of ${expected}, found ${shown}.`;
}

export function wrongEntries(expected: string, found: readonly unknown[]): string {
  return `expected ${expected}, found ${listing(found.map(shownValue), 'and', { most: 5 })}.`;
}

export function tooManyEntries(expected: string, most: number, found: number): string {
  return `expected at most ${String(most)} ${expected}, found ${String(found)}.`;
}

export function noEntries(expected: string): string {
  return `expected at least one of ${expected}, found an empty list. Leave it out for what servers come with.`;
}

export function onlyOfGitea(name: string): string {
  return `${name} is heeded on Gitea and Forgejo only: GitHub has no such setting.`;
}

function shownValue(found: unknown): string {
  if (typeof found === 'string') return quote(found);
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object' && found !== null) return 'a map';
  return clipLine(oneLine(String(found)), 80);
}
