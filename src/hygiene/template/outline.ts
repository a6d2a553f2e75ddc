import { blocksOf, type Block } from './blocks.ts';

/** A heading of a template with everything up to the next one. */
export type Part = {
  heading: string;
  /** Bold lines that serve as headings are of level 6. */
  level: number;
  /** Of the heading, from 1. */
  line: number;
  blocks: readonly Block[];
};

export type Outline = {
  /** In front of the first heading. */
  preamble: readonly Block[];
  parts: readonly Part[];
};

/** A template without headings uses its bold lines for them, if it has any. */
export function outlineOf(markdown: string): Outline {
  const blocks = blocksOf(markdown);
  const hasHeadings = blocks.some(({ kind }) => kind === 'heading');
  const preamble: Block[] = [];
  const parts: (Part & { blocks: Block[] })[] = [];
  for (const block of blocks) {
    const level = levelOf(block, hasHeadings);
    if (level !== undefined && 'text' in block) {
      parts.push({ heading: block.text.trim(), level, line: block.line, blocks: [] });
    } else {
      (parts.at(-1)?.blocks ?? preamble).push(block);
    }
  }
  return { preamble, parts };
}

function levelOf(block: Block, hasHeadings: boolean): number | undefined {
  if (block.kind === 'heading' && block.text.trim() !== '') return block.level;
  return !hasHeadings && block.kind === 'text' && block.bold ? 6 : undefined;
}

/** The template's own title, or a heading with nothing of its own that holds others together: nothing is asked there. */
export function isFrame(parts: readonly Part[], index: number): boolean {
  const [part, next] = parts.slice(index, index + 2);
  if (part === undefined || next === undefined || next.level <= part.level) return false;
  if (!part.blocks.some(saysSomething)) return true;
  return (
    index === 0 &&
    TITLE.test(part.heading) &&
    parts.slice(1).every(({ level }) => level > part.level)
  );
}

const TITLE =
  /\btemplate\W*$|^\W*(?:pull request|merge request|pr)(?: (?:title|form|info|information))?\W*$/i;

export function saysSomething(block: Block): boolean {
  return (block.kind === 'box' ? block.label : block.text).trim() !== '';
}
