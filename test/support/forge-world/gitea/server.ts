import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Fault } from '../faults.ts';
import { ForgeRefusal } from '../refusal.ts';
import { FILE_ROUTES } from './file-routes.ts';
import { HOOK_ROUTES, hooksOf, type HookState } from './hook-routes.ts';
import { REPOSITORY_ROUTES } from './repository-routes.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  refusal,
  repositoryAt,
  type Route,
  type Site,
} from './request.ts';
import { SUBJECT_ROUTES } from './subject-routes.ts';
import { WRITE_ROUTES } from './write-routes.ts';

const ROUTES = {
  ...REPOSITORY_ROUTES,
  ...SUBJECT_ROUTES,
  ...WRITE_ROUTES,
  ...FILE_ROUTES,
  ...HOOK_ROUTES,
};

const NOT_FOUND: ApiAnswer = { status: 404, body: { message: "The target couldn't be found." } };

/** What an archived repository refuses. Labels, states and texts of subjects it lets be changed. */
const NOT_WHEN_ARCHIVED = [
  'POST repos/*/*/issues/*/comments',
  'PATCH repos/*/*/issues/comments/*',
  'POST repos/*/*/pulls',
  'DELETE repos/*/*/branches/**',
];
const ARCHIVED: ApiAnswer = { status: 423, body: { message: 'Repository is archived' } };

/**
 * Gitea or Forgejo before a world: their API over real HTTP on loopback. What a test plans to go wrong goes wrong on the
 * wire. A request that it does not know fails the test when it closes.
 */
export class GiteaServer {
  readonly #site: Site;
  readonly #server: Server;
  readonly #unexpected: string[] = [];

  constructor(site: Site) {
    this.#site = site;
    this.#server = createServer((request, response) => {
      void this.#handle(request, response);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  get hooks(): HookState[] {
    return hooksOf(this.#site);
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Rejects when something was asked that this server does not know. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#unexpected.length === 0) return;
    throw new Error(`asked for what the fake does not know:\n${this.#unexpected.join('\n')}`);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    let answer: ApiAnswer | 'silence' | undefined;
    try {
      answer = this.#answer(request, body);
    } catch (error) {
      if (!this.#site.world.faults.isDead) this.#unexpected.push(String(error));
    }
    if (answer === 'silence') return;
    if (answer === undefined) {
      response.destroy();
      return;
    }
    const type = { 'content-type': 'application/json;charset=utf-8' };
    const said = answer.body === undefined ? '' : JSON.stringify(answer.body);
    response.writeHead(answer.status, { ...type, ...answer.headers }).end(said);
  }

  /** Undefined cuts the connection. */
  #answer(request: IncomingMessage, body: string): ApiAnswer | 'silence' | undefined {
    const { method = 'GET', url = '/' } = request;
    const { world } = this.#site;
    if (world.faults.isDead) return undefined;
    if (!/^token .+$/.test(request.headers.authorization ?? '')) {
      return { status: 401, body: { message: 'token is required' } };
    }
    const { pathname, searchParams } = new URL(url, 'http://loopback');
    const [, , , ...path] = pathname.split('/').map(decodeURIComponent);
    const parsed = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    const asked: ApiRequest = { method, path, query: searchParams, body: parsed };
    const found = routeOf(asked);
    if (found === undefined) throw new Error(`${method} ${pathname} is not known: add a route`);
    const kind = method === 'GET' ? 'read' : 'write';
    world.requests.add({ at: world.now, kind, name: found.name });
    const fault = world.faults.take(kind);
    if (fault?.kind === 'meanwhile') fault.happens();
    else if (fault !== undefined && fault.kind !== 'cut-after') return failed(fault);
    const answer = this.#carryOut(found, asked);
    return world.faults.isDead || fault?.kind === 'cut-after' ? undefined : answer;
  }

  #carryOut({ name, route }: Found, asked: ApiRequest): ApiAnswer {
    try {
      const isGuarded = NOT_WHEN_ARCHIVED.includes(name);
      if (isGuarded && repositoryAt(this.#site, asked)?.archived === true) return ARCHIVED;
      return route(this.#site, asked) ?? NOT_FOUND;
    } catch (error) {
      if (error instanceof ForgeRefusal) return refusal(error);
      throw error;
    }
  }
}

type Found = { name: string; route: Route };

function routeOf({ method, path }: ApiRequest): Found | undefined {
  for (const [name, route] of Object.entries(ROUTES)) {
    const [wanted, pattern = ''] = name.split(' ');
    if (wanted === method && fits(pattern.split('/'), path)) return { name, route };
  }
  return undefined;
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === '**';
  const parts = isOpen ? pattern.slice(0, -1) : pattern;
  const isLong = isOpen ? path.length >= parts.length : path.length === parts.length;
  return isLong && parts.every((part, index) => part === '*' || part === path[index]);
}

/** The servers count no requests; a proxy before them may. */
function failed(fault: Exclude<Fault, { kind: 'meanwhile' }>): ApiAnswer | 'silence' | undefined {
  switch (fault.kind) {
    case 'quota': {
      const headers = { 'retry-after': String(fault.seconds), 'x-ratelimit-remaining': '0' };
      return { status: 429, body: { message: 'Too Many Requests' }, headers };
    }
    case 'burst': {
      const headers = { 'retry-after': String(fault.seconds) };
      return { status: fault.status === 429 ? 429 : 503, body: { message: 'Busy' }, headers };
    }
    case 'forbidden':
      return {
        status: 403,
        body: { message: 'token does not have required scope(s), required=[write:issue]' },
      };
    case 'bad-token':
      return { status: 401, body: { message: 'user does not exist [uid: 0, name: ]' } };
    case 'stumbled':
      return { status: 500, body: { message: '' } };
    case 'silent':
      return 'silence';
    case 'broken':
      return { status: fault.status ?? 502, body: { message: '' } };
    case 'cut-before':
    case 'cut-after':
      return undefined;
  }
}
