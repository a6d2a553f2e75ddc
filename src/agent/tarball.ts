import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;
const CHUNK = 1 << 20;
/** No executable we install is near it; what comes before the hash is known must not fill the disk. */
const LARGEST = 1 << 30;
const REGULAR_FILE = new Set(['0', '\0']);

export type Extracted = {
  /** Of the packed archive, as npm writes it: `sha512-<base64>`. */
  integrity: string;
  /** Of the unpacked file, hexadecimal. */
  sha256: string;
  /** Of the unpacked file; 0 when the archive has no such member. */
  bytes: number;
};

/** Unpacks one file of a gzipped tar while it arrives. The caller compares the hashes before it trusts the file. */
export async function extractFile(
  archive: Readable,
  member: string,
  target: string,
  signal: AbortSignal,
): Promise<Extracted> {
  const packed = createHash('sha512');
  const file = createHash('sha256');
  const written = { bytes: 0 };
  await pipeline(
    archive,
    (chunks: AsyncIterable<Buffer>) => hashed(chunks, packed),
    createGunzip({ chunkSize: CHUNK }),
    (chunks: AsyncIterable<Buffer>) => counted(hashed(fileOf(chunks, member), file), written),
    createWriteStream(target, { flags: 'wx', mode: 0o600, highWaterMark: CHUNK }),
    { signal },
  );
  return {
    integrity: `sha512-${packed.digest('base64')}`,
    sha256: file.digest('hex'),
    bytes: written.bytes,
  };
}

/** A stretch of the archive; a header is followed by what it announces. */
type Section = { kind: 'header' | 'file' | 'skipped'; left: number };

/** The bytes of one regular file in a tar; the rest of the archive is read and dropped. */
async function* fileOf(chunks: AsyncIterable<Buffer>, member: string): AsyncGenerator<Buffer> {
  let sections: Section[] = [{ kind: 'header', left: BLOCK }];
  let header = Buffer.alloc(0);
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0;) {
      const [section] = sections as [Section];
      const part = rest.subarray(0, section.left);
      rest = rest.subarray(part.length);
      section.left -= part.length;
      if (section.kind === 'file') yield part;
      if (section.kind === 'header') header = Buffer.concat([header, part]);
      if (section.left > 0) continue;
      sections = section.kind === 'header' ? announcedBy(header, member) : sections.slice(1);
      header = Buffer.alloc(0);
    }
  }
}

function announcedBy(header: Buffer, member: string): Section[] {
  const { name, size, type } = readHeader(header);
  const padding = (BLOCK - (size % BLOCK)) % BLOCK;
  const sections: Section[] = [
    { kind: name === member && REGULAR_FILE.has(type) ? 'file' : 'skipped', left: size },
    { kind: 'skipped', left: padding },
    { kind: 'header', left: BLOCK },
  ];
  return sections.filter(({ left }) => left > 0);
}

function readHeader(block: Buffer): { name: string; size: number; type: string } {
  const text = (from: number, to: number): string =>
    block.toString('utf8', from, to).replace(/\0.*$/s, '');
  const prefix = text(345, 500);
  const size = Number.parseInt(text(124, 136).trim() || '0', 8);
  if (!(size >= 0 && size <= LARGEST)) throw new Error('the archive names an impossible file size');
  return {
    name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    size,
    type: block.toString('latin1', 156, 157),
  };
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  total: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    total.bytes += chunk.length;
    yield chunk;
  }
}
