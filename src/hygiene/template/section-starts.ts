import type { Block } from './blocks.ts';
import { headingKey } from './heading-key.ts';
import { nearHeading } from './near-heading.ts';

/** Where a section of the template begins in a description. */
export type SectionStart = {
  key: string;
  /** What stands behind the heading on its line. */
  rest?: string;
};

const INLINE = /^([^:：]{1,200})[:：](.*)$/;

/**
 * The blocks that begin a section with one of the `known` keys. A section that has no heading of its own may begin with one
 * that has its answer behind it, as in `**Version:** 2`, or with one that is nearly the same.
 */
export function sectionStarts(
  blocks: readonly Block[],
  keys: ReadonlyMap<Block, readonly string[]>,
  known: ReadonlySet<string>,
): Map<Block, SectionStart> {
  const starts = new Map<Block, SectionStart>();
  const lacking = new Set(known);
  for (const block of blocks) {
    const key = keys.get(block)?.find((each) => known.has(each));
    if (key === undefined) continue;
    starts.set(block, { key });
    lacking.delete(key);
  }
  if (lacking.size === 0) return starts;
  for (const block of blocks) {
    const start = inlineStart(block);
    if (start === undefined || !lacking.delete(start.key)) continue;
    starts.set(block, start);
  }
  const others = new Map(
    [...keys].flatMap(([block, [key]]) =>
      key === undefined || starts.has(block) ? [] : [[key, block] as const],
    ),
  );
  for (const key of lacking) {
    const near = nearHeading(key, others.keys());
    const block = near === undefined ? undefined : others.get(near);
    if (near === undefined || block === undefined) continue;
    starts.set(block, { key });
    others.delete(near);
  }
  return starts;
}

function inlineStart(block: Block): SectionStart | undefined {
  if (block.kind === 'text' && block.lead !== undefined) {
    const rest = block.text.slice(block.lead.length).replace(/^[\s:：-]+/, '');
    return { key: headingKey(block.lead), rest };
  }
  const [, heading, rest] = block.kind === 'heading' ? (INLINE.exec(block.text) ?? []) : [];
  return heading === undefined || rest === undefined
    ? undefined
    : { key: headingKey(heading), rest: rest.trim() };
}
