import MarkdownIt, { type Token } from 'markdown-it';

/** What a forge would make of a comment, as far as it can do harm. */
export type Rendered = {
  /** Running text outside of code; each code span in it and each end of an emphasis is a `◦`, each block and cell begins a line. */
  text: string;
  code: string[];
  links: string[];
  images: string[];
  /** Raw HTML, trimmed, each piece as it stands. */
  html: string[];
  /** Cells of each table row. */
  rows: number[];
};

const markdown = new MarkdownIt({ html: true, linkify: true });
// Only markdown-it takes an invisible break for a part of a host's name; GitHub, Gitea and Forgejo do not.
markdown.linkify.set({ fuzzyEmail: false });
// Nor do they make a link of two slashes alone.
markdown.linkify.add('//', null);

export function rendered(source: string): Rendered {
  const found: Rendered = { text: '', code: [], links: [], images: [], html: [], rows: [] };
  for (const token of flat(markdown.parse(source, {}))) collect(token, found);
  return found;
}

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
}

function collect(token: Token, found: Rendered): void {
  switch (token.type) {
    case 'text':
      found.text += token.content;
      break;
    case 'softbreak':
    case 'hardbreak':
    case 'paragraph_open':
      found.text += '\n';
      break;
    case 'em_open':
    case 'em_close':
    case 'strong_open':
    case 'strong_close':
      found.text += '◦';
      break;
    case 'code_inline':
      found.text += '◦';
      found.code.push(token.content);
      break;
    case 'fence':
    case 'code_block':
      found.code.push(token.content);
      break;
    case 'link_open':
      found.links.push(String(token.attrGet('href')));
      break;
    case 'image':
      found.images.push(String(token.attrGet('src')));
      break;
    case 'html_inline':
    case 'html_block':
      found.html.push(token.content.trim());
      break;
    case 'tr_open':
      found.rows.push(0);
      break;
    case 'td_open':
    case 'th_open':
      found.text += '\n';
      found.rows.push((found.rows.pop() ?? 0) + 1);
      break;
    default:
  }
}
