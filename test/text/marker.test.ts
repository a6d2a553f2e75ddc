import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoticeRecord } from '../../src/hygiene/record.ts';
import {
  isNewerMarker,
  MARKER_PREFIX,
  readMarker,
  subjectIdentity,
  writeMarker,
} from '../../src/text/marker.ts';

const SUBJECT = 'forge.example/acme/rocket#7';

const RECORD: NoticeRecord = {
  version: 1,
  subject: SUBJECT,
  notice: 'all',
  phase: 'flagged',
  findings: ['pr-template:a'],
  closing: [],
  flaggedAt: 1_750_000_000_000,
};

const EVERYTHING: NoticeRecord = {
  ...RECORD,
  deadline: 2,
  remaining: 3,
  reminded: true,
  closedAt: 4,
  resolvedAt: 5,
  paused: { why: 'hold', until: 6, by: 'maria' },
  attended: { by: 'maria', at: 7 },
  waiver: { by: 'maria', at: 8, how: 'command', reason: '--> fine <!--', rules: ['pr-title'] },
  secondChance: true,
  explain: true,
  help: { word: 'rechek', nearest: 'recheck' },
};

test('a subject is named by where it lives, letter case aside', () => {
  expect(subjectIdentity('Forge.Example:3000', { owner: 'ACME', name: 'Rocket', number: 7 })).toBe(
    'forge.example:3000/acme/rocket#7',
  );
});

test.each([
  ['the smallest', RECORD],
  ['the largest', EVERYTHING],
])('%s record comes back from the comment it was written to', (_, record) => {
  expect(readMarker(`${writeMarker(record)}\n# Text`, SUBJECT)).toEqual(record);
});

test('equal records give equal blocks, however they were put together', () => {
  const other = Object.fromEntries(Object.entries(EVERYTHING).toReversed()) as NoticeRecord;

  expect(writeMarker(other)).toBe(writeMarker(EVERYTHING));
});

test('whatever a record says, it cannot end its block', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (reason) => {
      const waiver = { by: '-->', at: 1, how: 'command', reason } as const;
      const block = writeMarker({ ...RECORD, findings: ['--> <img>'], waiver });

      expect(block).toMatch(/^<!-- agent-run:hygiene v1 [\w-]+ -->$/);
      expect(readMarker(block, SUBJECT)?.waiver?.reason).toBe(reason);
    }),
  );
});

function encoded(value: unknown): string {
  return `${MARKER_PREFIX}v1 ${Buffer.from(JSON.stringify(value)).toString('base64url')} -->`;
}

describe('no record is read from', () => {
  const block = writeMarker(RECORD);

  test.each([
    ['a block behind some text', `hello ${block}`],
    ['a block behind a line', `\n${block}`],
    ['a block without an end', block.slice(0, -4)],
    ['an empty block', `${MARKER_PREFIX}v1  -->`],
    ['no block', 'hello'],
    ['nothing', ''],
    ['something that is not base64url', `${MARKER_PREFIX}v1 {"version":1} -->`],
    ['something that is not JSON', `${MARKER_PREFIX}v1 aGVsbG8 -->`],
    ['JSON that is no record', encoded(null)],
    ['a list', encoded([RECORD])],
    ['another version inside', encoded({ ...RECORD, version: 2 })],
    ['another version outside', block.replace('v1', 'v2')],
    ['an unknown phase', encoded({ ...RECORD, phase: 'excused' })],
    ['an unknown notice', encoded({ ...RECORD, notice: 'body' })],
    ['an instant that no date can show', encoded({ ...RECORD, flaggedAt: 1e300 })],
    ['a negative instant', encoded({ ...RECORD, deadline: -1 })],
    ['an instant that is text', encoded({ ...RECORD, deadline: '2' })],
    ['findings that are no list', encoded({ ...RECORD, findings: 'all' })],
    ['too many findings', encoded({ ...RECORD, findings: Array(101).fill('x') })],
    ['a finding that is too long', encoded({ ...RECORD, findings: ['x'.repeat(301)] })],
    ['a block that is too long', `${MARKER_PREFIX}v1 ${'a'.repeat(10_000_000)} -->`],
    ['another subject', writeMarker({ ...RECORD, subject: 'forge.example/acme/rocket#8' })],
  ])('%s', (_, comment) => {
    expect(readMarker(comment, SUBJECT)).toBeUndefined();
  });
});

test('anything at all is read without an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.base64String()), (text) => {
      const inside = Buffer.from(text).toString('base64url');
      expect(() => readMarker(`${MARKER_PREFIX}v1 ${inside} -->`, SUBJECT)).not.toThrow();
      expect(() => readMarker(`${MARKER_PREFIX}${text}`, SUBJECT)).not.toThrow();
      expect(() => isNewerMarker(`${MARKER_PREFIX}${text}`)).not.toThrow();
    }),
  );
});

test.each([
  [true, `${MARKER_PREFIX}v2 whatever comes -->`],
  [true, `${MARKER_PREFIX}v12 -->`],
  [false, writeMarker(RECORD)],
  [false, `${MARKER_PREFIX}v0 x -->`],
  [false, `${MARKER_PREFIX}version -->`],
  [false, `text ${MARKER_PREFIX}v2 x -->`],
])('is of a later version: %s for %s', (isNewer, comment) => {
  expect(isNewerMarker(comment)).toBe(isNewer);
});
