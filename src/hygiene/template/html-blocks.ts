import type { Block } from './blocks.ts';

const COMMENT_OPENS = '<!--';
const COMMENT_CLOSES = '-->';
const TAG = /<[^<>]*>/g;
const MEDIUM = /^<(?:img|video|audio|source|iframe|object)(?=[\s/>])/i;
const HEADING = /^\s*<h([1-6])(?=[\s>])[^<>]*>([^<>]*)<\/h[1-6]>\s*$/i;

/** What a block of HTML shows and hides; `insideComment`: an earlier block left a comment open. */
export function blocksOfHtml(
  html: string,
  firstLine: number,
  insideComment: boolean,
): { blocks: Block[]; leavesCommentOpen: boolean } {
  const blocks: Block[] = [];
  let isComment = insideComment;
  let line = firstLine;
  let from = 0;
  for (;;) {
    const mark = isComment ? COMMENT_CLOSES : COMMENT_OPENS;
    const found = html.indexOf(mark, from);
    const part = html.slice(from, found === -1 ? undefined : found);
    const parts = part.split('\n');
    blocks.push(
      ...parts.map((text, index) =>
        isComment ? commentLine(text, line + index) : shownLine(text, line + index),
      ),
    );
    if (found === -1) return { blocks, leavesCommentOpen: isComment };
    line += parts.length - 1;
    from = found + mark.length;
    isComment = !isComment;
  }
}

/** What a reader gets of a tag: pictures and films are content, other tags are not. */
export function shownByTag(tag: string): string {
  return MEDIUM.test(tag) ? ` image ${tag.slice(1, -1)} ` : ' ';
}

export function commentLine(text: string, line: number): Block & { kind: 'comment' } {
  return { kind: 'comment', line, text };
}

function shownLine(html: string, line: number): Block {
  const [, level, text] = HEADING.exec(html) ?? [];
  if (level !== undefined && text !== undefined) {
    return { kind: 'heading', line, text, level: Number(level), underlined: false };
  }
  return { kind: 'text', line, text: html.replace(TAG, shownByTag), bold: false, code: false };
}
