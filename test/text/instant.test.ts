import { expect, test } from 'vitest';
import { formatInstant, formatSpan } from '../../src/text/instant.ts';

const MINUTE = 60_000;

test.each([
  [Date.UTC(2026, 5, 24, 16, 5, 0), '24 June 2026, 16:05 UTC'],
  [Date.UTC(2026, 5, 24, 16, 5, 59, 999), '24 June 2026, 16:05 UTC'],
  [Date.UTC(2027, 0, 1), '1 January 2027, 00:00 UTC'],
  [Number.NaN, 'an unknown time'],
  [1e20, 'an unknown time'],
])('the instant %d is written as %s', (at, words) => {
  expect(formatInstant(at)).toBe(words);
});

test.each([
  [0, 'less than a minute'],
  [-5, 'less than a minute'],
  [MINUTE, '1 minute'],
  [30 * MINUTE + 59_999, '30 minutes'],
  [120 * MINUTE, '2 hours'],
  [132 * MINUTE, '2 hours 12 minutes'],
  [24 * 60 * MINUTE, '1 day'],
  [(24 * 60 + 5) * MINUTE, '1 day'],
  [30 * 24 * 60 * MINUTE, '30 days'],
  [30 * 60 * MINUTE, '1 day 6 hours'],
  [Number.POSITIVE_INFINITY, 'an unknown time'],
])('a span of %d ms is written as %s', (span, words) => {
  expect(formatSpan(span)).toBe(words);
});
