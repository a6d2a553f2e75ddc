import { counted } from './amounts.ts';
import type { Point, Points } from './notice-points.ts';

/** The points as Markdown; undefined when there are none. */

/** `cells` are written for a table, `lines` for what stands below it. */
export function findingsTable(cells: Points, lines: Points): string | undefined {
  const rows = cells.errors.map(
    ({ number = 0, what, fix }) => `| ${String(number)} | ${what} | ${fix} |`,
  );
  const table =
    rows.length === 0
      ? []
      : [['| | What | How to fix it |', '| --- | --- | --- |', ...rows].join('\n')];
  return joined([...table, ...hints(lines), ...more(lines)]);
}

export function findingsList(points: Points): string | undefined {
  const items = points.errors.map((point) => item(point, `${String(point.number ?? 0)}.`));
  const list = items.length === 0 ? [] : [items.join('\n')];
  return joined([...list, ...hints(points), ...more(points)]);
}

function hints({ hints: found }: Points): string[] {
  if (found.length === 0) return [];
  return [
    ['Only a hint, nothing depends on it:', '', ...found.map((point) => item(point, '-'))].join(
      '\n',
    ),
  ];
}

function more({ left }: Points): string[] {
  return left === 0 ? [] : [`There ${left === 1 ? 'is' : 'are'} ${counted(left, 'more finding')}.`];
}

function item({ what, fix, steps }: Point, mark: string): string {
  if (steps === undefined) return `${mark} ${what} ${fix}`;
  const numbered = steps.map((step, index) => `    ${String(index + 1)}. ${step}`);
  return [`${mark} ${what}`, ...numbered].join('\n');
}

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join('\n\n');
}
