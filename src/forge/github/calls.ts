import { type Clock, TIMED_OUT, within } from '../../clock.ts';
import { ForgeUnavailable, Refused } from '../errors.ts';
import {
  type Asked,
  describe,
  failureOf,
  failureOfProblem,
  isGone,
  type Problem,
  problemsIn,
} from './failures.ts';

/** As much of an Octokit as is needed: Probot's of an installation, and that of `@actions/github`, both fit. */
export interface GithubClient {
  graphql(document: string, variables: Record<string, unknown>): Promise<unknown>;
  request(route: string, parameters: Record<string, unknown>): Promise<GithubResponse>;
}

export type GithubResponse = {
  status: number;
  headers: Readonly<Record<string, string | number | undefined>>;
  data: unknown;
};

/** What is left of a quota. GraphQL and REST have one each. */
export type Rate = {
  resource: 'graphql' | 'rest';
  remaining: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
  /** Points of this request. */
  cost: number;
};

export type Answer = { data: unknown; problems: readonly Problem[] };

/** Told which parts of an answer were kept from us. */
export type DebugLog = { debug(text: string): void };

type Purpose = Omit<Asked, 'now'>;

/** Requests with their errors in the words of the port. None is repeated and none waits for a limit. */
export interface GithubCalls {
  /**
   * Runs a query. Parts of an answer that are missing for a reason in `tolerated` are null in the data and named in
   * `problems`; any other problem rejects.
   */
  query(
    document: string,
    variables: Record<string, unknown>,
    purpose: Purpose,
    tolerated?: (problem: Problem) => boolean,
  ): Promise<Answer>;

  /** Runs a mutation; what its fields were refused for is returned, what concerns the whole of it rejects. */
  mutate(
    document: string,
    variables: Record<string, unknown>,
    purpose: Purpose,
  ): Promise<readonly Problem[]>;

  /** The data of a REST answer; undefined when there is no such thing. */
  rest(route: string, parameters: Record<string, unknown>, purpose: Purpose): Promise<unknown>;
}

/** Longer than Octokit's own queue of writes may hold one back, shorter than a worker's lease. */
const LONGEST_REQUEST = 60_000;

const nothingTolerated = (): boolean => false;

export function githubCalls(given: {
  client: GithubClient;
  clock: Clock;
  onRate?: (rate: Rate) => void;
  log?: DebugLog;
}): GithubCalls {
  const { client, clock, onRate, log } = given;

  const inTime = async <T>(purpose: Purpose, call: (request: object) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    // A repeated write might post twice; the job is repeated instead, after a fresh read.
    const sent = call({ signal: controller.signal, retries: 0 });
    const answer = await within(clock, LONGEST_REQUEST, sent);
    if (answer !== TIMED_OUT) return answer;
    controller.abort();
    throw new ForgeUnavailable(`GitHub, ${purpose.what}: no answer for ${LONGEST_REQUEST} ms`);
  };

  const graphql = async (
    document: string,
    variables: Record<string, unknown>,
    purpose: Purpose,
  ): Promise<Answer> => {
    try {
      const data = await inTime(purpose, (request) =>
        client.graphql(document, { ...variables, request }),
      );
      return { data, problems: [] };
    } catch (thrown) {
      const data = partOf(thrown);
      if (data === undefined) throw failureOf(thrown, { ...purpose, now: clock.now() });
      const problems = problemsIn(thrown);
      if (problems.some(({ type }) => type.startsWith('RATE_LIMIT'))) {
        throw failureOf(thrown, { ...purpose, now: clock.now() });
      }
      return { data, problems };
    }
  };

  return {
    async query(document, variables, purpose, tolerated = nothingTolerated) {
      const answer = await graphql(document, variables, purpose);
      const rate = rateIn(answer.data);
      if (rate !== undefined) onRate?.(rate);
      const others = answer.problems.filter((problem) => !tolerated(problem));
      if (others.length > 0) throw failureOfRead(others, { ...purpose, now: clock.now() });
      for (const problem of answer.problems) {
        if (problem.type === 'NOT_FOUND') continue;
        log?.debug(`GitHub, ${purpose.what}: ${describe(problem)}`);
      }
      return answer;
    },

    async mutate(document, variables, purpose) {
      return (await graphql(document, variables, purpose)).problems;
    },

    async rest(route, parameters, purpose) {
      try {
        const response = await inTime(purpose, (request) =>
          client.request(route, { ...parameters, request }),
        );
        const rate = rateOf(response.headers);
        if (rate !== undefined) onRate?.(rate);
        return response.data;
      } catch (thrown) {
        if (isGone(thrown)) return undefined;
        throw failureOf(thrown, { ...purpose, now: clock.now() });
      }
    },
  };
}

/** A part that was deleted while GitHub looked for it is found gone next time. */
function failureOfRead(problems: readonly Problem[], asked: Asked): Error {
  const failure = failureOfProblem(problems, asked);
  return failure instanceof Refused ? new ForgeUnavailable(failure.message) : failure;
}

/** The data of an answer that also has errors; undefined when there is none. */
function partOf(thrown: unknown): object | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('errors' in thrown)) return undefined;
  const data = 'data' in thrown ? thrown.data : undefined;
  return typeof data === 'object' && data !== null ? data : undefined;
}

/** Every query asks for `rateLimit`, which costs nothing; Enterprise Server answers null where no limit is set. */
function rateIn(data: unknown): Rate | undefined {
  const { rateLimit } = (data ?? {}) as {
    rateLimit?: { cost: number; remaining: number; resetAt: string } | null;
  };
  if (rateLimit === undefined || rateLimit === null) return undefined;
  const { cost, remaining, resetAt } = rateLimit;
  return { resource: 'graphql', remaining, resetAt: Date.parse(resetAt), cost };
}

function rateOf(headers: GithubResponse['headers']): Rate | undefined {
  const remaining = Number(headers['x-ratelimit-remaining']);
  const resetAt = Number(headers['x-ratelimit-reset']) * 1000;
  if (Number.isNaN(remaining) || Number.isNaN(resetAt)) return undefined;
  return { resource: 'rest', remaining, resetAt, cost: 1 };
}
