import type { GithubClient, GithubResponse } from '../../forge/github/calls.ts';

/** What `githubCalls` reads an answer's failure from, in the shape in which an Octokit throws it. */
class RequestFailed extends Error {
  override readonly name: string = 'RequestFailed';
  readonly status: number;
  readonly response: GithubResponse | undefined;
  readonly request: { url: string };

  constructor(message: string, status: number, url: string, response?: GithubResponse) {
    super(message);
    this.status = status;
    this.request = { url };
    this.response = response;
  }
}

class QueryFailed extends Error {
  override readonly name = 'QueryFailed';
  readonly errors: readonly unknown[];
  readonly data: unknown;
  readonly headers: GithubResponse['headers'];

  constructor(errors: readonly unknown[], { data, headers }: GithubResponse) {
    super('The answer has errors.');
    this.errors = errors;
    this.data = data;
    this.headers = headers;
  }
}

type Parameters = Readonly<Record<string, unknown>>;

/** GitHub for one token, over plain HTTP: repeats nothing and holds nothing back. */
export function githubClient(given: { apiUrl: string; token: string }): GithubClient {
  const api = given.apiUrl.replace(/\/+$/, '');
  const headers = {
    authorization: `Bearer ${given.token}`,
    accept: 'application/vnd.github+json',
    'user-agent': 'agent-run/cli',
    'content-type': 'application/json',
  };

  const send = async (
    method: string,
    url: string,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<GithubResponse> => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method,
        headers,
        // A token goes nowhere but where it was meant to.
        redirect: method === 'GET' ? 'follow' : 'error',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      text = await response.text();
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === 'AbortError') throw thrown;
      throw new RequestFailed(codeOf(thrown), 500, url);
    }
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      data: parsed(text),
    };
    if (response.ok) return answer;
    throw new RequestFailed(`status ${String(response.status)}`, response.status, url, answer);
  };

  return {
    async graphql(query, { request, ...variables }) {
      const url = `${api.replace(/\/api\/v3$/, '/api')}/graphql`;
      const answer = await send('POST', url, { query, variables }, signalOf(request));
      const { data, errors } = (answer.data ?? {}) as { data?: unknown; errors?: unknown };
      if (Array.isArray(errors)) throw new QueryFailed(errors, { ...answer, data });
      return data;
    },

    async request(route, { request, ...parameters }) {
      const [method = 'GET', template = '/'] = route.split(' ');
      const { path, rest } = filled(template, parameters);
      const hasBody = method !== 'GET' && method !== 'DELETE';
      const query = hasBody ? '' : queryOf(rest);
      return send(method, api + path + query, hasBody ? rest : undefined, signalOf(request));
    },
  };
}

/** `/repos/{owner}`: what is named in the path, and what is left for the query or the body. */
function filled(template: string, parameters: Parameters): { path: string; rest: Parameters } {
  const used = new Set<string>();
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => {
    used.add(name);
    const value = parameters[name];
    return typeof value === 'string' || typeof value === 'number' ? encodeURIComponent(value) : '';
  });
  const rest = Object.entries(parameters).filter(([name]) => !used.has(name));
  return { path, rest: Object.fromEntries(rest) };
}

function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function signalOf(request: unknown): AbortSignal | undefined {
  const signal =
    typeof request === 'object' && request !== null && 'signal' in request
      ? request.signal
      : undefined;
  return signal instanceof AbortSignal ? signal : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What fetch throws may quote a header; only the system's own code is told. */
function codeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return typeof code === 'string' && code !== '' ? code : 'the connection ended';
}
