import { counted } from './amounts.ts';

/**
 * The text, or its beginning and a note of how much is missing. At most `limit` code points are kept, so that no
 * character is cut in two; the note comes on top.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = endOfCharacters(text, limit);
  const missing = countCharacters(text, end);
  return missing === 0 ? text : `${text.slice(0, end)}${missingNote(missing)}`;
}

/** As `clip`, but what is returned, the note included, takes at most `limit` bytes of UTF-8. */
export function clipBytes(text: string, limit: number): string {
  // A UTF-16 unit takes at most three bytes: short texts need not be measured.
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const room = limit - Buffer.byteLength(missingNote(text.length));
  if (room < 0) return '';
  const kept = bytes.toString('utf8', 0, startOfCharacter(bytes, room));
  return `${kept}${missingNote(countCharacters(text, kept.length))}`;
}

/** One line for a list or a title: no line breaks, no runs of spaces, cut with an ellipsis. */
export function clipLine(text: string, limit: number): string {
  // Only the beginning can be seen; a text of megabytes is not worth going through.
  const line = text
    .slice(0, limit * 8)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= limit || countCharacters(line, 0) <= limit) return line;
  return `${line.slice(0, endOfCharacters(line, limit - 1))}…`;
}

function missingNote(count: number): string {
  return `… (${counted(count, 'character')} more)`;
}

/** The index behind the first `count` code points. */
function endOfCharacters(text: string, count: number): number {
  let index = 0;
  for (let seen = 0; seen < count && index < text.length; seen += 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return index;
}

function countCharacters(text: string, from: number): number {
  let count = 0;
  for (let index = from; index < text.length; count += 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return count;
}

/** The last index at or before `index` where a character begins: continuation bytes are 10xxxxxx. */
function startOfCharacter(bytes: Buffer, index: number): number {
  let start = index;
  while (start > 0 && ((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start -= 1;
  return start;
}
