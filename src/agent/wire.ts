/** One call of the server's REST interface. */
export type WireCall = {
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** The folder whose instance is meant; without it, the folder the server was started in. */
  directory?: string;
  /** Milliseconds until the call is given up; default 120 s, 0 for no bound. */
  timeout?: number;
};

/**
 * How JSON travels to and from an opencode server. The real one is `http-wire.ts`.
 */
export interface Wire {
  /**
   * The JSON of the answer (undefined for 204). Throws WireError on a non-2xx answer and on one that is not JSON
   * (unknown paths answer 200 with a web page), any other Error when there was no answer.
   */
  call(call: WireCall, signal?: AbortSignal): Promise<unknown>;
  /** GET /global/event: the JSON of each event; ends on a clean end, throws when the connection is lost. */
  events(signal: AbortSignal): AsyncIterable<unknown>;
}

/** The server answered, but not with what was asked for. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly status: number;
  readonly body: unknown;

  constructor(call: WireCall, status: number, body: unknown) {
    const found = status < 300 ? 'an answer that is not JSON' : `status ${status}`;
    super(`${call.method} ${call.path}: expected JSON, found ${found}${detailOf(body)}`);
    this.status = status;
    this.body = body;
  }
}

const DETAIL_LENGTH = 300;

function detailOf(body: unknown): string {
  if (body === undefined || body === '') return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `: ${text.slice(0, DETAIL_LENGTH)}`;
}
