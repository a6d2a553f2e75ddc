import { describe, expect, test } from 'vitest';
import { botLog, errorWords, type LogLevel } from '../../src/bot/log.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

function aLog(level: LogLevel = 'info') {
  const lines: string[] = [];
  const log = botLog({ level, clock: new SteppedClock(0), write: (line) => lines.push(line) });
  return { log, lines };
}

describe('the log', () => {
  test('is one JSON object a line', () => {
    const { log, lines } = aLog();

    log.info('Looked', { key: 'github/octo/hello#1', count: 2, none: undefined });

    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"info","msg":"Looked","key":"github/octo/hello#1","count":2}\n',
    ]);
  });

  test.each<[LogLevel, string[]]>([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ])('at %s has %j', (level, expected) => {
    const { log, lines } = aLog(level);

    for (const each of ['debug', 'info', 'warn', 'error'] as const) log[each](each);

    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(expected);
  });

  test.each([
    ['line breaks', 'a\nb\r\nc', 'a b c'],
    ['escape sequences', '\u001B[31mred', 'red'],
    ['a lot', 'x'.repeat(5000), /^x{900,}… \(\d,\d+ more characters|^x{900,}/],
  ])('does not let %s out of their line', (_, value, shown) => {
    const { log, lines } = aLog();

    log.warn('W', { value });
    const [line = '{}'] = lines;

    expect((JSON.parse(line) as { value: string }).value).toMatch(shown);
    expect(line.length).toBeLessThan(1200);
  });
});

describe('an error', () => {
  test('is told with its causes, and nothing else that hangs on it', () => {
    const cause = Object.assign(new TypeError('socket'), { token: 'hunter2' });
    const error = Object.assign(new Error('failed', { cause }), {
      request: { headers: { authorization: 'hunter2' } },
    });

    expect(errorWords(error)).toBe('Error: failed <- TypeError: socket');
  });

  test.each([
    [
      'several at once',
      new AggregateError([new Error('a')], 'all'),
      'AggregateError: all <- Error: a',
    ],
    ['what is none', 'hunter2', 'string'],
    ['nothing', undefined, ''],
  ])('may be %s', (_, error, words) => {
    expect(errorWords(error)).toBe(words);
  });

  test('that is its own cause ends', () => {
    const error = new Error('round');
    error.cause = error;

    expect(errorWords(error).length).toBeLessThan(100);
  });
});
