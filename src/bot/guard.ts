import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** GitHub sends no more than this; neither do Gitea and Forgejo as they are set up. */
export const LARGEST_BODY = 25 * 1024 * 1024;

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const SIGNATURE = /^sha256=(.+)$/;
const DIGEST = /^[0-9a-f]{64}$/;

export function isJson(contentType: string | undefined): boolean {
  return JSON_TYPE.test(contentType ?? '');
}

/** Whether `header` is GitHub's signature of exactly these bytes. */
export function isSigned(bytes: Uint8Array, header: string | undefined, secret: string): boolean {
  return isDigest(bytes, SIGNATURE.exec(header ?? '')?.[1] ?? '', secret);
}

/** Whether `digest` is the HMAC of exactly these bytes, in lower-case hex; takes the same time wherever it differs. */
export function isDigest(bytes: Uint8Array, digest: string, secret: string): boolean {
  if (!DIGEST.test(digest) || secret === '') return false;
  const expected = createHmac('sha256', secret).update(bytes).digest();
  return timingSafeEqual(expected, Buffer.from(digest, 'hex'));
}

/** The first character that is no blank: JSON of anything but an object cannot be a delivery. */
export function isObject(bytes: Uint8Array): boolean {
  return bytes[bytes.findIndex((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte))] === 0x7b;
}

/** Why there is no body to look at. */
export type NoBody = 'too large' | 'too busy' | 'broken off';

/** Reads bodies whole, as long as all of them together stay within what the process can hold. */
export function bodyReader({ largest = LARGEST_BODY, together = 4 * LARGEST_BODY } = {}) {
  let held = 0;
  return async (request: IncomingMessage): Promise<Buffer | NoBody> => {
    if (Number(request.headers['content-length'] ?? 0) > largest) return 'too large';
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        const { length } = chunk as Buffer;
        size += length;
        held += length;
        if (size > largest) return 'too large';
        if (held > together) return 'too busy';
        chunks.push(chunk as Buffer);
      }
      const [first, ...more] = chunks;
      return first !== undefined && more.length === 0 ? first : Buffer.concat(chunks, size);
    } catch {
      return 'broken off';
    } finally {
      held -= size;
    }
  };
}

/** Why a request was turned away before anything in it was believed. */
export type RefusedFor = 'method' | 'type' | 'size' | 'signature' | 'path' | 'load';

/** Counts what was refused: however many try, the log has one line each time it is asked for. */
export function countRefusals(): {
  count(why: RefusedFor): void;
  /** What was counted since the last time; undefined when there was nothing. */
  take(): Readonly<Partial<Record<RefusedFor, number>>> | undefined;
} {
  let counts: Partial<Record<RefusedFor, number>> = {};
  return {
    count(why) {
      counts[why] = (counts[why] ?? 0) + 1;
    },
    take() {
      const taken = counts;
      counts = {};
      return Object.keys(taken).length === 0 ? undefined : taken;
    },
  };
}
