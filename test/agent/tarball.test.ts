import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { extractFile } from '../../src/agent/tarball.ts';
import { integrityOf, packageArchive, tar } from '../support/tar.ts';

const program = Buffer.from('#!/bin/sh\n'.repeat(200));
const files = {
  'package/README.md': 'x'.repeat(513),
  'package/bin/tool': program,
  'package/z': 'z',
};
const never = new AbortController().signal;
let target: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  target = join(folder, 'tool');
});

test.each([1, 7, 511, 512, 513, 4096])(
  'the file and both hashes are right when %i bytes arrive at a time',
  async (size) => {
    // Level 0 keeps the blocks whole, so that their boundaries meet those of the chunks.
    const archive = gzipSync(tar(files), { level: 0 });

    const found = await extractFile(inChunks(archive, size), 'package/bin/tool', target, never);

    expect(readFileSync(target)).toEqual(program);
    expect(found).toEqual({
      integrity: integrityOf(archive),
      sha256: createHash('sha256').update(program).digest('hex'),
      bytes: program.length,
    });
  },
);

test('a file of exact blocks and one without a byte do not shift what follows', async () => {
  const archive = packageArchive({ a: 'a'.repeat(1024), b: '', 'package/bin/tool': program });

  await extractFile(Readable.from([archive]), 'package/bin/tool', target, never);

  expect(readFileSync(target)).toEqual(program);
});

test('an archive without the file is told by its size', async () => {
  const archive = packageArchive({ 'package/other': 'x' });

  const found = await extractFile(Readable.from([archive]), 'package/bin/tool', target, never);

  expect(found.bytes).toBe(0);
});

test('a size that no program has ends the reading', async () => {
  const bytes = tar(files);
  bytes.write('77777777777\0', 124);

  await expect(
    extractFile(Readable.from([gzipSync(bytes)]), 'package/bin/tool', target, never),
  ).rejects.toThrow('impossible file size');
});

test('an archive that breaks off is an error', async () => {
  const archive = packageArchive(files);
  const half = archive.subarray(0, archive.length / 2);

  await expect(
    extractFile(Readable.from([half]), 'package/bin/tool', target, never),
  ).rejects.toThrow('unexpected end of file');
});

function inChunks(bytes: Buffer, size: number): Readable {
  const count = Math.ceil(bytes.length / size);
  return Readable.from(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)),
  );
}
