import { GAP } from './grammar.ts';
import type { LinkGrammar } from './grammar.ts';
import type { Piece, TextBlock } from './visible-text.ts';

/** A block of text on one string, with the way back to its lines. */
export type Passage = {
  text: string;
  /** Ascending. */
  links: readonly { at: number; address: string }[];
  /** Ascending starts of what stands on one line. */
  lines: readonly { at: number; line: number }[];
};

/** A title is plain text and has no line. */
export function titlePassage(title: string): Passage {
  return { text: title, links: [], lines: [] };
}

/** As a forge's grammar reads it: a link is a gap and known by its address. */
export function passageOf(block: TextBlock, { joint, bracketsPart }: LinkGrammar): Passage {
  return joined(block, (piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'line-break':
        return '\n';
      case 'joint':
        return joint;
      case 'link':
        return piece.inBrackets && bracketsPart ? `<${GAP}>` : GAP;
      case 'gap':
        return GAP;
    }
  });
}

/** As a regular expression of the repository's own is asked about it: with words and addresses of links. */
export function wordsOf(block: TextBlock): Passage {
  return joined(block, (piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'link':
        return `${piece.text} ${piece.address} `;
      case 'line-break':
        return '\n';
      case 'joint':
        return '';
      case 'gap':
        return ' ';
    }
  });
}

function joined({ pieces }: TextBlock, wordsFor: (piece: Piece) => string): Passage {
  const links: { at: number; address: string }[] = [];
  const lines: { at: number; line: number }[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    if ('line' in piece) lines.push({ at, line: piece.line });
    const part = wordsFor(piece);
    if (piece.kind === 'link') {
      links.push({ at: at + Math.max(0, part.indexOf(GAP)), address: piece.address });
    }
    parts.push(part);
    at += part.length;
  }
  return { text: parts.join(''), links, lines };
}

/** Undefined in a title. */
export function lineAt(passage: Passage, offset: number): number | undefined {
  let low = 0;
  let high = passage.lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((passage.lines[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return passage.lines[low - 1]?.line;
}
