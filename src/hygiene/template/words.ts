/** Letters that show nothing: Hangul fillers. */
const INVISIBLE_LETTERS = /[\u115F\u1160\u3164\uFFA0]/g;
const APOSTROPHES = /['’ʼ`]/g;
const WORD = /#?[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a text in lower case; marks of Markdown, punctuation and emoji are none. `#12` is a word. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(INVISIBLE_LETTERS, ' ')
      .replace(APOSTROPHES, '')
      .toLowerCase()
      .match(WORD) ?? []
  );
}

/** What two lines are compared by. */
export function normalLine(text: string): string {
  return wordsOf(text).join(' ');
}
