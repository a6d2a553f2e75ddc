import type { IssueReference, Repository } from '../forge/model.ts';
import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { markdownCode, markdownCodeCell, markdownText } from './markdown.ts';

/** How a sentence shows what strangers wrote, and what it points to. Everything it returns is one harmless line. */
export type Pen = {
  /** A name, a title, or text to type. */
  quote(text: string): string;
  /** A sentence of the repository's own. */
  sentence(text: string): string;
  /** `#12`, or `owner/name#12` when it lies elsewhere. */
  reference(to: IssueReference): string;
  /** What opens the page behind the address, where there is one. */
  link(words: string, url: string | undefined): string;
  /** What the sentence is about, and what it can point to. */
  about: PenPlace;
};

export type PenPlace = {
  subject: 'pull-request' | 'issue';
  repository?: Repository;
  links?: { template?: string; newIssue?: string };
};

const LONGEST_NAME = 80;
const LONGEST_SENTENCE = 400;

/** For a log, or a line without formatting. */
export function plainPen(about: PenPlace): Pen {
  return {
    quote: (text) => `"${shortened(text, LONGEST_NAME)}"`,
    sentence: (text) => shortened(text, LONGEST_SENTENCE),
    reference: (to) => referenceTo(to, about.repository),
    link: (words) => words,
    about,
  };
}

/** For a line of Markdown. */
export function markdownPen(about: PenPlace): Pen {
  return withCode(about, markdownCode);
}

/** For a cell of a Markdown table. */
export function cellPen(about: PenPlace): Pen {
  return withCode(about, markdownCodeCell);
}

/** Code spans hold everything together: no forge looks for mentions, references or addresses inside of them. */
function withCode(about: PenPlace, code: (text: string) => string): Pen {
  return {
    quote: (text) => code(shortened(text, LONGEST_NAME)),
    sentence: (text) => markdownText(shortened(text, LONGEST_SENTENCE)),
    reference: (to) => code(shortened(referenceTo(to, about.repository), LONGEST_NAME)),
    link: (words, url) => {
      const target = url === undefined ? undefined : linkTarget(url);
      return target === undefined ? words : `[${words}](${target})`;
    },
    about,
  };
}

/** One line of at most `limit` characters; `(nothing)` when none can be seen. */
export function shortened(text: string, limit: number): string {
  // Control characters take room before they are dropped; what lies far behind them is not looked at.
  const line = clipLine(oneLine(text.slice(0, limit * 8).toWellFormed()), limit);
  return line === '' ? '(nothing)' : line;
}

/** The address as it can stand in the parentheses of a Markdown link; undefined when it is not one of the web. */
export function linkTarget(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).href
    .replace(
      /[()<>[\]{}'"`|\\\s]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replaceAll('&', '&amp;');
}

function referenceTo({ owner, name, number }: IssueReference, home?: Repository): string {
  const isHome =
    home !== undefined &&
    home.owner.toLowerCase() === owner.toLowerCase() &&
    home.name.toLowerCase() === name.toLowerCase();
  return isHome ? `#${String(number)}` : `${owner}/${name}#${String(number)}`;
}
