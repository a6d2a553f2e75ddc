import { assert, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { clip, clipBytes, clipLine } from '../../src/text/clip.ts';

test.each([
  ['a short text, whole', 'abc', 3, 'abc'],
  ['a long text, with what is missing', 'abcdef', 2, 'ab… (4 characters more)'],
  ['one missing character', 'abc', 2, 'ab… (1 character more)'],
  ['emoji, which count as one', '😀😀😀', 3, '😀😀😀'],
  ['no half emoji', '😀😀😀', 1, '😀… (2 characters more)'],
])('clips to characters: %s', (_, text, limit, clipped) => {
  expect(clip(text, limit)).toBe(clipped);
});

describe('clipped to bytes', () => {
  test.each([
    ['fits', 'äöü', 6, 'äöü'],
    ['is cut between characters', 'ä'.repeat(40), 40, `${'ä'.repeat(8)}… (32 characters more)`],
    ['has no room for anything', 'abc', 2, ''],
  ])('a text that %s', (_, text, limit, clipped) => {
    expect(clipBytes(text, limit)).toBe(clipped);
  });

  test('no text is longer than it may be, torn, or cut without need', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), nat(300), (text, limit) => {
        const clipped = clipBytes(text, limit);

        expect(Buffer.byteLength(clipped)).toBeLessThanOrEqual(limit);
        expect(clipped).not.toContain('\uFFFD');
        expect(clipped === text).toBe(Buffer.byteLength(text) <= limit);
      }),
    );
  });
});

test.each([
  ['line breaks', 'a\n\n  b', 10, 'a b'],
  ['a long line', 'abcdef', 4, 'abc…'],
  ['emoji', '😀😀😀', 2, '😀…'],
  ['exactly the limit', 'abcd', 4, 'abcd'],
  ['megabytes', 'a'.repeat(5_000_000), 4, 'aaa…'],
])('makes one short line of %s', (_, text, limit, line) => {
  expect(clipLine(text, limit)).toBe(line);
});
