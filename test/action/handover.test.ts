import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  closeHandover,
  type Handover,
  makeRunFolder,
  readHandover,
  unfinished,
  writeHandover,
} from '../../src/action/handover.ts';

const HANDOVER: Handover = {
  main: { pid: 4711, startTime: 1 },
  started: 1,
  summary: 'full',
  reported: false,
};

let temporary: string;
let step: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'agent-run-handover-'));
  step = join(temporary, 'agent-run', '1-1-build-self');
});

afterEach(() => rmSync(temporary, { recursive: true, force: true }));

test('a run takes the folder of its step, for itself alone', () => {
  expect(makeRunFolder(step)).toBe(step);
  expect(statSync(step).mode & 0o777).toBe(0o700);
});

test('a run that finds the folder taken gets one beside it', () => {
  const folders = [1, 2, 3].map(() => basename(makeRunFolder(step)));

  expect(folders).toEqual(['1-1-build-self', '1-1-build-self.2', '1-1-build-self.3']);
});

test('a folder that cannot be made is an error, not an endless search', () => {
  mkdirSync(join(temporary, 'agent-run'));
  writeFileSync(step, 'a file');

  expect(() => makeRunFolder(join(step, 'below'))).toThrow(/ENOTDIR|EEXIST/);
});

test('what was written is read, and only we may read it', () => {
  const folder = makeRunFolder(step);
  writeHandover(folder, HANDOVER);

  expect(readHandover(folder)).toEqual(HANDOVER);
  expect(readdirSync(folder)).toEqual(['handover.json']);
  expect(statSync(join(folder, 'handover.json')).mode & 0o777).toBe(0o600);
});

test('a handover replaces the one before, whole', () => {
  const folder = makeRunFolder(step);
  writeHandover(folder, HANDOVER);
  // What is left of a writer that was killed in the middle.
  writeFileSync(join(folder, 'handover.json.new'), '{"pid":');
  expect(readHandover(folder)).toEqual(HANDOVER);

  writeHandover(folder, { ...HANDOVER, reported: true });
  expect(readHandover(folder)?.reported).toBe(true);
  expect(existsSync(join(folder, 'handover.json.new'))).toBe(false);
});

test.each([
  ['nothing', undefined],
  ['half a file', '{"pid":4711,"repor'],
  ['another file', '[]'],
  ['a file without the answer that matters', '{"pid":4711}'],
])('%s is no handover', (_, text) => {
  const folder = makeRunFolder(step);
  if (text !== undefined) writeFileSync(join(folder, 'handover.json'), text);

  expect(readHandover(folder)).toBeUndefined();
});

test('finds the runs that nobody reported, the newest first, even after the ninth', () => {
  for (let run = 1; run <= 11; run += 1) {
    writeHandover(makeRunFolder(step), { ...HANDOVER, reported: run === 3 });
  }

  const numbers = unfinished(step).map((folder) => basename(folder).split('.')[1] ?? '1');

  expect(numbers).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '2', '1']);
});

test('leaves the runs of other steps alone, and those that never wrote', () => {
  writeHandover(makeRunFolder(`${step}_2`), HANDOVER);
  makeRunFolder(step);

  expect(unfinished(step)).toEqual([]);
});

test('finds nothing where there is no folder', () => {
  expect(unfinished(join(temporary, 'gone', 'step'))).toEqual([]);
});

test('a run that is over says so', () => {
  const folder = makeRunFolder(step);
  writeHandover(folder, HANDOVER);

  closeHandover(folder, HANDOVER);

  expect(readHandover(folder)).toEqual({ ...HANDOVER, reported: true });
});

test('a run that is over and cannot say so leaves nothing that looks like a killed one', () => {
  const folder = makeRunFolder(step);
  writeHandover(folder, HANDOVER);
  // In the way, as a full disk would be.
  mkdirSync(join(folder, 'handover.json.new'));

  closeHandover(folder, HANDOVER);

  expect(readHandover(folder)).toBeUndefined();
  expect(unfinished(step)).toEqual([]);
});
