import { describe, expect, test } from 'vitest';
import { terminalLines } from '../../scripts/terminal-markdown.ts';

function plain(source: string, width = 80): string[] {
  return terminalLines(source, width, (_, text) => text);
}

describe('a comment in a terminal', () => {
  test.each([
    ['emphasis without its marks', '**Two** _things_ `left`', ['Two things `left`']],
    ['the words of a link', 'See [the guide](https://example.org).', ['See the guide.']],
    ['nothing of a hidden block', '<!-- state -->\nHello', ['Hello']],
    ['a list', 'Do:\n\n1. One\n2. Two', ['Do:', '1. One', '2. Two']],
    ['a list in a list', '1. One\n   - a\n   - b', ['1. One', '   - a', '   - b']],
    [
      'the rows of a table, without its head',
      '| | What | How |\n| --- | --- | --- |\n| 1 | Wrong | Mend |',
      ['1. Wrong → Mend'],
    ],
    [
      'only the title of what is folded',
      '<details><summary>More</summary>\n\nhidden\n\n</details>\n\nshown',
      ['▸ More', '', 'shown'],
    ],
    ['code as it stands', '```\na  b\nc\n```', ['a  b', 'c']],
  ])('is %s', (_, source, lines) => {
    expect(plain(source)).toEqual(lines);
  });

  test('is broken between words, and goes on below its own beginning', () => {
    expect(plain('1. one two three', 10)).toEqual(['1. one two', '   three']);
  });

  test('keeps a word that is longer than the line whole', () => {
    expect(plain('an incomprehensible word', 8)).toEqual(['an', 'incomprehensible', 'word']);
  });

  test('does not count what only colours', () => {
    const coloured = terminalLines('**aa** bb', 5, (_, text) => `\u001B[1m${text}\u001B[22m`);

    expect(coloured).toEqual(['\u001B[1maa\u001B[22m bb']);
  });
});
