import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Fault, RequestKind } from '../faults.ts';
import type { ForgeWorld } from '../world.ts';
import { appRoutes, installationRepositories } from './app-routes.ts';
import { Deliveries } from './deliveries.ts';
import { graphqlOperation, type GraphqlRequest } from './graphql.ts';
import { Quota } from './quota.ts';
import { NOT_FOUND, type RestAnswer, type RestRequest, routeOf } from './rest.ts';

type Headers = Record<string, string>;

/** An answer on its way to the wire; undefined cuts the connection. */
type Answer = { status: number; headers: Headers; body: string } | 'silence' | undefined;

/** Something that is done when nothing goes wrong with its request. */
type Work = {
  resource: 'graphql' | 'core';
  kind: RequestKind;
  name: string;
  run: () => Promise<RestAnswer>;
};

/**
 * GitHub before a world: REST and GraphQL over real HTTP on loopback, with its limits, its errors and its webhooks. What
 * a test plans to go wrong goes wrong on the wire. A request or field it does not know fails the test when it closes.
 */
export class GithubServer {
  readonly deliveries: Deliveries;
  /** Each request of an installation waits for this before anything is done. */
  hold: (() => Promise<unknown>) | undefined;
  readonly #world: ForgeWorld;
  readonly #quota: Quota;
  readonly #server: Server;
  readonly #unexpected: string[] = [];

  constructor(world: ForgeWorld, secret: string) {
    this.#world = world;
    this.#quota = new Quota(world);
    this.deliveries = new Deliveries(world, secret);
    this.#server = createServer((request, response) => {
      void this.#handle(request, response);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  /** What an Octokit takes as `baseUrl`. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Rejects when something was asked that this server does not know. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#unexpected.length === 0) return;
    throw new Error(
      `asked for what the fake GitHub does not know:\n${this.#unexpected.join('\n')}`,
    );
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const answer = await this.#answer(request, body).catch((error: unknown) => {
      if (this.#world.faults.isDead) return undefined;
      this.#unexpected.push(String(error));
      return plain(500, { message: String(error) });
    });
    if (answer === 'silence') return;
    if (answer === undefined) response.destroy();
    else response.writeHead(answer.status, this.#withHost(answer.headers)).end(answer.body);
  }

  /** Addresses of other pages are whole ones. */
  #withHost({ link, ...headers }: Headers): Headers {
    return link === undefined ? headers : { ...headers, link: link.replace('<', `<${this.url}`) };
  }

  async #answer(request: IncomingMessage, body: string): Promise<Answer> {
    const { method = 'GET', url = '/' } = request;
    if (this.#world.faults.isDead) return undefined;
    const [, token = ''] =
      /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === '') return plain(401, { message: 'Requires authentication' });
    const { pathname, searchParams } = new URL(url, 'http://loopback');
    const path = pathname.split('/').slice(1).map(decodeURIComponent);
    if (method === 'POST' && pathname === '/graphql') {
      const asked = JSON.parse(body) as GraphqlRequest;
      const note = (what: string): void => void this.#unexpected.push(what);
      const operation = graphqlOperation(this.#world, this.#quota, asked, note);
      const run = async (): Promise<RestAnswer> => ({ status: 200, body: await operation.run() });
      return this.#carryOut({ ...operation, resource: 'graphql', run });
    }
    const parsed = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    return this.#rest({ method, path, query: searchParams, body: parsed }, token);
  }

  async #rest(request: RestRequest, token: string): Promise<Answer> {
    const own = routeOf(
      request,
      appRoutes(() => this.deliveries),
    );
    if (own !== undefined) {
      // A signed token of the app itself, not one of an installation.
      if (token.split('.').length !== 3)
        return plain(401, { message: 'A JSON web token could not be decoded' });
      return plainOf(own[1](this.#world, request));
    }
    const isList = request.path.join('/') === 'installation/repositories';
    const [name, route] = isList
      ? ['GET installation/repositories', undefined]
      : (routeOf(request) ?? [undefined, undefined]);
    if (name === undefined) {
      throw new Error(`${request.method} /${request.path.join('/')} is not known: add a route`);
    }
    const run = async (): Promise<RestAnswer> =>
      (isList
        ? installationRepositories(this.#world, request, token)
        : route?.(this.#world, request)) ?? NOT_FOUND;
    const kind = request.method === 'GET' ? 'read' : 'write';
    return this.#carryOut({ resource: 'core', kind, name, run });
  }

  async #carryOut({ resource, kind, name, run }: Work): Promise<Answer> {
    const { faults, requests, now } = this.#world;
    requests.add({ at: now, kind, name });
    await this.hold?.();
    this.#quota.spend();
    const fault = faults.take(kind);
    if (fault?.kind === 'meanwhile') fault.happens();
    else if (fault !== undefined && fault.kind !== 'cut-after')
      return this.#failed(fault, resource);
    const answer = await run();
    if (faults.isDead || fault?.kind === 'cut-after') return undefined;
    return plainOf(answer, this.#quota.headers(resource));
  }

  #failed(fault: Exclude<Fault, { kind: 'meanwhile' }>, resource: Work['resource']): Answer {
    const isGraphql = resource === 'graphql';
    const headers = this.#quota.headers(resource);
    switch (fault.kind) {
      case 'quota': {
        const reset = String(Math.ceil(this.#world.clock.now() / 1000) + fault.seconds);
        const used = { ...headers, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
        const message = 'API rate limit exceeded for installation ID 100.';
        return isGraphql
          ? plain(200, { errors: [{ type: 'RATE_LIMITED', message }] }, used)
          : plain(403, { message }, used);
      }
      case 'burst': {
        const after = { ...headers, 'retry-after': String(fault.seconds) };
        if (fault.status === 429) return plain(429, { message: 'Too many requests' }, after);
        const message = 'You have exceeded a secondary rate limit. Please wait a few minutes.';
        return plain(403, { message }, after);
      }
      case 'forbidden': {
        const message = 'Resource not accessible by integration';
        return isGraphql
          ? plain(200, {
              data: null,
              errors: [{ type: 'FORBIDDEN', path: ['repository'], message }],
            })
          : plain(403, { message }, { ...headers, 'x-accepted-github-permissions': fault.needs });
      }
      case 'bad-token':
        return plain(401, { message: 'Bad credentials' });
      case 'stumbled': {
        const message = 'Something went wrong while executing your query on 2026-11-22T12:00:00Z.';
        return plain(
          isGraphql ? 200 : 500,
          isGraphql ? { data: null, errors: [{ message }] } : { message },
        );
      }
      case 'silent':
        return 'silence';
      case 'broken': {
        const type = { 'content-type': 'text/html' };
        return { status: fault.status ?? 502, headers: type, body: '<html>Unicorn!</html>' };
      }
      case 'cut-before':
      case 'cut-after':
        return undefined;
    }
  }
}

/** A server that listens before a world; the test closes it. */
export async function githubServer(
  world: ForgeWorld,
  { secret = 'webhook secret of a test' } = {},
): Promise<GithubServer> {
  const server = new GithubServer(world, secret);
  await server.listen();
  return server;
}

function plain(status: number, body: unknown, headers: Headers = {}): Answer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

function plainOf(answer: RestAnswer | undefined, headers: Headers = {}): Answer {
  const { status, body, headers: own = {} } = answer ?? NOT_FOUND;
  return plain(status, body, { ...headers, ...own });
}
