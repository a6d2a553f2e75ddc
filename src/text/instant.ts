const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** What a `Date` can hold, on either side of the epoch. */
const FURTHEST = 8.64e15;

/** `24 June 2026, 16:05 UTC`; seconds are cut off, so that it never names an instant later than the one meant. */
export function formatInstant(at: number): string {
  if (!(Math.abs(at) <= FURTHEST)) return 'an unknown time';
  const date = new Date(at);
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return `${String(date.getUTCDate())} ${month} ${String(date.getUTCFullYear())}, ${time} UTC`;
}

const MINUTE = 60_000;
const UNITS: readonly (readonly [string, number])[] = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
];

/** `2 hours`, `1 day 6 hours`, `2 hours 12 minutes`: at most two neighbouring units, never more than the span. */
export function formatSpan(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return 'an unknown time';
  let minutes = Math.floor(milliseconds / MINUTE);
  const first = UNITS.findIndex(([, size]) => minutes >= size);
  if (first === -1) return 'less than a minute';
  const parts: string[] = [];
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0) parts.push(`${String(count)} ${unit}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
