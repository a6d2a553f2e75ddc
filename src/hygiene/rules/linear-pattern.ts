import { RE2JS } from 're2js';

/** The first place that fits and that `isWanted` agrees to. */
export type Search = (
  text: string,
  isWanted?: (at: number) => boolean,
) => { at: number; text: string } | undefined;

/** Fits beyond this that are all refused count as none. */
const MOST_REFUSED = 100;

/**
 * Looks for an expression of the repository's own in time linear in the text, whatever the expression. Undefined when
 * it does not compile, which the config has refused before.
 */
export function linearSearch(expression: string): Search | undefined {
  const pattern = compiled(expression);
  if (pattern === undefined) return undefined;
  return (text, isWanted = () => true) => {
    const matcher = pattern.matcher(text);
    for (let refused = 0; refused < MOST_REFUSED && matcher.find(); refused += 1) {
      const at = matcher.start();
      if (isWanted(at)) return { at, text: text.slice(at, matcher.end()) };
    }
    return undefined;
  };
}

function compiled(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression);
  } catch {
    return undefined;
  }
}
