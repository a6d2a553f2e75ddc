import type { Finding } from '../finding.ts';
import { blocksOf } from './blocks.ts';
import { headingKey } from './heading-key.ts';
import { LONGEST_MARKDOWN, tokensOf } from './markdown.ts';
import type { Template, TemplateSection } from './template.ts';

/** A part of a template to paste. */
export type Skeleton = {
  markdown: string;
  /** From 1: how often a text has to have its heading before this one is in it, where labels of a form repeat. */
  nth: number;
};

/** The Markdown to paste for what is not there at all, in the template's order. */
export function skeletonsFor(
  template: Template | undefined,
  findings: readonly Finding[],
): Skeleton[] {
  const problems = findings.map(({ problem }) => problem);
  const isEmpty = problems.some(({ kind }) => kind === 'description-empty');
  const missing = new Set(
    problems.flatMap((problem) => (problem.kind === 'section-missing' ? [problem.section] : [])),
  );
  return (template?.sections ?? [])
    .filter(({ heading, required }) => (isEmpty && required) || missing.has(heading))
    .flatMap((section) => skeletonOf(section));
}

export function skeletonOf({ skeleton }: TemplateSection, nth = 1): Skeleton[] {
  return skeleton === '' ? [] : [{ markdown: skeleton, nth }];
}

/**
 * The description with what it lacks behind the author's own text, which is not touched. Doing it again changes nothing.
 * The body comes back as it is when it would grow beyond what a forge takes.
 */
export function insertSkeletons(body: string, skeletons: readonly Skeleton[]): string {
  const present = headingsIn(body);
  const lacking = skeletons.filter((skeleton) => !isIn(skeleton, body, present));
  if (lacking.length === 0) return body;
  const newline = body.includes('\r\n') ? '\r\n' : '\n';
  const added = lacking
    .map(({ markdown }) => markdown)
    .join('\n\n')
    .replaceAll('\n', newline);
  const start = body.trimEnd();
  if (start === '') return added;
  const whole = endsOf(start, newline)
    .map((end) => [start + end, added].join(newline + newline))
    .find((text) => areIn(lacking, text));
  return whole === undefined || whole.length > LONGEST_MARKDOWN ? body : whole;
}

function areIn(skeletons: readonly Skeleton[], body: string): boolean {
  const present = headingsIn(body);
  return skeletons.every((skeleton) => isIn(skeleton, body, present));
}

function isIn(
  { markdown, nth }: Skeleton,
  body: string,
  present: ReadonlyMap<string, number>,
): boolean {
  const [heading] = headingsIn(markdown).keys();
  return heading === undefined
    ? body.replace(/\r\n?/g, '\n').includes(markdown)
    : (present.get(heading) ?? 0) >= nth;
}

/** How often each is there. */
function headingsIn(markdown: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of blocksOf(markdown)) {
    if (block.kind !== 'heading' && !(block.kind === 'text' && block.bold)) continue;
    const key = headingKey(block.text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A block of code or a comment that the author left open would swallow what follows: what could end it, to be tried in turn. */
function endsOf(body: string, newline: string): string[] {
  const fence = tokensOf(body).findLast(({ type }) => type === 'fence')?.markup;
  return ['', ...(fence === undefined ? [] : [newline + fence]), `${newline}<!-- -->`];
}
