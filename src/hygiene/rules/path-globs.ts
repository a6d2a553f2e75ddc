import picomatch from 'picomatch';
import { linearSearch } from './linear-pattern.ts';

/**
 * What picomatch adds so that `.` and `..` fit nothing. No forge has such a path, and without it the expression can be
 * run in linear time: `*-*-*-*.md` on a hostile name of a file takes minutes with backtracking.
 */
const GUARDS = [
  '(?!(?:^|\\/)\\.{1,2}(?:\\/|$))',
  '(?!(?:\\/|^)\\.{1,2}(?:\\/|$))',
  '(?!\\.{1,2}(?:\\/|$))',
  '(?=.)',
];

/** A star at the very end stands for something: there the last guard says more than that. */
const LAST_STAR = /\(\?=\.\)\[\^\/\]\*\?(?=\)*\$$)/;

/** Whether some glob fits a path or the name of a branch; one that begins with `!` fits what its rest does not. */
export function globMatcher(globs: readonly string[]): (name: string) => boolean {
  const matchers = globs.map(matcherOf).filter((matcher) => matcher !== undefined);
  return (name) => matchers.some((fits) => fits(name));
}

/** Whether it can be matched in linear time; others fit nothing. */
export function isGlob(glob: string): boolean {
  return matcherOf(glob) !== undefined;
}

/** Undefined for what is no glob: it fits nothing. */
function matcherOf(glob: string): ((name: string) => boolean) | undefined {
  const isNegated = glob.startsWith('!');
  const expression = expressionOf(isNegated ? glob.slice(1) : glob);
  const search = expression === undefined ? undefined : linearSearch(expression);
  return search && ((name) => (search(name) !== undefined) !== isNegated);
}

function expressionOf(glob: string): string | undefined {
  try {
    // Extended globs would be regular expressions by another name.
    const { source } = picomatch.makeRe(glob, { dot: true, noextglob: true, strictSlashes: true });
    const expression = source.replace(LAST_STAR, '[^/]+');
    return GUARDS.reduce((text, guard) => text.replaceAll(guard, ''), expression);
  } catch {
    return undefined;
  }
}
