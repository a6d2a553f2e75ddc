import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** Longest text that is parsed; what comes after is not looked at. GitHub allows no longer description. */
export const LONGEST_MARKDOWN = 65_536;

/** HTML stays HTML, so that comments can be told from text; bare addresses are found by the grammar of links. */
const parser = new MarkdownIt('default', { html: true, linkify: false });

/** Lazy lines behind thousands of quotations cost their product; nothing in a quotation is told apart. */
const DEEP_QUOTATION = /^((?:[ \t]{0,3}>){20})(?:[ \t]{0,3}>)+/gm;

/** As much as is looked at, with line ends of one kind; editors put a byte order mark in front. */
export function linesOf(text: string): string {
  return text
    .slice(0, LONGEST_MARKDOWN)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
}

let last: { text: string; tokens: readonly Token[] } | undefined;

/** CommonMark tokens with source lines (`map`, from 0); hostile input of the longest length takes less than a second. */
export function tokensOf(text: string): readonly Token[] {
  // All rules read one description in a row; it is parsed once.
  if (last?.text !== text) {
    const lines = linesOf(text);
    const tokens = parser.parse(lines.replace(DEEP_QUOTATION, '$1'), {});
    last = { text, tokens };
  }
  return last.tokens;
}
