import type { NoAnswer } from '../hygiene/finding.ts';
import { listing } from './listing.ts';
import type { Pen } from './pen.ts';
import type { ProblemSentence } from './problem-sentences.ts';

/** Words for what is wrong with a description that should follow a template. */

function template(pen: Pen): string {
  const words = pen.about.subject === 'issue' ? 'issue template' : 'pull request template';
  return `the ${pen.link(words, pen.about.links?.template)}`;
}

export function descriptionEmpty(pen: Pen): ProblemSentence {
  return {
    what: 'The description is empty.',
    fix: `Edit the description and fill in ${template(pen)}.`,
  };
}

export function missing(names: readonly string[], pen: Pen): ProblemSentence {
  const many = names.length !== 1;
  return {
    what: `The description lacks ${many ? 'these required sections' : 'this required section'} of ${template(pen)}: ${quoted(names, pen)}.`,
    fix: many
      ? 'Edit the description: add these headings and write something under each.'
      : 'Edit the description: add this heading and write something under it.',
  };
}

export function empty(names: readonly string[], why: NoAnswer, pen: Pen): ProblemSentence {
  const many = names.length !== 1;
  const state = {
    blank: many ? 'are empty' : 'is empty',
    placeholder: many
      ? "still hold only the template's text"
      : "still holds only the template's text",
    'no-response': many ? 'say "No response"' : 'says "No response"',
    stopgap: many ? 'say nothing that a reviewer can use' : 'says nothing that a reviewer can use',
  }[why];
  return {
    what: `The section${many ? 's' : ''} ${quoted(names, pen)} ${state}.`,
    fix: `Edit the description and write there in your own words.`,
  };
}

export function boxesUnticked(
  problem: { section: string; wanted: 'at-least-one' | 'all'; boxes: readonly string[] },
  pen: Pen,
): ProblemSentence {
  const section = pen.quote(problem.section);
  const boxes = problem.boxes.map((box) => pen.quote(box));
  const tick = `write ${pen.quote('[x]')} in place of ${pen.quote('[ ]')}`;
  if (problem.wanted === 'at-least-one') {
    const choice = boxes.length === 0 ? '' : `, of ${listing(boxes, 'or', { most: 6 })}`;
    return {
      what: `No box is ticked under ${section}.`,
      fix: `Tick at least one${choice}: ${tick}.`,
    };
  }
  const left = boxes.length === 0 ? '' : ` Left: ${listing(boxes, 'and', { most: 6 })}.`;
  return {
    what: `Not every box is ticked under ${section}.${left}`,
    fix: `Do what each box says, then tick it: ${tick}.`,
  };
}

export function templateUnreachable(path: string, pen: Pen): ProblemSentence {
  return {
    what: `The template that the rules name, ${pen.quote(path)}, is not on the default branch.`,
    fix: 'This is for a maintainer: add the file or correct the path in the hygiene config.',
  };
}

function quoted(names: readonly string[], pen: Pen): string {
  return listing(
    names.map((name) => pen.quote(name)),
    'and',
  );
}
