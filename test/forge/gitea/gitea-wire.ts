import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';
import type { Forge } from '../../../src/forge/forge.ts';
import type { Rate } from '../../../src/forge/gitea/calls.ts';
import { giteaForge, type GiteaForgeOptions } from '../../../src/forge/gitea/gitea-forge.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

export const NOW = Date.parse('2026-06-24T14:05:00Z');
export const TOKEN = 'f00dfacesecret';
export const BASE = 'https://gitea.test/git';
export const SELF = { login: 'hygiene-bot', isBot: false };

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A server on the wire, for one test: it answers what the test has laid ready, and nothing else. */
export class GiteaWire {
  readonly clock = new SteppedClock(NOW);
  readonly rates: Rate[] = [];
  readonly debugged: string[] = [];
  /** Method and path of each request, in order, and the bodies of those that have one. */
  readonly requests: string[] = [];
  readonly sent: unknown[] = [];
  readonly #api = nock(BASE, { reqheaders: { authorization: `token ${TOKEN}` } });
  readonly #faults: string[] = [];

  forge(options: Partial<GiteaForgeOptions> = {}): Forge {
    return giteaForge({
      kind: 'gitea',
      baseUrl: BASE,
      host: 'gitea.test',
      token: TOKEN,
      self: SELF,
      server: { kind: 'gitea', version: '1.26.1', major: 1, minor: 26 },
      clock: this.clock,
      onRate: (rate) => this.rates.push(rate),
      log: { debug: (text) => this.debugged.push(text) },
      ...options,
    });
  }

  /** Answers the next request of this method and path, query included. */
  on(
    method: Method,
    path: string,
    status: number,
    body: nock.Body = '',
    headers: Record<string, string> = {},
  ): this {
    this.#api.intercept(`/api/v1/${path}`, method).reply(
      status,
      async (request: Request) => {
        this.requests.push(`${method} ${path}`);
        const text = await request.text();
        if (text !== '') this.sent.push(JSON.parse(text));
        return body;
      },
      headers,
    );
    return this;
  }

  /** The connection breaks. */
  breaks(method: Method, path: string, code = 'ECONNRESET'): this {
    const broken = Object.assign(new Error(`socket hang up ${TOKEN}`), { code });
    this.#api.intercept(`/api/v1/${path}`, method).replyWithError(broken);
    return this;
  }

  expectNothingElse(): void {
    const unasked = nock.pendingMocks().map((mock) => `nobody asked for the answer to ${mock}`);
    const faults = [...this.#faults, ...unasked];
    if (faults.length > 0) throw new Error(`the forge would not do that: ${faults.join('; ')}`);
  }

  fault(text: string): void {
    this.#faults.push(text);
  }
}

/** The wire of the running test. Every request must have been expected, and every expectation be met. */
export function giteaWire(): () => GiteaWire {
  let wire = new GiteaWire();
  const unmatched = (request: Request): void => wire.fault(`${request.method} ${request.url}`);
  beforeEach(() => {
    nock.cleanAll();
    nock.disableNetConnect();
    nock.emitter.on('no match', unmatched);
    wire = new GiteaWire();
  });
  afterEach(() => {
    nock.emitter.off('no match', unmatched);
    const done = wire;
    try {
      done.expectNothingElse();
    } finally {
      nock.abortPendingRequests();
      nock.cleanAll();
      nock.enableNetConnect();
    }
  });
  return () => wire;
}
