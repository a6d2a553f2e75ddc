import { ownTextOf, ownWords } from './answer.ts';
import { blocksOf } from './blocks.ts';
import type { Template } from './template.ts';
import { normalLine } from './words.ts';

const DENSE_LETTERS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu;
const DENSE_LETTERS_A_WORD = 2;

/** How many words of running text in `body` come from its author: without code, comments, and all that templates say. */
export function countAuthorWords(body: string, templates: readonly Template[]): number {
  const template = ownTextOf(
    templates.flatMap(({ sections }) =>
      sections.flatMap(({ heading, boxes, placeholders }) => [
        ...[heading, ...boxes].map(normalLine),
        ...placeholders,
      ]),
    ),
  );
  const lines = blocksOf(body).flatMap((block) => {
    if (block.kind === 'comment' || (block.kind === 'text' && block.code)) return [];
    return [block.kind === 'box' ? block.label : block.text];
  });
  return ownWords(lines, template)
    .flat()
    .reduce((sum, word) => sum + wordsIn(word), 0);
}

/** Scripts without spaces: two letters are about a word. */
function wordsIn(word: string): number {
  const dense = word.match(DENSE_LETTERS)?.length ?? 0;
  return Math.max(1, Math.ceil(dense / DENSE_LETTERS_A_WORD));
}
