import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { markdownCode } from './markdown.ts';

/** Why a template of a repository cannot be followed or checked as its maintainers mean it. */
export type TemplateProblem =
  | { kind: 'empty' | 'only-comments' | 'no-headings' | 'not-yaml' }
  | { kind: 'duplicate-heading'; heading: string; line: number }
  | { kind: 'box-not-tickable'; text: string; line: number };

/** For maintainers: what was found, and what to write instead. */
export function templateProblem(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'asks for nothing, so every description follows it. Write a heading for each thing you want to read.';
    case 'only-comments':
      return 'holds nothing but comments, so any text follows it. Write a heading for each thing you want to read.';
    case 'no-headings':
      return 'has no headings, so any text of the author’s own follows it. Headings make each part checkable.';
    case 'not-yaml':
      return 'is not valid YAML, so the forge does not offer it and nothing is checked.';
    case 'duplicate-heading':
      return `line ${String(problem.line)}: the heading ${shown(problem.heading)} is there twice, and both count as one section. Give each its own name.`;
    case 'box-not-tickable':
      return `line ${String(problem.line)}: ${shown(problem.text)} is not a box that can be ticked. Write \`- [ ] \` and its label at the start of a list item, outside of code and quotations.`;
  }
}

const LONGEST_QUOTE = 80;

function shown(text: string): string {
  return markdownCode(clipLine(oneLine(text), LONGEST_QUOTE));
}
