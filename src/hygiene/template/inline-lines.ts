import type { Token } from 'markdown-it';
import type { Block } from './blocks.ts';
import { commentLine, shownByTag } from './html-blocks.ts';

type Line = Block & { kind: 'text' | 'comment' };

/** The lines of a paragraph or heading as text without marks; behind them the comments in it. */
export function linesOfInline(token: Token, firstLine: number): Line[] {
  const lines: Line[] = [];
  const comments: Line[] = [];
  let line = firstLine;
  let strong = 0;
  let text = '';
  let outsideStrong = '';
  let lead: string | undefined;
  const endLine = (): void => {
    const bold = text.trim() !== '' && /^[\s:]*$/.test(outsideStrong);
    const hasLead = lead !== undefined && !bold;
    lines.push({ kind: 'text', line, text, bold, code: false, ...(hasLead ? { lead } : {}) });
    text = '';
    lead = undefined;
    outsideStrong = '';
  };
  for (const child of token.children ?? []) {
    if (child.type === 'strong_open') strong += 1;
    if (child.type === 'strong_close') {
      strong -= 1;
      if (outsideStrong.trim() === '') lead ??= text;
    }
    if (child.type === 'softbreak' || child.type === 'hardbreak') {
      endLine();
      line += 1;
    } else if (child.content.startsWith('<!--') && child.type === 'html_inline') {
      const parts = child.content.slice(4, -3).split('\n');
      for (const [index, part] of parts.entries()) comments.push(commentLine(part, line + index));
      line += parts.length - 1;
    } else {
      const shown = shownOf(child);
      text += shown;
      if (strong === 0) outsideStrong += shown;
    }
  }
  endLine();
  return [...lines, ...comments];
}

function shownOf(token: Token): string {
  if (token.type === 'html_inline') return shownByTag(token.content);
  if (token.type === 'image') return ` image ${token.content} ${token.attrGet('src') ?? ''} `;
  return token.content;
}
