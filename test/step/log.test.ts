import { describe, expect, test } from 'vitest';
import { stepLog } from '../../src/step/log.ts';

describe('the log of the hygiene step', () => {
  test.each([
    ['::set-output name=a::b'],
    ['  ::error::x'],
    ['##[group]x'],
    ['a\n::stop-commands::x'],
    ['a\r::error::x'],
    ['\u001b[31m::error::x'],
  ])('gives the runner no order that %j holds', (hostile) => {
    const lines = linesOf(true, (log) => {
      log.line(hostile);
      log.group(hostile, [hostile]);
      log.note('warning', hostile);
    });

    const orders = lines.filter((line) => /^\s*::|##\[/.test(line));
    expect(orders).toEqual([
      expect.stringMatching(/^::group::/),
      '::endgroup::',
      expect.stringMatching(/^::warning title=hygiene::/),
    ]);
    expect(lines.join('\n').split(/[\r\n]/)).toHaveLength(lines.length);
  });

  test('notes are lines where nothing shows them', () => {
    expect(linesOf(false, (log) => log.note('error', 'It broke.'))).toEqual(['error: It broke.']);
  });

  test('shows ten notes, and the others as lines', () => {
    const lines = linesOf(true, (log) => {
      for (let count = 0; count < 12; count += 1) log.note('warning', String(count));
    });

    expect(lines.filter((line) => line.startsWith('::'))).toHaveLength(10);
    expect(lines.slice(-2)).toEqual(['warning: 10', 'warning: 11']);
  });
});

function linesOf(notes: boolean, write: (log: ReturnType<typeof stepLog>) => void): string[] {
  const lines: string[] = [];
  write(stepLog((line) => void lines.push(line), { notes }));
  return lines;
}
