import { type Clock, TIMED_OUT, within } from '../../clock.ts';
import { ForgeUnavailable, UnexpectedAnswer } from '../errors.ts';
import { type Asked, failureOf } from './failures.ts';

/** How to reach one account of one server. */
export type GiteaConnection = {
  /** The address that people open, with its path if the server has one: `https://example.org/git`. */
  baseUrl: string;
  token: string;
  clock: Clock;
  /** The global one when not told. */
  fetch?: typeof fetch;
  log?: DebugLog;
  /** Told after each answer of a proxy that counts requests; the forges themselves do not. */
  onRate?: (rate: Rate) => void;
};

/** What is left of a quota. */
export type Rate = {
  resource: 'rest';
  remaining: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
  cost: number;
};

export type DebugLog = { debug(text: string): void };

/** The parts of a path behind `/api/v1`; each is one part whatever is in it. */
export type Route = readonly (string | number)[];

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export type Answer = {
  /** Undefined when there is no body. */
  data: unknown;
  /** Of a list, all pages together; undefined when the server does not tell. */
  total: number | undefined;
};

export type Purpose = Omit<Asked, 'now'>;

/** Requests with their errors in the words of the port. None is repeated and none waits for a limit. */
export interface GiteaCalls {
  /** Undefined when there is no such thing, or none that we may see. */
  get(route: Route, purpose: Purpose, query?: Query): Promise<Answer | undefined>;

  /** Undefined when what it is about is gone. */
  send(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    route: Route,
    body: object | undefined,
    purpose: Purpose,
  ): Promise<Answer | undefined>;

  readonly log: DebugLog;
}

/** Longer than the server takes for a big tree, shorter than a worker's lease. */
const LONGEST_REQUEST = 30_000;

const MOST_REDIRECTS = 3;

type Sent = { method: string; body?: string };

export function giteaCalls(given: GiteaConnection): GiteaCalls {
  const { clock, onRate, log = { debug() {} } } = given;
  const api = apiOf(given.baseUrl);
  const token = given.token.trim();

  const exchange = async (
    sent: Sent,
    url: URL,
    purpose: Purpose,
    signal: AbortSignal,
  ): Promise<Answer | undefined> => {
    let at = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await (given.fetch ?? fetch)(at, {
        ...sent,
        headers: {
          accept: 'application/json',
          authorization: `token ${token}`,
          ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        // Followed by hand: the token must not travel to another host.
        redirect: 'manual',
        signal,
      });
      const next = redirectOf(response, at, sent.method);
      if (next === undefined) return answerOf(response, purpose);
      await response.body?.cancel();
      if (next.origin !== api.origin) {
        throw new UnexpectedAnswer(
          `The forge, ${purpose.what}: it redirects to ${next.origin}, which the token is not for`,
        );
      }
      at = next;
    }
    throw new UnexpectedAnswer(`The forge, ${purpose.what}: it redirects without an end`);
  };

  const answerOf = async (response: Response, purpose: Purpose): Promise<Answer | undefined> => {
    const { status, headers } = response;
    const text = await response.text();
    const rate = rateOf(headers);
    if (rate !== undefined) onRate?.(rate);
    if (status === 404 || purpose.gone?.includes(status) === true) return undefined;
    const data = parsed(text);
    if (status < 200 || status >= 300) {
      throw failureOf({ status, headers, data }, { ...purpose, now: clock.now() }, [token]);
    }
    if (data === undefined && text.trim() !== '') {
      throw new UnexpectedAnswer(`The forge, ${purpose.what}: ${status} with something not JSON`);
    }
    return { data, total: countOf(headers.get('x-total-count')) };
  };

  const request = async (
    sent: Sent,
    route: Route,
    query: Query,
    purpose: Purpose,
  ): Promise<Answer | undefined> => {
    // Nothing has such a name, and an address would lose it, and the part before it.
    if (route.some((part) => part === '' || part === '.' || part === '..')) return undefined;
    const controller = new AbortController();
    try {
      const url = urlOf(api, route, query);
      const work = exchange(sent, url, purpose, controller.signal);
      const answer = await within(clock, LONGEST_REQUEST, work);
      if (answer !== TIMED_OUT) return answer;
    } catch (thrown) {
      // What fetch throws may quote a header; only the system's own code is told.
      if (!(thrown instanceof TypeError)) throw thrown;
      throw new ForgeUnavailable(`The forge, ${purpose.what}: no answer (${codeOf(thrown)})`);
    }
    controller.abort();
    throw new ForgeUnavailable(`The forge, ${purpose.what}: no answer for ${LONGEST_REQUEST} ms`);
  };

  return {
    get: (route, purpose, query = {}) => request({ method: 'GET' }, route, query, purpose),
    send: (method, route, body, purpose) =>
      request(
        { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
        route,
        {},
        purpose,
      ),
    log,
  };
}

/** `baseUrl` may already name the API. */
function apiOf(baseUrl: string): URL {
  const web = baseUrl.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  return new URL(`${web}/api/v1/`);
}

function urlOf(api: URL, route: Route, query: Query): URL {
  const path = route.map((part) => encodeURIComponent(part)).join('/');
  const url = new URL(path, api);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/**
 * Where to ask instead: servers send those who use an old name of a repository to its new one. Forgejo does so by 301 for
 * writes as well; the method stays what it was.
 */
function redirectOf(response: Response, at: URL, method: string): URL | undefined {
  const location = response.headers.get('location');
  const isRedirect =
    [301, 307, 308].includes(response.status) ||
    (method === 'GET' && [302, 303].includes(response.status));
  return isRedirect && location !== null && URL.canParse(location, at.href)
    ? new URL(location, at)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countOf(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function rateOf(headers: Headers): Rate | undefined {
  const remaining = countOf(headers.get('x-ratelimit-remaining'));
  const reset = countOf(headers.get('x-ratelimit-reset'));
  if (remaining === undefined || reset === undefined) return undefined;
  return { resource: 'rest', remaining, resetAt: reset * 1000, cost: 1 };
}

function codeOf({ cause }: TypeError): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return typeof code === 'string' && code !== '' ? code : 'the connection ended';
}
