import { SEAM } from './grammar.ts';
import type { LinkGrammar } from './grammar.ts';

const LONGEST_KEYWORD = 40;

/** Where the keyword begins whose reference begins at `end`; undefined when there is none. */
export function keywordBefore(text: string, end: number, grammar: LinkGrammar): number | undefined {
  let at = blankBefore(text, end, grammar.blank);
  if (at === undefined) return undefined;
  if (text[at - 1] === ':') at = beforeSeams(text, at - 1);
  const start = wordBefore(text, at);
  if (!grammar.keywords.has(text.slice(start, at).toLowerCase())) return undefined;
  return grammar.keywordFollows.test(text.slice(Math.max(0, start - 2), start)) ? start : undefined;
}

/** Undefined when there is no blank, or not the one that the forge wants. */
function blankBefore(text: string, end: number, blank: LinkGrammar['blank']): number | undefined {
  if (blank === 'one-space') return text[end - 1] === ' ' ? end - 1 : undefined;
  let at = end;
  let isBlank = false;
  while (at > 0 && /[\s\uE000]/.test(text[at - 1] ?? '')) {
    at -= 1;
    isBlank ||= text[at] !== SEAM;
  }
  return isBlank ? at : undefined;
}

function beforeSeams(text: string, end: number): number {
  let at = end;
  while (text[at - 1] === SEAM) at -= 1;
  return at;
}

function wordBefore(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at <= LONGEST_KEYWORD && /[\p{L}\p{N}_]/u.test(text[at - 1] ?? ''))
    at -= 1;
  return at;
}

const NOT = String.raw`not|never|cannot|without|neither|nor|hardly|no longer|\p{L}{2,6}n['’]t|(?:do|does|did|wo|ca|is)nt`;
/** "does not fix", "no longer really fixes"; but neither "not only fixes" nor "is not slow and fixes". */
const NEGATION = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}_])(?:${NOT})(?! (?:only|just|merely|simply) )(?: (?!(?:and|but|or|so|that|which) )\p{L}{1,12}){0,2} $`,
  'iu',
);

/** Whether the words of the sentence in front of a keyword, which begins at `start`, turn it around. */
export function isNegated(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start).replaceAll(/[\s\uE000]+/g, ' ');
  return NEGATION.test(before);
}
