/** What begins a line that nobody means as a command: words, quotations, lists, headings, code, links, tables, images. */
const PLAIN = /^[\p{L}\p{N}\s>*+\-#`[<|~_("'=:.,]/u;

const LONGEST_COMMENT = 65_536;

/**
 * Whether a comment may be a command. The prefix is the repository's to choose and not known here; its policy decides.
 * What surely is none costs nothing.
 */
export function mayCallTheBot(body: string): boolean {
  return body
    .slice(0, LONGEST_COMMENT)
    .split(/\r\n?|\n/)
    .some((line) => {
      const start = line.trimStart();
      return start !== '' && !PLAIN.test(start);
    });
}
