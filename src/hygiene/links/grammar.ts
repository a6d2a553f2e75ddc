import type { ForgeKind } from '../../forge/model.ts';

/**
 * How a forge recognises an issue in a text, and a word that makes it close that issue. What stands around words and
 * references is told by expressions on one character; the empty string is the start or the end of the text.
 */
export type LinkGrammar = {
  /** Lower case. */
  keywords: ReadonlySet<string>;
  /** `any` is all white space of a paragraph, line breaks included. */
  blank: 'any' | 'one-space';
  /** On the two characters before the word. */
  keywordFollows: RegExp;
  marks: '#' | '#!';
  /** `GH-12` */
  prefixed: boolean;
  /** Of `#12`; `owner/name#12` has its own. */
  numberFollows: RegExp;
  pathFollows: RegExp;
  /** What stands behind the number, on the next two characters. */
  numberEnds: RegExp;
  addressCloses: boolean;
  /** The brackets of <an address> stand between it and its keyword. */
  bracketsPart: boolean;
  titleCloses: boolean;
  /** Text inside of blocks of HTML counts. */
  htmlCounts: boolean;
  /** What emphasis, comments and tags leave of themselves between two pieces of text. */
  joint: string;
};

/** Stands for what the reader sees as something other than text: code, an image, a link. */
export const GAP = '\uFFFC';

/** A joint that parts references, but that a keyword reaches across: **Fixes** #12. */
export const SEAM = '\uE000';

/** Both forges' default; administrators of Gitea and Forgejo may set others. */
export const CLOSING_KEYWORDS =
  'close closes closed fix fixes fixed resolve resolves resolved'.split(' ');

const GITHUB: Omit<LinkGrammar, 'keywords'> = {
  blank: 'any',
  // Two characters, because a word begins behind the dash of "-closes" and not behind that of "auto-closes".
  keywordFollows: /^(?:.?[^\p{L}\p{N}_-]|[^\p{L}\p{N}_]?-)?$/su,
  marks: '#',
  prefixed: true,
  numberFollows: /^[^\p{L}\p{N}_&#/]?$/u,
  pathFollows: /^[^\p{L}\p{N}_./@#-]?$/u,
  numberEnds: /^(?![\p{L}\p{N}_])/u,
  addressCloses: true,
  bracketsPart: false,
  titleCloses: false,
  htmlCounts: true,
  joint: SEAM,
};

/** After `modules/references` of Gitea 1.26, which Forgejo, and Gitea before that, share but for closing by address. */
const GITEA: Omit<LinkGrammar, 'keywords'> = {
  blank: 'one-space',
  keywordFollows: /^(?:.?[\t\n\f\r ([])?$/su,
  marks: '#!',
  prefixed: false,
  numberFollows: /^[\t\n\f\r (['"]?$/u,
  pathFollows: /^[\t\n\f\r ([]?$/u,
  numberEnds: /^(?:$|[\t\n\f\r )\]'"]|[:;,.?!](?:$|[\t\n\f\r ]))/u,
  addressCloses: true,
  bracketsPart: true,
  titleCloses: true,
  htmlCounts: false,
  joint: '\n',
};

/** What a server is like beyond its kind. */
export type ServerGrammar = {
  /** The words that it was configured with; all forges come with the same ones. */
  closingKeywords?: readonly string[] | undefined;
  /** False on a Gitea before 1.26. */
  closesByAddress?: boolean | undefined;
};

export function grammarOf(
  forge: ForgeKind,
  { closingKeywords = CLOSING_KEYWORDS, closesByAddress = true }: ServerGrammar = {},
): LinkGrammar {
  const words = new Set(closingKeywords.map((word) => word.trim().toLowerCase()));
  switch (forge) {
    case 'github':
      return { ...GITHUB, keywords: words };
    case 'gitea':
      return { ...GITEA, keywords: words, addressCloses: closesByAddress };
    case 'forgejo':
      return { ...GITEA, keywords: words, addressCloses: false };
  }
}
