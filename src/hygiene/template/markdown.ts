import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** Longest text that is parsed; what comes after is not looked at. GitHub allows no longer description. */
export const LONGEST_MARKDOWN = 65_536;

/** HTML stays HTML, so that comments can be told from text; bare addresses are found by the grammar of links. */
const parser = new MarkdownIt('default', { html: true, linkify: false });

/** CommonMark tokens with source lines (`map`, from 0); hostile input of the longest length takes less than a second. */
export function tokensOf(text: string): Token[] {
  return parser.parse(text.slice(0, LONGEST_MARKDOWN).replace(/\r\n?/g, '\n'), {});
}
