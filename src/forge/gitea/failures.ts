import { Forbidden, ForgeUnavailable, RateLimited, Refused, UnexpectedAnswer } from '../errors.ts';

/** What was asked of the forge, for the words and the times of an error. */
export type Asked = {
  /** Plain words with the subject's name, never with a text of it. */
  what: string;
  /** The scope of the token, or the access to the repository, that it takes. */
  needs: string;
  /** Statuses besides 404 that say: there is no such thing. */
  gone?: readonly number[];
  /** Milliseconds since the epoch. */
  now: number;
};

/** An answer that says no. */
export type Denial = {
  status: number;
  headers: Headers;
  /** What the server sent, as far as it is JSON. */
  data: unknown;
};

/** A proxy that asks for patience without saying how much. */
const PATIENCE = 60_000;
const LONGEST_PATIENCE = 24 * 3_600_000;

const SENTENCE_LENGTH = 200;

/**
 * Statuses of one write that the subject's state stands against: merged, open dependencies, changed meanwhile, archived,
 * not acceptable.
 */
const REFUSALS = [400, 404, 409, 410, 412, 413, 422, 423, 451];

/** The error of the port for an answer; `secrets` are cut out of what the server says. */
export function failureOf(denial: Denial, asked: Asked, secrets: readonly string[] = []): Error {
  const { status, headers, data } = denial;
  const sentence = sentenceOf(data, secrets);
  const said = `The forge, ${asked.what}: ${status}${sentence === '' ? '' : ` ${sentence}`}`;
  const isOverloaded = status === 503 && headers.has('retry-after');
  if (status === 429 || isOverloaded) {
    // Only a proxy counts requests; what it calls used up is a quota, anything else a burst.
    const limit = Number(headers.get('x-ratelimit-remaining') ?? 1) === 0 ? 'primary' : 'secondary';
    return new RateLimited(said, limit, patienceOf(headers, asked.now));
  }
  if (status === 401) return new Forbidden(said, 'a valid token');
  // Nothing that a token or a permission would change: the author does not want to hear from our account.
  if (status === 403 && /\bis blocked\b/i.test(sentence)) return new Refused(said);
  if (status === 403) return new Forbidden(said, scopesIn(sentence) ?? asked.needs);
  if (REFUSALS.includes(status)) return new Refused(said);
  return status >= 500 ? new ForgeUnavailable(said) : new UnexpectedAnswer(said);
}

/** `Retry-After` is a number of seconds or a date. */
function patienceOf(headers: Headers, now: number): number {
  const after = headers.get('retry-after')?.trim() ?? '';
  const until = /^\d+$/.test(after) ? now + Number(after) * 1000 : Date.parse(after);
  return Math.min(
    Math.max(Number.isNaN(until) ? now + PATIENCE : until, now + 1000),
    now + LONGEST_PATIENCE,
  );
}

/** `required=[write:issue]`, or `required scope(s): [write:issue]` of older servers. */
function scopesIn(sentence: string): string | undefined {
  return /required[^[]{0,40}\[([a-z:,\s]+)\]/.exec(sentence)?.[1];
}

/** The server's own sentence on one line. Its errors name fields and ids, not the texts that were sent. */
function sentenceOf(data: unknown, secrets: readonly string[]): string {
  const message =
    typeof data === 'object' && data !== null && 'message' in data ? data.message : '';
  if (typeof message !== 'string') return '';
  return (
    secrets
      .filter((secret) => secret !== '')
      .reduce((text, secret) => text.replaceAll(secret, '***'), message)
      // oxlint-disable-next-line no-control-regex -- what breaks a line of the log is what is looked for
      .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
      .trim()
      .slice(0, SENTENCE_LENGTH)
  );
}
