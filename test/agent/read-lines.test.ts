import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesOf, textAt, type Line } from '../../src/agent/read-lines.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What `use` finds in a file of that content. */
function inFile<T>(content: string | Buffer, use: (file: number) => T): T {
  const path = join(folder, 'lines');
  writeFileSync(path, content);
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

const textsOf = (lines: Iterable<Line>): string[] => [...lines].map(({ text }) => text);

test.each([
  ['nothing', '', []],
  ['an end alone', '\n', ['']],
  ['no end', 'a', ['a']],
  ['an empty line in the middle', 'a\n\nb\n', ['a', '', 'b']],
  ['characters of several bytes', 'ä€😀\n😀', ['ä€😀', '😀']],
])('of %s the lines are read', (_, content, lines) => {
  expect(inFile(content, (file) => textsOf(linesOf(file)))).toEqual(lines);
});

test('lines of any length, around every border of what is read at once, are whole and found again', () => {
  const around = [0, 1, 2, 65_534, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 300_000];
  const line = fc
    .tuple(fc.constantFrom(...around), fc.constantFrom('x', 'ä', '😀'))
    .map(([length, letter]) => letter.repeat(length));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (lines, hasEnd) => {
      const isEmptyAtEnd = !hasEnd && lines.at(-1) === '';
      const content = lines.join('\n') + (hasEnd ? '\n' : '');

      const [read, again] = inFile(content, (file) => {
        const found = [...linesOf(file)];
        return [textsOf(found), found.map((place) => textAt(file, place))];
      });

      // Compared as a whole: a difference of megabytes is not worth printing.
      const expected = (isEmptyAtEnd ? lines.slice(0, -1) : lines).join('|');
      expect([read.join('|') === expected, again.join('|') === expected]).toEqual([true, true]);
    }),
    { numRuns: 60 },
  );
});

test.each([2, 3, 4, 5, 100_000])('a line of %i bytes or more comes in parts', (longest) => {
  const long = 'x'.repeat(longest * 2 + 1);

  const lines = inFile(`a\n${long}\nb\n`, (file) => [...linesOf(file, longest)]);

  expect(lines.every(({ length }) => length <= longest)).toBe(true);
  expect(lines.map(({ text }) => text).join('')).toBe(`a${long}b`);
  expect([lines[0]?.text, lines.at(-1)?.text]).toEqual(['a', 'b']);
});

test('a place behind the end of the file has no text', () => {
  const found = inFile('abc', (file) => [
    textAt(file, { start: 1, length: 9 }),
    textAt(file, { start: 9, length: 9 }),
  ]);

  expect(found).toEqual(['bc', '']);
});

test('what cannot be read has no lines', () => {
  const file = openSync(folder, 'r');
  try {
    expect(textsOf(linesOf(file))).toEqual([]);
  } finally {
    closeSync(file);
  }
});
