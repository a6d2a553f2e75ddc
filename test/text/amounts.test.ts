import { expect, test } from 'vitest';

import { NO_TOKENS } from '../../src/sessions/event.ts';
import { counted, formatCost, formatCount, formatTokens } from '../../src/text/amounts.ts';
import { formatDuration } from '../../src/text/duration.ts';

test.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [850.4, '850 ms'],
  [999.7, '1.0s'],
  [12_345, '12.3s'],
  [59_949, '59.9s'],
  [59_950, '1m00s'],
  [192_000, '3m12s'],
  [3_599_400, '59m59s'],
  [3_599_500, '1h00m'],
  [7_500_000, '2h05m'],
  [100 * 3_600_000, '100h00m'],
])('%d milliseconds are written %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [0, '$0.00'],
  [0.0123, '$0.0123'],
  [0.1, '$0.10'],
  [1.005, '$1.00'],
  [1234.5, '$1,234.50'],
])('%d dollars are written %s', (dollars, text) => {
  expect(formatCost(dollars)).toBe(text);
});

test.each([
  [999, '999'],
  [1000, '1.0k'],
  [999_949, '999.9k'],
  [999_950, '1.0M'],
  [12_300_000, '12.3M'],
])('%d is counted %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test('tokens name the cache and the reasoning only when there was any', () => {
  expect(formatTokens(NO_TOKENS)).toBe('0');
  expect(formatTokens({ ...NO_TOKENS, input: 1500, output: 20 })).toBe('1.5k (1.5k in, 20 out)');
  expect(formatTokens({ input: 1, output: 2, reasoning: 3, cacheRead: 4, cacheWrite: 5 })).toBe(
    '15 (1 in, 2 out, 3 reasoning, 4 cached, 5 written to the cache)',
  );
});

test('one thing is singular', () => {
  expect(counted(1, 'tool call')).toBe('1 tool call');
  expect(counted(0, 'tool call')).toBe('0 tool calls');
  expect(counted(1234, 'reply', 'replies')).toBe('1,234 replies');
});
