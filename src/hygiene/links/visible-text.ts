import type { Token } from 'markdown-it';
import { tokensOf } from '../template/markdown.ts';
import { piecesOfHtml } from './html-text.ts';

/** A block of running text as its reader sees it. A keyword never reaches from one block into the next. */
export type TextBlock = {
  pieces: readonly Piece[];
  /** Text between the tags of a block of HTML. */
  html: boolean;
};

export type Piece =
  /** On one line of the description, counted from 1. `inBrackets`: <an address>. */
  | { kind: 'text'; text: string; line: number }
  | { kind: 'link'; text: string; address: string; line: number; inBrackets: boolean }
  | { kind: 'line-break' }
  /** Emphasis, a tag or a comment. */
  | { kind: 'joint' }
  /** Code or an image. */
  | { kind: 'gap' };

/** What a description says itself: without code, comments and quotations. */
export function visibleText(body: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let quoted = 0;
  let line = 1;
  let insideComment = false;
  for (const token of tokensOf(body)) {
    if (token.map !== null) line = token.map[0] + 1;
    if (token.type === 'blockquote_open') quoted += 1;
    if (token.type === 'blockquote_close') quoted -= 1;
    if (token.type === 'html_block') {
      const html = insideComment ? `<!--${token.content}` : token.content;
      const { pieces, leavesCommentOpen } = piecesOfHtml(html, line);
      insideComment = leavesCommentOpen;
      if (quoted === 0) blocks.push({ pieces, html: true });
    }
    if (token.type !== 'inline') continue;
    const children = token.children ?? [];
    // A comment that a block of HTML left open hides what follows, whatever Markdown takes it for.
    if (insideComment) insideComment = !children.some(endsComment);
    else if (quoted === 0) blocks.push({ pieces: inlinePieces(children, line), html: false });
  }
  return blocks;
}

function endsComment({ type, content }: Token): boolean {
  return type === 'html_inline' && content.includes('-->');
}

/** Tags in the middle of text in which a forge looks for nothing. */
const VERBATIM_OPENS = /^<(?:code|pre|script|style|textarea)(?=[\s/>])/i;
const VERBATIM_CLOSES = /^<\/(?:code|pre|script|style|textarea)(?=[\s/>])/i;

function inlinePieces(tokens: readonly Token[], firstLine: number): Piece[] {
  const pieces: Piece[] = [];
  let line = firstLine;
  let verbatim = false;
  let link: Omit<Extract<Piece, { kind: 'link' }>, 'kind'> | undefined;
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
        if (link !== undefined) link.text += token.content;
        else if (!verbatim) pieces.push({ kind: 'text', text: token.content, line });
        break;
      case 'softbreak':
      case 'hardbreak':
        line += 1;
        if (link !== undefined) link.text += ' ';
        else pieces.push({ kind: 'line-break' });
        break;
      case 'link_open':
        link = {
          address: String(token.attrGet('href') ?? ''),
          text: '',
          line,
          inBrackets: token.markup === 'autolink',
        };
        break;
      case 'link_close':
        if (link !== undefined && !verbatim) pieces.push({ kind: 'link', ...link });
        link = undefined;
        break;
      case 'code_inline':
      case 'image':
        pieces.push({ kind: 'gap' });
        break;
      case 'html_inline':
        line += token.content.split('\n').length - 1;
        if (VERBATIM_OPENS.test(token.content)) verbatim = true;
        if (VERBATIM_CLOSES.test(token.content)) verbatim = false;
        pieces.push({ kind: verbatim ? 'gap' : 'joint' });
        break;
      default:
        pieces.push({ kind: 'joint' });
    }
  }
  return pieces;
}
