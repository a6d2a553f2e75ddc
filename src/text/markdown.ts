import { BREAK, oneLine, printable } from './escape.ts';

/** Literal text inside a line of Markdown, a table cell too: no formatting, links, mentions, references or HTML. */
export function markdownText(text: string): string {
  return withoutReferences(oneLine(text))
    .replace(/[\\`*_[\]<>|~$^]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replace(/^[-+=#]/, String.raw`\$&`)
    .replace(/^\d+(?=[.)])/, `$&${BREAK}`);
}

/** Text in a code span: nothing inside of it means anything. Empty for nothing but spaces. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** As `markdownCode`, in a table: there a bar ends the cell even inside of code, and only there a backslash keeps it. */
export function markdownCodeCell(text: string): string {
  return markdownCode(text).replaceAll('|', String.raw`\|`);
}

/** A fenced block. The fence is longer than any run of backticks inside. */
export function markdownFence(text: string, language = ''): string {
  const body = printable(text);
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}${body.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** Languages that a forge draws as a picture instead of showing the text. */
const DRAWN = /^(mermaid|geojson|topojson|stl|math)\b/i;

/** A fence that belongs to a list item or a quotation: where it ends depends on what is around it. */
const NESTED_FENCE = /^[ \t>*+\d.)-]+(`{3}|~{3})/m;

/**
 * A whole Markdown document of the model's: headings, lists, emphasis, tables and code keep their form; links, images,
 * HTML, mentions and references become plain text.
 *
 * Code is copied as it is only where no reader of Markdown can disagree that it is code: in fences that begin and end
 * at the very start of a line, in a document without any others. All other code is treated as running text; the breaks
 * that this puts into it cannot be seen. Put the document last: a fence that it leaves open swallows what follows.
 */
export function markdownDocument(text: string): string {
  const document = printable(text);
  const nested = NESTED_FENCE.test(document);
  let fence: string | undefined;
  const lines = document.split('\n').map((line) => {
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
      return line;
    }
    const [, indent = '', marks = '', info = ''] = FENCE_LINE.exec(line) ?? [];
    if (marks === '' || (marks.startsWith('`') && info.includes('`'))) return inert(line);
    if (!nested) fence = marks;
    return DRAWN.test(info.trim()) ? `${indent}${marks}text` : inert(line);
  });
  return fence === undefined ? lines.join('\n') : `${lines.join('\n')}\n${fence}`;
}

const FENCE_LINE = /^([ \t>*+\d.)-]*)(`{3,}|~{3,})(.*)$/;

function closes(line: string, fence: string): boolean {
  const marks = /^(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return marks !== undefined && marks.startsWith(fence);
}

function inert(line: string): string {
  return withoutReferences(line)
    .replace(/<(?=[^\s<])/g, `<${BREAK}`)
    .replace(/\](?=[([:])/g, `]${BREAK}`)
    .replace(/&(?=#?\w+;)/g, `&${BREAK}`);
}

/**
 * Splits what a forge would turn into a link: mentions, addresses, references to issues (`#1`, Gitea's `!1`, `GH-1`).
 * Forges look for these in the rendered text too, so neither backslashes nor entities keep them from being found; and
 * behind the underscore of an emphasis, which a regular expression takes for a part of the word.
 */
function withoutReferences(text: string): string {
  return text
    .replace(/@(?=\S)/g, `@${BREAK}`)
    .replace(/[#!](?=\d)/g, `$&${BREAK}`)
    .replace(/GH\\?-(?=\d)/gi, `$&${BREAK}`)
    .replace(/:(?=\\?\/\\?\/)/g, `:${BREAK}`)
    .replace(/(mailto|xmpp)(?=\\?:)/gi, `$&${BREAK}`)
    .replace(/www(?=\\?\.)/gi, `$&${BREAK}`);
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
