import picomatch from 'picomatch';

/** A glob is tried with backtracking: longer names, which nobody writes by hand, fit none. */
const LONGEST_NAME = 300;

/** Whether some glob fits a path or the name of a branch. A glob that is none fits nothing. */
export function globMatcher(globs: readonly string[]): (name: string) => boolean {
  const matchers = globs.map(matcherOf).filter((matcher) => matcher !== undefined);
  return (name) => name.length <= LONGEST_NAME && matchers.some((fits) => fits(name));
}

/** Extended globs would be regular expressions by another name. */
function matcherOf(glob: string): ((name: string) => boolean) | undefined {
  try {
    return picomatch(glob, { dot: true, noextglob: true, strictSlashes: true });
  } catch {
    return undefined;
  }
}
