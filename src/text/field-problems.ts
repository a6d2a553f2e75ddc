import type { NoFieldAnswer } from '../hygiene/finding.ts';
import { counted } from './amounts.ts';
import { listing } from './listing.ts';
import type { Pen } from './pen.ts';
import type { ProblemSentence } from './problem-sentences.ts';

/** Words for issue forms, and for how long a description is. */

export function tooFewWords(words: number, min: number): ProblemSentence {
  return {
    what: `The description has ${counted(words, 'word')} of its own; at least ${String(min)} are expected.`,
    fix: 'Say what changes and why; the text of the template does not count.',
  };
}

export function tooManyWords(words: number, max: number): ProblemSentence {
  return {
    what: `The description has ${counted(words, 'word')}; at most ${String(max)} are read here.`,
    fix: 'Shorten it to what a reviewer needs.',
  };
}

export function missing(names: readonly string[], pen: Pen): ProblemSentence {
  const many = names.length !== 1;
  return {
    what: `${many ? 'These required fields are' : 'This required field is'} not in the description: ${quoted(names, pen)}.`,
    fix: `Edit the description: add ${many ? 'each' : 'it'} as a heading and write your answer under it.`,
  };
}

export function empty(names: readonly string[], why: NoFieldAnswer, pen: Pen): ProblemSentence {
  const many = names.length !== 1;
  const state = {
    blank: many ? 'have no answer' : 'has no answer',
    placeholder: many ? "still hold only the form's text" : "still holds only the form's text",
    stopgap: many ? 'say nothing that can be used' : 'says nothing that can be used',
  }[why];
  return {
    what: `The required field${many ? 's' : ''} ${quoted(names, pen)} ${state}.`,
    fix: `Edit the description and write your answer under ${many ? 'each heading' : 'the heading'}.`,
  };
}

export function notAnOption(
  problem: { field: string; value: string; options: readonly string[] },
  pen: Pen,
): ProblemSentence {
  return {
    what: `${pen.quote(problem.value)} is not an option of the field ${pen.quote(problem.field)}.`,
    fix:
      problem.options.length === 0
        ? 'Use one of its options.'
        : `Use ${listing(
            problem.options.map((option) => pen.quote(option)),
            'or',
          )}.`,
  };
}

export function malformed(
  { field, wanted }: { field: string; wanted: 'number' | { pattern: string } },
  pen: Pen,
): ProblemSentence {
  const form = wanted === 'number' ? 'a number' : `text that fits ${pen.quote(wanted.pattern)}`;
  return {
    what: `The answer of the field ${pen.quote(field)} is not ${form}.`,
    fix: `Edit the description and write ${form} under its heading.`,
  };
}

export function noTemplate(templates: readonly string[], pen: Pen): ProblemSentence {
  const names = templates.map((name) => pen.quote(name));
  const which = names.length === 0 ? '' : `: ${listing(names, 'or')}`;
  return {
    what: 'The description follows none of the issue templates of this repository.',
    fix: `${pen.link('Choose a template', pen.about.links?.newIssue)}${which}, and edit the description so that it has its headings and answers.`,
  };
}

function quoted(names: readonly string[], pen: Pen): string {
  return listing(
    names.map((name) => pen.quote(name)),
    'and',
  );
}
