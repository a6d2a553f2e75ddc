const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** `850 ms`, `12.3s`, `3m12s`, `2h05m`: as exact as a person needs it, at most seven characters. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (Math.round(span) < SECOND) return `${String(Math.round(span))} ms`;
  if (Math.round(span / 100) * 100 < MINUTE) return `${(span / SECOND).toFixed(1)}s`;
  const seconds = Math.round(span / SECOND);
  if (seconds * SECOND < HOUR) return `${String(Math.floor(seconds / 60))}m${two(seconds % 60)}s`;
  const minutes = Math.round(span / MINUTE);
  return `${String(Math.floor(minutes / 60))}h${two(minutes % 60)}m`;
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: 24 * HOUR,
};

/** `90s`, `30m`, `1h30m` in milliseconds; undefined for what is no duration, a number without a unit included. */
export function readDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNITS[unit] ?? 0);
  }
  return Math.round(total);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
