import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLTypeResolver,
  parse,
  validate,
} from 'graphql';
import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach } from 'vitest';
import type { Forge } from '../../../src/forge/forge.ts';
import type { Rate } from '../../../src/forge/github/calls.ts';
import { githubForge } from '../../../src/forge/github/github-forge.ts';
import type { Account } from '../../../src/forge/model.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { githubSchema } from './schema.ts';

export const NOW = Date.parse('2026-06-24T14:05:00Z');
export const TOKEN = 'ghs_0123456789secret';

type Asked = { document: string; variables: Record<string, unknown> };

/**
 * GitHub on the wire, for one test: it answers what the test has laid ready, in that order, and nothing else. Answers of
 * GraphQL are executed on the public schema, so that one that GitHub could not give fails the test as well.
 */
export class GithubWire {
  readonly clock = new SteppedClock(NOW);
  readonly rates: Rate[] = [];
  readonly debugged: string[] = [];
  /** What was asked in GraphQL, in order. */
  readonly asked: Asked[] = [];
  readonly requests: string[] = [];
  readonly #api = nock('https://api.github.com', { reqheaders: { authorization: /secret$/ } });
  readonly #faults: string[] = [];

  forge(self?: Account): Forge {
    const octokit = new ProbotOctokit({
      auth: { token: TOKEN },
      throttle: { enabled: false },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    return githubForge({
      octokit,
      host: 'github.com',
      clock: this.clock,
      onRate: (rate) => this.rates.push(rate),
      log: { debug: (text) => this.debugged.push(text) },
      ...(self === undefined ? {} : { self }),
    });
  }

  /**
   * Answers the next question in GraphQL with `root`, an object by the names that the question gives its fields. A field
   * may hold an error made by `refusal`; what is undefined becomes null.
   */
  answers(root: object): this {
    this.#api.post('/graphql').reply(200, async (request: Request) => {
      const { query, variables = {} } = (await request.json()) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      this.requests.push('POST /graphql');
      this.asked.push({ document: query, variables });
      return this.#execute(parse(query), variables, root);
    });
    return this;
  }

  /** Answers the next question in GraphQL with these bytes. */
  graphqlFails(status: number, body: nock.Body, headers: Record<string, string> = {}): this {
    this.#api.post('/graphql').reply(status, body, headers);
    return this;
  }

  /** Answers one REST request. */
  rest(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    status: number,
    body: nock.Body,
    headers: Record<string, string> = {},
  ): this {
    this.#api.intercept(path, method).reply(
      status,
      async (request: Request) => {
        this.requests.push(`${method} ${path}`);
        this.sent.push(method === 'GET' ? undefined : await request.json());
        return body;
      },
      headers,
    );
    return this;
  }

  /** Bodies of REST requests, in order. */
  readonly sent: unknown[] = [];

  /** The connection breaks. */
  breaks(): this {
    this.#api.post('/graphql').replyWithError(new Error('socket hang up'));
    return this;
  }

  expectNothingElse(): void {
    const unasked = nock.pendingMocks().map((mock) => `nobody asked for the answer to ${mock}`);
    const faults = [...this.#faults, ...unasked];
    if (faults.length > 0) throw new Error(`GitHub would not do that: ${faults.join('; ')}`);
  }

  fault(text: string): void {
    this.#faults.push(text);
  }

  #execute(document: DocumentNode, variables: Record<string, unknown>, root: object): object {
    const invalid = validate(githubSchema(), document);
    this.#faults.push(...invalid.map(({ message }) => message));
    const result = execute({
      schema: githubSchema(),
      document,
      rootValue: root,
      variableValues: variables,
      fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) =>
        source[path.key],
      typeResolver: ((source: { kind?: string }) => source.kind) as GraphQLTypeResolver<
        unknown,
        unknown
      >,
    }) as ExecutionResult;
    for (const error of result.errors ?? []) {
      if (error.extensions['type'] === undefined) this.#faults.push(error.message);
    }
    return {
      data: result.data,
      ...(result.errors === undefined ? {} : { errors: result.errors.map(asGithub) }),
    };
  }
}

/** A value that GitHub does not give. */
export function refusal(type: string, message = 'Resource not accessible by integration'): Error {
  return Object.assign(new Error(message), { extensions: { type } });
}

function asGithub({ message, path, extensions }: GraphQLError): object {
  return { type: extensions['type'], message, path };
}

/** The wire of the running test. Every request must have been expected, and every expectation be met. */
export function githubWire(): () => GithubWire {
  let wire = new GithubWire();
  const unmatched = (request: Request): void => wire.fault(`${request.method} ${request.url}`);
  beforeEach(() => {
    nock.cleanAll();
    nock.disableNetConnect();
    nock.emitter.on('no match', unmatched);
    wire = new GithubWire();
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
