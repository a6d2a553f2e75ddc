import { stripVTControlCharacters } from 'node:util';
import MarkdownIt, { type Token } from 'markdown-it';

/** Puts an emphasis on text, or not where there is no colour. */
export type Emphasis = (kind: 'bold' | 'cyan' | 'underline' | 'dim', text: string) => string;

const markdown = new MarkdownIt({ html: true });

/**
 * A comment as a person sees it on the page, in lines of at most `width` characters: addresses behind links are left out,
 * what is folded shows its title only, and hidden blocks do not show. A table becomes a list of its rows.
 */
export function terminalLines(source: string, width: number, emphasis: Emphasis): string[] {
  const lines: string[] = [];
  const place = new Place(width, lines);
  let isFolded = false;
  let row: string[] = [];
  for (const token of markdown.parse(source, {})) {
    if (token.type === 'html_block') {
      const title = /<summary>(.*?)<\/summary>/.exec(token.content)?.[1];
      if (title !== undefined) place.paragraph([emphasis('dim', `▸ ${title}`)]);
      isFolded = title !== undefined || (isFolded && !token.content.includes('</details>'));
      continue;
    }
    if (isFolded) continue;
    switch (token.type) {
      case 'ordered_list_open':
      case 'bullet_list_open':
        place.open(token.type === 'ordered_list_open' ? '1.' : '-');
        break;
      case 'ordered_list_close':
      case 'bullet_list_close':
        place.close();
        break;
      case 'list_item_open':
        place.item(token.info === '' ? undefined : `${token.info}.`);
        break;
      case 'tr_open':
        row = [];
        break;
      case 'tr_close':
        place.row(row);
        break;
      case 'inline':
        if (place.isInTable) row.push(words(token, emphasis).join(' '));
        else place.paragraph(words(token, emphasis));
        break;
      case 'tbody_open':
      case 'thead_open':
        place.table(token.type === 'tbody_open' ? 'body' : 'head');
        break;
      case 'table_close':
        place.table(undefined);
        break;
      case 'fence':
        place.code(token.content.trimEnd().split('\n'));
        break;
      default:
    }
  }
  return lines;
}

/** Where the next line goes. */
class Place {
  readonly #width: number;
  readonly #lines: string[];
  #indents: number[] = [];
  #mark = '';
  #table: 'head' | 'body' | undefined;

  constructor(width: number, lines: string[]) {
    this.#width = width;
    this.#lines = lines;
  }

  get isInTable(): boolean {
    return this.#table !== undefined;
  }

  open(mark: string): void {
    this.#indents.push(mark.length + 1);
  }

  close(): void {
    this.#indents.pop();
  }

  item(mark = '-'): void {
    this.#mark = mark;
  }

  table(part: 'head' | 'body' | undefined): void {
    this.#table = part;
  }

  /** Number, what is wrong, how to fix it. */
  row([number = '', ...cells]: readonly string[]): void {
    if (this.#table !== 'body') return;
    this.open('1.');
    this.item(`${number}.`);
    this.paragraph(cells.join(' → ').split(' '));
    this.close();
  }

  paragraph(parts: readonly string[]): void {
    let line = this.#begin();
    let isEmpty = true;
    for (const word of parts) {
      if (!isEmpty && seen(line) + 1 + seen(word) > this.#width) {
        this.#lines.push(line);
        line = this.#indent;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    this.#lines.push(line);
  }

  /** Lines that are not broken. */
  code([first = '', ...others]: readonly string[]): void {
    this.#lines.push(`${this.#begin()}${first}`, ...others.map((line) => this.#indent + line));
  }

  get #indent(): string {
    return ' '.repeat(this.#indents.reduce((sum, one) => sum + one, 0));
  }

  /** What the first line begins with: the mark of its item, else space, with a gap to what is above. */
  #begin(): string {
    const mark = this.#mark;
    this.#mark = '';
    if (mark !== '') return `${mark} `.padStart(this.#indent.length, ' ');
    if (this.#lines.length > 0) this.#lines.push('');
    return this.#indent;
  }
}

function seen(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}

/** The words of a paragraph, each with its own emphasis, so that lines can be broken between them. */
function words(inline: Token, emphasis: Emphasis): string[] {
  const kinds: Parameters<Emphasis>[0][] = [];
  let text = '';
  const add = (piece: string): void => {
    text += piece
      .split(' ')
      .map((word) => (word === '' ? '' : kinds.reduce((all, kind) => emphasis(kind, all), word)))
      .join(' ');
  };
  for (const token of inline.children ?? []) {
    switch (token.type) {
      case 'text':
        add(token.content);
        break;
      case 'softbreak':
      case 'hardbreak':
        text += ' ';
        break;
      case 'code_inline':
        add(`\`${token.content}\``);
        break;
      case 'strong_open':
        kinds.push('bold');
        break;
      case 'em_open':
        kinds.push('dim');
        break;
      case 'link_open':
        kinds.push('underline');
        break;
      case 'strong_close':
      case 'em_close':
      case 'link_close':
        kinds.pop();
        break;
      default:
    }
  }
  return text.split(' ').filter((word) => word !== '');
}
