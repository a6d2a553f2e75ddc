import { blocksOf, type Block } from './blocks.ts';
import { headingKey, wholeHeadingKey } from './heading-key.ts';
import { closesIssue } from './issue-section.ts';
import { sectionStarts } from './section-starts.ts';
import type { Template } from './template.ts';

/** What an author wrote, before it is held against a template. */
export type Description = {
  blocks: readonly Block[];
  /** What the block's text is compared by, exactly and loosely, where it may be a heading. */
  keys: ReadonlyMap<Block, readonly string[]>;
  /** Nothing to see: blank, or comments only. */
  isEmpty: boolean;
  /** The section that asks for an issue has its answer, wherever it stands. */
  linksIssue: boolean;
};

/** What stands below one heading of the template; below all of them, when the author wrote it more than once. */
export type Written = {
  /** Of its first heading, from 1. */
  line: number;
  lines: readonly string[];
  boxes: readonly { label: string; ticked: boolean }[];
};

export function readDescription(body: string): Description {
  const blocks = blocksOf(body);
  const isEmpty = !blocks.some(
    (block) => block.kind === 'box' || (block.kind !== 'comment' && block.text.trim() !== ''),
  );
  const keys = new Map(
    blocks.filter(isHeadingLike).map((block) => [block, keysOf(block.text)] as const),
  );
  return { blocks, keys, isEmpty, linksIssue: closesIssue(blocks) };
}

/**
 * By key of the template's sections; those that are not there are left out. The text without a heading has the empty key.
 * A heading that the template does not know belongs to the section above it when it is a lower one, and ends it otherwise.
 */
export function writtenIn({ blocks, keys }: Description, template: Template): Map<string, Written> {
  const known = new Set(template.sections.map(({ key }) => key).filter((key) => key !== ''));
  const found = new Map<string, Collected>();
  const open = (key: string, line: number): Collected => {
    const before = found.get(key);
    if (before !== undefined) return before;
    const fresh = { line, lines: [], boxes: [] };
    found.set(key, fresh);
    return fresh;
  };
  let current: Collected | undefined = open('', 1);
  let level = 0;
  const starts = sectionStarts(blocks, keys, known);
  for (const block of blocks) {
    const start = starts.get(block);
    if (start !== undefined) {
      current = open(start.key, block.line);
      if (start.rest !== undefined && start.rest !== '') current.lines.push(start.rest);
      // Below a bold line every heading is a lower one.
      level = block.kind === 'heading' ? block.level : 0;
    } else if (block.kind === 'heading' && !block.underlined) {
      if (block.level <= level) current = undefined;
    } else if (block.kind === 'box') {
      current?.boxes.push(block);
    } else if (block.kind !== 'comment') {
      // Also a line over dashes: a rule was meant, and CommonMark makes a heading of it.
      current?.lines.push(block.text);
    }
  }
  return found;
}

type Collected = Written & { lines: string[]; boxes: { label: string; ticked: boolean }[] };

function isHeadingLike(block: Block): block is Block & { kind: 'heading' | 'text' } {
  return block.kind === 'heading' || (block.kind === 'text' && block.bold);
}

function keysOf(heading: string): readonly string[] {
  return heading.trim() === '' ? [] : [wholeHeadingKey(heading), headingKey(heading)];
}
