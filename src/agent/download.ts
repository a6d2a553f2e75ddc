import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { packRelease, type Release } from './npm.ts';
import type { Workshop } from './workshop.ts';

const PROXIES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
];

/** Reads an archive to its end; called again from the start when the first way fails. */
export type Read<T> = (archive: Readable) => Promise<T>;

/**
 * Has an archive read as it arrives from the address the registry named. Where that does not work (a proxy, a
 * registry that asks for credentials, a certificate of one's own) npm fetches it to disk first: it knows all the
 * settings, and costs about a second more.
 */
export async function download<T>(
  workshop: Workshop,
  spec: string,
  release: Release,
  read: Read<T>,
): Promise<T> {
  if (!PROXIES.some((name) => (workshop.env[name] ?? '') !== '')) {
    const archive = await open(release.tarball, workshop.signal);
    const result = archive && (await read(archive).catch(() => undefined));
    if (result !== undefined) return result;
    workshop.signal.throwIfAborted();
  }
  return read(createReadStream(await packRelease(workshop, spec)));
}

async function open(url: string, signal: AbortSignal): Promise<Readable | undefined> {
  try {
    const response = await fetch(url, { signal });
    if (response.ok && response.body !== null) {
      return Readable.fromWeb(response.body);
    }
    await response.body?.cancel();
    return undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
