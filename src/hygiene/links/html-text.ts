import type { Piece } from './visible-text.ts';

/** A comment, closed or not, or a tag; the name is pinned by what follows it, so that nothing is tried twice. */
const MARKUP = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^<>]*>/gi;
const VERBATIM = /^(?:code|pre|script|style|textarea)$/i;

/** The text between the tags of a block of HTML, which starts at `firstLine`. A comment may go on behind the block. */
export function piecesOfHtml(
  html: string,
  firstLine: number,
): { pieces: Piece[]; leavesCommentOpen: boolean } {
  const pieces: Piece[] = [];
  let line = firstLine;
  let from = 0;
  let verbatim = false;
  let leavesCommentOpen = false;
  for (const markup of html.matchAll(MARKUP)) {
    const text = html.slice(from, markup.index);
    pieces.push(...piecesOfText(text, line, verbatim), { kind: 'joint' });
    from = markup.index + markup[0].length;
    line += lineBreaks(text) + lineBreaks(markup[0]);
    leavesCommentOpen = markup[0].startsWith('<!--') && !markup[0].endsWith('-->');
    if (VERBATIM.test(markup[2] ?? '')) verbatim = markup[1] === '';
  }
  pieces.push(...piecesOfText(html.slice(from), line, verbatim));
  return { pieces, leavesCommentOpen };
}

function piecesOfText(text: string, firstLine: number, verbatim: boolean): Piece[] {
  return text
    .split('\n')
    .flatMap((part, index): Piece[] => [
      ...(index === 0 ? [] : [{ kind: 'line-break' } as const]),
      verbatim ? { kind: 'gap' } : { kind: 'text', text: part, line: firstLine + index },
    ]);
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}
