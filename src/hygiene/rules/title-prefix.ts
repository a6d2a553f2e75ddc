import type { Template } from '../template/template.ts';
import { wordsOf } from '../template/words.ts';

/** `[Bug]:`, `(docs)`, `feat:`, with an emoji in front or not. */
const TAG =
  /^(?:\p{Extended_Pictographic}\uFE0F?\s*)?(?:\[[^\][]{1,60}\]|\([^()]{1,60}\)|【[^【】]{1,60}】|[\p{L}\p{N}][\p{L}\p{N} _/-]{0,40}(?=:))\s*[:：]?/u;

/** The part of a template's title that marks its kind; the rest is there to be written over. */
export function titleTag(title: string): string | undefined {
  const tag = TAG.exec(title.trim())?.[0].trim();
  return tag === undefined || wordsOf(tag).length === 0 ? undefined : tag;
}

/** Letter case and punctuation do not count. */
export function beginsWithTag(title: string, tag: string): boolean {
  const words = wordsOf(title.slice(0, 1_000));
  return wordsOf(tag).every((word, index) => words[index] === word);
}

/** The title marks itself as one of this template's kind. */
export function hasTagOf({ titlePrefix }: Template, title: string): boolean {
  const tag = titlePrefix === undefined ? undefined : titleTag(titlePrefix);
  return tag !== undefined && beginsWithTag(title, tag);
}
