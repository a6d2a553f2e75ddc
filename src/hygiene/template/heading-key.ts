import { normalLine } from './words.ts';

const LONGEST_HEADING = 300;
const KEYCAP = /[0-9#*]\uFE0F?\u20E3/g;
const SHORTCODE = /:[a-z0-9_+-]+:/gi;
const NUMBERING = /^\s*\d{1,3}(?:\.\d{1,3}){0,3}\s{0,3}[.):]\s+/;
const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['（', '）'],
] as const;

/** What two headings are compared by: letter case, punctuation, emoji, numbering and what stands in brackets around them do not count. */
export function headingKey(text: string): string {
  return keyOf(withoutBrackets(plain(text)), text);
}

/** The same with the words in brackets, for templates that tell headings apart by them. */
export function wholeHeadingKey(text: string): string {
  return keyOf(plain(text), text);
}

function plain(text: string): string {
  return text
    .slice(0, LONGEST_HEADING)
    .replace(KEYCAP, ' ')
    .replace(SHORTCODE, ' ')
    .replace(NUMBERING, '')
    .replaceAll('&', ' and ')
    .trim();
}

/** A heading of nothing but emoji is compared as it stands. */
function keyOf(text: string, written: string): string {
  return normalLine(text) || normalLine(plain(written)) || written.trim().slice(0, LONGEST_HEADING);
}

function withoutBrackets(text: string): string {
  for (const [open, close] of BRACKETS) {
    const trimmed = text.replace(/[\s:*_]+$/, '');
    const start = trimmed.endsWith(close) ? trimmed.lastIndexOf(open) : -1;
    if (start > 0) return withoutBrackets(text.slice(0, start).trimEnd());
    const end = text.startsWith(open) ? text.indexOf(close) : -1;
    if (end > 0 && end < text.length - 1) return withoutBrackets(text.slice(end + 1).trimStart());
  }
  return text;
}
