/** Every prefix that a repository may choose is a slash and a word; deeper than three blanks is code. */
const CALL = /^[^\S\n]{0,3}\/[A-Za-z0-9]/m;

const LONGEST_COMMENT = 65_536;

/** Whether a comment may be a command. The repository's policy decides; what surely is none costs no request. */
export function mayCallTheBot(body: string): boolean {
  return CALL.test(body.slice(0, LONGEST_COMMENT).replaceAll('\r', '\n'));
}
