import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRunMarker, RUN_MARKER, writeRunMarker } from '../../src/text/run-marker.ts';

const HOST = 'forge.example:3000';
const REF = { owner: 'Acme', name: 'Rocket', number: 7 };
const MARK = { id: 'b5b9', started: 1_750_000_000_000 };

test.each([
  ['without a key', MARK],
  ['with a key', { ...MARK, key: 'review' }],
  ['with a key that would end the line', { ...MARK, key: '--> \n<!-- "ä" -->' }],
])('a mark %s comes back from the comment it was written to', (_, mark) => {
  const line = writeRunMarker(mark, HOST, REF);

  expect(line).not.toContain('\n');
  expect(line.indexOf('-->')).toBe(line.length - 3);
  expect(readRunMarker(`${line}\n\n# Text`, HOST, REF)).toEqual(mark);
});

test.each([
  ['another number', HOST, { ...REF, number: 8 }],
  ['another repository', HOST, { ...REF, name: 'plane' }],
  ['another forge', 'forge.example', REF],
])('a mark that was copied to %s means nothing there', (_, host, ref) => {
  expect(readRunMarker(writeRunMarker(MARK, HOST, REF), host, ref)).toBeUndefined();
});

const LINE = writeRunMarker(MARK, HOST, REF);
const block = (value: unknown): string =>
  `${RUN_MARKER}v1 ${Buffer.from(JSON.stringify(value)).toString('base64url')} -->`;

test.each([
  ['behind a space', ` ${LINE}`],
  ['in a quotation', `> ${LINE}`],
  ['of another version', LINE.replace(' v1 ', ' v2 ')],
  ['without an end', LINE.slice(0, -4)],
  ['that is empty', `${RUN_MARKER}v1  -->`],
  ['that is no JSON', `${RUN_MARKER}v1 e30e -->`],
  ['that is no list', block({ id: 1 })],
  ['with a number for its id', block(['forge.example:3000/acme/rocket#7', 1, 2, null])],
  ['without an instant', block(['forge.example:3000/acme/rocket#7', 'a', 'b', null])],
  ['of nothing', ''],
])('a mark %s is none', (_, comment) => {
  expect(readRunMarker(comment, HOST, REF)).toBeUndefined();
});

test('whatever else stands behind the prefix is no mark, and no error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readRunMarker(`${RUN_MARKER}v1 ${text} -->`, HOST, REF)).toBeUndefined();
    }),
  );
});
