const CONTEXT = 3;

/** What a write would change, for a dry run: one unified hunk from the first to the last line that differs. Empty when nothing does. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return '';
  const old = linesOf(before ?? '');
  const fresh = linesOf(after);
  const shortest = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shortest && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;

  const start = Math.max(0, head - CONTEXT);
  const kept = Math.min(CONTEXT, tail);
  const rangeOf = (lines: readonly string[]): string => {
    const count = lines.length - tail + kept - start;
    return `${String(count === 0 ? 0 : start + 1)},${String(count)}`;
  };
  return [
    before === undefined ? '--- /dev/null\n' : `--- a/${path}\n`,
    `+++ b/${path}\n`,
    `@@ -${rangeOf(old)} +${rangeOf(fresh)} @@\n`,
    ...old.slice(start, head).map((line) => shown(' ', line)),
    ...old.slice(head, old.length - tail).map((line) => shown('-', line)),
    ...fresh.slice(head, fresh.length - tail).map((line) => shown('+', line)),
    ...old.slice(old.length - tail, old.length - tail + kept).map((line) => shown(' ', line)),
  ].join('');
}

/** With their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function shown(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
