import type { Token } from 'markdown-it';
import { blocksOfHtml } from './html-blocks.ts';
import { linesOfInline } from './inline-lines.ts';
import { tokensOf } from './markdown.ts';
import { BEHIND_BOX, TICK } from './tick-marks.ts';

/** A piece of Markdown as it counts for a template, with its line from 1. */
export type Block = { line: number } & (
  | { kind: 'heading'; text: string; level: number; underlined: boolean }
  /** One line of text, or of code. `bold`: nothing else stands on it; `lead`: what it begins with in bold, before the rest. */
  | { kind: 'text'; text: string; bold: boolean; code: boolean; lead?: string | undefined }
  /** One line of an HTML comment, which nobody sees. */
  | { kind: 'comment'; text: string }
  | { kind: 'box'; label: string; ticked: boolean }
);

/** Headings, boxes and lines in their order. In a quotation there is nothing but text. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let quotes = 0;
  let isItem = false;
  let commentIsOpen = false;
  tokensOf(markdown).forEach((token, index, tokens) => {
    const line = (token.map?.[0] ?? 0) + 1;
    if (token.type === 'blockquote_open') quotes += 1;
    if (token.type === 'blockquote_close') quotes -= 1;
    if (token.type === 'list_item_open') isItem = true;
    if (!CARRIES_TEXT.has(token.type)) return;

    const shown = shownBlocks(token, tokens[index - 1], line, isItem, commentIsOpen);
    isItem = false;
    if (token.type === 'html_block') {
      commentIsOpen = shown.leavesCommentOpen;
      blocks.push(...(quotes > 0 ? shown.blocks.map(asText) : shown.blocks));
    } else if (commentIsOpen) {
      // A browser takes all of it for the comment, up to the next mark that ends one.
      commentIsOpen = !endsComment(token);
      blocks.push(...shown.blocks.map(asComment));
    } else {
      blocks.push(...(quotes > 0 ? shown.blocks.map(asText) : shown.blocks));
    }
  });
  return blocks;
}

const CARRIES_TEXT: ReadonlySet<string> = new Set(['inline', 'html_block', 'fence', 'code_block']);

function shownBlocks(
  token: Token,
  opening: Token | undefined,
  line: number,
  isItem: boolean,
  commentIsOpen: boolean,
): { blocks: Block[]; leavesCommentOpen: boolean } {
  if (token.type === 'html_block') return blocksOfHtml(token.content, line, commentIsOpen);
  const blocks = token.type === 'inline' ? inlineBlocks(token, opening, line, isItem) : code(token);
  return { blocks, leavesCommentOpen: false };
}

function inlineBlocks(
  token: Token,
  opening: Token | undefined,
  line: number,
  isItem: boolean,
): Block[] {
  const lines = linesOfInline(token, line);
  const texts = lines.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const comments = lines.filter(({ kind }) => kind === 'comment');
  // Several lines over a row of dashes are a paragraph whose author wanted a rule below it.
  if (opening?.type === 'heading_open' && texts.length === 1) {
    const level = Number(opening.tag.slice(1));
    const underlined = !opening.markup.startsWith('#');
    return [{ kind: 'heading', line, text: texts.join(''), level, underlined }, ...comments];
  }
  const box = isItem && opening?.type === 'paragraph_open' ? boxOf(token, texts.join(' ')) : null;
  return box === null ? lines : [{ kind: 'box', line, ...box }, ...comments];
}

const BOX = new RegExp(String.raw`^\[(?: \]\s+(?=\S)|(${TICK})\]${BEHIND_BOX})`);

/** After GitHub's grammar: `[x]`, white space, and a label; of ticks a little more. A link or an escaped bracket is no box. */
function boxOf({ content }: Token, text: string): { label: string; ticked: boolean } | null {
  const match = BOX.test(content) ? BOX.exec(text) : null;
  return match && { label: text.slice(match[0].length).trim(), ticked: match[1] !== undefined };
}

function code({ type, content, map }: Token): Block[] {
  const first = (map?.[0] ?? 0) + (type === 'fence' ? 2 : 1);
  return content
    .split('\n')
    .map((text, index) => ({ kind: 'text', line: first + index, text, bold: false, code: true }));
}

function endsComment(token: Token): boolean {
  return (token.children ?? []).some(
    ({ type, content }) => type === 'html_inline' && content.includes('-->'),
  );
}

function asText(block: Block): Block {
  if (block.kind === 'comment') return block;
  const text = block.kind === 'box' ? block.label : block.text;
  const isCode = block.kind === 'text' && block.code;
  return { kind: 'text', line: block.line, text, bold: false, code: isCode };
}

function asComment(block: Block): Block {
  const text = block.kind === 'box' ? block.label : block.text;
  return { kind: 'comment', line: block.line, text };
}
