import { describe, expect, test } from 'vitest';
import { betterStart } from '../../src/bot/nursery.ts';

const ARGV = ['/usr/bin/node', '/app/dist/bot.js', '--json'];

describe('a bot that was started without a word about its nursery', () => {
  test('is started again with one, and everything else as it was', () => {
    const execArgv = ['--import', '/a b.mjs'];

    expect(betterStart({ execArgv, argv: ARGV, nodeOptions: '--trace-warnings' })).toEqual([
      '/usr/bin/node',
      '--max-semi-space-size=4',
      '--import',
      '/a b.mjs',
      '/app/dist/bot.js',
      '--json',
    ]);
  });
});

describe('a bot is left as it is', () => {
  test.each([
    ['when it was started again', ['--max-semi-space-size=4'], ''],
    ['with a size of its own', ['--max-semi-space-size', '32'], ''],
    ['with one in V8’s spelling', ['--max_semi_space_size=32'], ''],
    ['with one for all of Node.js', [], '--no-warnings --max-semi-space-size=16'],
  ])('%s', (_, execArgv, nodeOptions) => {
    expect(betterStart({ execArgv, argv: ARGV, nodeOptions })).toBeUndefined();
  });
});
