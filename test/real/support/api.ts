export type Said = { status: number; body: unknown };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A server's API for those who act in a test, with an administrator's token; our adapter is no part of it. */
export class Api {
  readonly url: string;
  readonly #authorization: string;
  readonly #login: string | undefined;

  constructor(url: string, authorization: string, login?: string) {
    this.url = url;
    this.#authorization = authorization;
    this.#login = login;
  }

  /** The same as if this account asked. */
  as(login: string): Api {
    return new Api(this.url, this.#authorization, login);
  }

  /** Whatever is answered. The path is what stands behind `/api/v1/`. */
  async ask(method: Method, path: string, body?: object): Promise<Said> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: this.#authorization,
        ...(this.#login === undefined ? {} : { sudo: this.#login }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('<') ? text : parsed(text) };
  }

  /** A page or file of the server, by its path from the root. */
  raw(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: { authorization: this.#authorization } });
  }

  /** What is answered to a request that must go well. */
  async must<T = Record<string, unknown>>(method: Method, path: string, body?: object): Promise<T> {
    const said = await this.ask(method, path, body);
    if (said.status >= 200 && said.status < 300) return said.body as T;
    const who = this.#login ?? 'the administrator';
    throw new Error(
      `${who}: ${method} ${path} ${JSON.stringify(body)?.slice(0, 300) ?? ''}: ${said.status} ${JSON.stringify(said.body)}`,
    );
  }
}

export function basic(login: string, password: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
