import { counted } from './amounts.ts';
import { listing } from './listing.ts';
import type { Pen } from './pen.ts';
import type { ProblemSentence } from './problem-sentences.ts';

/** Words for titles that should follow Conventional Commits. */

export function malformed(title: string, types: readonly string[], pen: Pen): ProblemSentence {
  return {
    what: `The title ${pen.quote(title)} does not have the form ${pen.quote('type(scope): subject')}.`,
    fix: `Begin it with ${oneOf(types, pen)}, then a colon and a short subject, such as ${example(types, pen)}. A scope in parentheses, the part it touches, may follow the type.`,
  };
}

export function typeUnknown(
  problem: { type: string; types: readonly string[]; nearest?: string },
  pen: Pen,
): ProblemSentence {
  return {
    what: `The title begins with ${pen.quote(problem.type)}, which is not a type used here.`,
    fix: `Begin it with ${oneOf(problem.types, pen)}, such as ${example(problem.types, pen)}.${didYouMean(problem.nearest, pen)}`,
  };
}

export function scopeUnknown(
  problem: { scope: string; scopes: readonly string[]; nearest?: string },
  pen: Pen,
): ProblemSentence {
  return {
    what: `The scope ${pen.quote(problem.scope)} in the title is not one used here.`,
    fix: `Use ${oneOf(problem.scopes, pen)}.${didYouMean(problem.nearest, pen)}`,
  };
}

export function scopeMissing(pen: Pen): ProblemSentence {
  return {
    what: 'The title names no scope.',
    fix: `Put the part it touches in parentheses behind the type, such as ${pen.quote('fix(parser): accept empty input')}.`,
  };
}

export function withoutSubject(pen: Pen): ProblemSentence {
  return {
    what: 'The title says nothing behind the colon.',
    fix: `Add a short subject, such as ${pen.quote('fix: accept empty input')}.`,
  };
}

export function prefixMissing(prefix: string, pen: Pen): ProblemSentence {
  return {
    what: `The title does not begin with ${pen.quote(prefix)}, as the template sets it.`,
    fix: `Put ${pen.quote(prefix)} in front of the title.`,
  };
}

export function tooLong(length: number, max: number): ProblemSentence {
  return {
    what: `The title has ${counted(length, 'character')}.`,
    fix: `Shorten it to ${counted(max, 'character')} or less.`,
  };
}

function oneOf(names: readonly string[], pen: Pen): string {
  if (names.length === 0) return 'a type';
  return listing(
    names.map((name) => pen.quote(name)),
    'or',
  );
}

/** With a type that is allowed here. */
function example(types: readonly string[], pen: Pen): string {
  const type = types.includes('fix') ? 'fix' : (types[0] ?? 'fix');
  return pen.quote(`${type}(parser): accept empty input`);
}

function didYouMean(nearest: string | undefined, pen: Pen): string {
  return nearest === undefined ? '' : ` Did you mean ${pen.quote(nearest)}?`;
}
