/**
 * Makes text that a model, a tool or a stranger wrote harmless in the place where it is shown; `markdown.ts` does the
 * same for Markdown. Nothing here clips or masks; mask first, because an escaped secret is no longer recognised.
 */

/** Cuts a sequence that would mean something in two without showing it. */
export const BREAK = '\u200B';

/** An ANSI sequence goes as a whole, so that no `[31m` stays behind. */
const ANSI = new RegExp(
  String.raw`\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)`,
  'g',
);

const LINE_BREAKS = new RegExp(String.raw`\r\n?|[\u000B\u000C\u0085\u2028\u2029]`, 'g');

/** What a log viewer could act on, and the marks that turn the direction of writing around. */
const CONTROLS = new RegExp(
  String.raw`[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]`,
  'g',
);

/** The text in `\n` lines, without control characters and without marks that reverse the direction of writing. */
export function printable(text: string): string {
  return text.replace(ANSI, '').replace(LINE_BREAKS, '\n').replace(CONTROLS, '');
}

/** The text on one line. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in HTML, in attributes too. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A value as JSON that can stand inside of a `<script>` element, whatever it holds. */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A label in a Mermaid diagram: letters, digits and a few signs that the grammar gives no meaning; the mark in front
 * keeps a label such as `section` or `click` from being read as a keyword.
 */
export function mermaidLabel(text: string): string {
  const label = oneLine(text)
    .replace(/[^\p{L}\p{N} ._/·›()+-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `› ${label}`.trimEnd();
}

/** The message of a workflow command. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/**
 * A line that no runner reads as a workflow command: GitHub looks for `::` after leading space and for `##[` anywhere,
 * the others look for both at the start. Line breaks become spaces.
 */
export function inertLine(text: string): string {
  return printable(text)
    .replaceAll('\n', ' ')
    .replaceAll('##[', `#${BREAK}#[`)
    .replace(/^\s*::/, (start) => `${start.slice(0, -1)}${BREAK}:`);
}
