import type { Finding } from '../finding.ts';
import { blocksOf } from './blocks.ts';
import { headingKey } from './heading-key.ts';
import { LONGEST_MARKDOWN, tokensOf } from './markdown.ts';
import type { Template } from './template.ts';

/** The Markdown to paste for what is not there at all, in the template's order. */
export function skeletonsFor(
  template: Template | undefined,
  findings: readonly Finding[],
): string[] {
  const problems = findings.map(({ problem }) => problem);
  const isEmpty = problems.some(({ kind }) => kind === 'description-empty');
  const missing = new Set(
    problems.flatMap((problem) => (problem.kind === 'section-missing' ? [problem.section] : [])),
  );
  return (template?.sections ?? [])
    .filter(({ heading, required }) => (isEmpty && required) || missing.has(heading))
    .map(({ skeleton }) => skeleton)
    .filter((skeleton) => skeleton !== '');
}

/**
 * The description with what it lacks behind the author's own text, which is not touched. Doing it again changes nothing.
 * The body comes back as it is when it would grow beyond what a forge takes.
 */
export function insertSkeletons(body: string, skeletons: readonly string[]): string {
  const present = headingsIn(body);
  const lacking = skeletons.filter((skeleton) => !isIn(skeleton, body, present));
  if (lacking.length === 0) return body;
  const newline = body.includes('\r\n') ? '\r\n' : '\n';
  const added = lacking.join('\n\n').replaceAll('\n', newline);
  const start = body.trimEnd();
  if (start === '') return added;
  const whole = endsOf(start, newline)
    .map((end) => [start + end, added].join(newline + newline))
    .find((text) => areIn(lacking, text));
  return whole === undefined || whole.length > LONGEST_MARKDOWN ? body : whole;
}

function areIn(skeletons: readonly string[], body: string): boolean {
  const present = headingsIn(body);
  return skeletons.every((skeleton) => isIn(skeleton, body, present));
}

function isIn(skeleton: string, body: string, present: ReadonlySet<string>): boolean {
  const [heading] = headingsIn(skeleton);
  return heading === undefined
    ? body.replace(/\r\n?/g, '\n').includes(skeleton)
    : present.has(heading);
}

function headingsIn(markdown: string): Set<string> {
  return new Set(
    blocksOf(markdown).flatMap((block) =>
      block.kind === 'heading' || (block.kind === 'text' && block.bold)
        ? [headingKey(block.text)]
        : [],
    ),
  );
}

/** A block of code or a comment that the author left open would swallow what follows: what could end it, to be tried in turn. */
function endsOf(body: string, newline: string): string[] {
  const fence = tokensOf(body).findLast(({ type }) => type === 'fence')?.markup;
  return ['', ...(fence === undefined ? [] : [newline + fence]), `${newline}<!-- -->`];
}
