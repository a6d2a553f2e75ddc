import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A message id as the server makes them: they have to sort by time, since it orders messages by id. The lower 48 bits
 * of milliseconds × 4096 in hex, then 14 random characters (read from opencode 1.18.33).
 */
export function newMessageId(now: number): string {
  const time = (BigInt(now) * 4096n) & 0xffff_ffff_ffffn;
  let tail = '';
  for (let length = 0; length < 14; length += 1)
    tail += ALPHABET.charAt(randomInt(ALPHABET.length));
  return `msg_${time.toString(16).padStart(12, '0')}${tail}`;
}

/** What an id holds of an instant comes round again after this many milliseconds, some two years. */
const ROUND = 2 ** 36;

/** When an id was made, if that was at or not long before `now`. */
export function instantOf(id: string, now: number): number {
  const inRound = Math.floor(Number.parseInt(id.slice(4, 16), 16) / 4096);
  const latest = Math.floor(now / ROUND) * ROUND + inRound;
  return latest > now ? latest - ROUND : latest;
}
