const OPENS = '<!--';
const CLOSES = '-->';

/** The text without HTML comments, and without the gaps that they leave. */
export function withoutComments(text: string): string {
  let shown = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(OPENS, from);
    const end = start === -1 ? -1 : text.indexOf(CLOSES, start + OPENS.length);
    shown += text.slice(from, start === -1 ? undefined : start);
    if (end === -1) break;
    from = end + CLOSES.length;
  }
  return shown.trim().replace(/\n(?:[ \t]*\n){2,}/g, '\n\n');
}
