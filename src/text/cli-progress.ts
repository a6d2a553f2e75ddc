import { oneLine } from './escape.ts';

const WIDTH = 30;

/** `[######----]  12/200  #4711` */
export function bar(done: number, total: number, what: string): string {
  const filled = total === 0 ? WIDTH : Math.round((Math.min(done, total) / total) * WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]  ${count(done, total, what)}`;
}

export function count(done: number, total: number, what: string): string {
  return `${String(done)}/${String(total)}  ${oneLine(what)}`.trimEnd();
}

/** Rows in columns; the last one is not filled up. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
