import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { instantOf, newMessageId } from '../../src/agent/message-id.ts';

test('ids have the server’s form, sort by time, and are never the same', () => {
  const start = 1_795_352_877_000;
  const ids = [0, 1, 2, 999, 86_400_000].map((later) => newMessageId(start + later));

  expect(ids).toEqual(ids.toSorted());
  expect(ids.filter((id) => !/^msg_[0-9a-f]{12}[0-9A-Za-z]{14}$/.test(id))).toEqual([]);
  expect(new Set(Array.from({ length: 1000 }, () => newMessageId(start))).size).toBe(1000);
});

test('the time in an id is where the server puts it', () => {
  const recording = readFileSync(new URL('../recordings/b-tools.jsonl', import.meta.url), 'utf8');
  const made = /"info":\{"id":"(msg_\w{26})","role":"user".*?"created":(\d+)/g;
  const recorded = [...recording.matchAll(made)].map(([, id = '', created]) => ({
    // Behind the time stand 12 bits that count within a millisecond.
    theirs: id.slice(0, -17),
    ours: newMessageId(Number(created)).slice(0, -17),
  }));

  expect(recorded.length).toBeGreaterThan(0);
  for (const { theirs, ours } of recorded) expect(ours).toBe(theirs);
});

test.each([
  ['just now', 0],
  ['yesterday', 86_400_000],
  ['a year ago', 365 * 86_400_000],
])('the instant in an id made %s is found again', (_, ago) => {
  // The second is the first instant of a round of what an id can hold.
  for (const now of [1_795_352_877_123, 2 ** 36 * 27, 2 ** 36 * 26 - 1]) {
    expect(instantOf(newMessageId(now - ago), now)).toBe(now - ago);
  }
});
