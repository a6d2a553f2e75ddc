/** One line of a table of results. */
export type Row = {
  what: string;
  value: string;
  /** What was promised, and whether this run kept it. */
  bar?: { text: string; holds: boolean };
};

export type Table = { title: string; rows: Row[]; notes?: string[] };

export type Bench = {
  /** The folder of freshly built bundles. */
  bundles: string;
  /** The real agent. */
  opencode: string;
  /** How often to repeat, where a measure repeats: its own default when absent. */
  repeat?: number;
};

/** Throws `Unavailable` where this machine cannot tell. */
export type Measure = (bench: Bench) => Promise<Table>;

export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

/** `412 ms (388 to 451, n=10)` */
export function spread(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${round(median(values))} ms (${round(low)} to ${round(high)}, n=${String(values.length)})`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}

function round(ms: number): string {
  return ms.toFixed(ms < 10 ? 1 : 0);
}

export function atMost(value: number, limit: number, text: string): Required<Row>['bar'] {
  return { text, holds: value <= limit };
}

export function markdown({ title, rows, notes = [] }: Table): string {
  const lines = rows.map(({ what, value, bar }) => {
    const verdict = bar === undefined ? '' : bar.holds ? 'yes' : '**no**';
    return `| ${what} | ${value} | ${bar?.text ?? ''} | ${verdict} |`;
  });
  return [
    `## ${title}`,
    ['| What | Result | Bar | Holds |', '| --- | --- | --- | --- |', ...lines].join('\n'),
    ...notes,
  ].join('\n\n');
}
