import type { NoAnswer } from '../finding.ts';
import type { TemplateSection } from './template.ts';
import { normalLine, wordsOf } from './words.ts';

/** So many words in a row are no coincidence: they were copied. */
const COPIED = 6;
/** What is left of a copied line counts from here on. */
const FEWEST_LEFT = 3;

/**
 * Written in place of an answer. "None" and "no" are answers, "N/A" is not: where nothing applies, the section is optional
 * and not looked at; in a required one "N/A, because ..." says enough.
 */
const STOPGAPS = new Set(
  [
    'n a, na, not applicable, todo, to do, tbd, tba, wip, fixme, xx, xxx, xxxx, placeholder, empty, blank',
    'fill in, fill me in, text here, your text here, lorem ipsum',
    'close, closes, closed, fix, fixes, fixed, resolve, resolves, resolved',
    'closes number, fixes number, resolves number, closes issue, fixes issue, resolves issue',
  ].flatMap((line) => line.split(', ')),
);
/** What forges write for a field that was left empty. */
const NO_RESPONSE = 'no response';

/** One such letter is a word; so are the numbers of `1.4.0` together. */
const WORD_LETTER = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

export type Answer = 'given' | NoAnswer;

/** The text of a template, prepared for taking it out of what an author wrote. */
export type OwnText = { lines: ReadonlySet<string>; runs: ReadonlySet<string> };

export function ownTextOf(placeholders: TemplateSection['placeholders']): OwnText {
  return { lines: new Set(placeholders), runs: new Set(runsOf(placeholders.flatMap(split))) };
}

/** What is left of each line when the template's text is taken out, as words; lines of which nothing is left are not there. */
export function ownWords(lines: readonly string[], { lines: known, runs }: OwnText): string[][] {
  const words: string[] = [];
  const lineOf: number[] = [];
  lines.forEach((line, index) => {
    if (known.has(normalLine(line))) return;
    for (const word of wordsOf(line)) {
      words.push(word);
      lineOf.push(index);
    }
  });
  // Over the ends of lines, because an editor may have wrapped them anew.
  const copied = new Uint8Array(words.length);
  runsOf(words).forEach((run, start) => {
    if (runs.has(run)) copied.fill(1, start, start + COPIED);
  });
  return leftOf(words, lineOf, copied);
}

/** Whether somebody answered, and if not, what stands there instead. */
export function answerOf(lines: readonly string[], template: OwnText): Answer {
  const rest = ownWords(lines, template);
  if (rest.some(isAnswer)) return 'given';
  const texts = lines.map(normalLine).filter((line) => line !== '');
  if (texts.length === 0) return 'blank';
  if (rest.length === 0) return 'placeholder';
  return texts.includes(NO_RESPONSE) ? 'no-response' : 'stopgap';
}

function isAnswer(words: readonly string[]): boolean {
  const text = words.join(' ');
  if (text === NO_RESPONSE || STOPGAPS.has(text)) return false;
  const isNumbers = words.filter((word) => /^\d/.test(word)).length > 1;
  return isNumbers || words.some((word) => word.length > 1 || WORD_LETTER.test(word));
}

function leftOf(words: string[], lineOf: number[], copied: Uint8Array): string[][] {
  const lines = new Map<number, { left: string[]; isPart: boolean }>();
  words.forEach((word, at) => {
    const index = lineOf[at] ?? 0;
    const line = lines.get(index) ?? { left: [], isPart: false };
    lines.set(index, line);
    if (copied[at] === 1) line.isPart = true;
    else line.left.push(word);
  });
  return [...lines.values()]
    .filter(({ left, isPart }) => left.length > 0 && (!isPart || saysMore(left)))
    .map(({ left }) => left);
}

/** Two words more or less are an edit of the template, a number or an address is an answer in it. */
function saysMore(words: readonly string[]): boolean {
  return (
    words.length >= FEWEST_LEFT ||
    words.some((word) => /\d|^https?$|^image$/.test(word) || WORD_LETTER.test(word))
  );
}

function runsOf(words: readonly string[]): string[] {
  const count = Math.max(0, words.length - COPIED + 1);
  return Array.from({ length: count }, (_, start) => words.slice(start, start + COPIED).join(' '));
}

function split(line: string): string[] {
  return line.split(' ');
}
