import { createRequire } from 'node:module';
import type { Agent, IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Wire, type WireCall, WireError } from './wire.ts';

/** Under load the server was seen to need 38 s for an answer; shorter bounds would make false failures. */
const CALL_TIMEOUT = 120_000;

/** One event may carry a whole tool output; more than this is no event of opencode's. */
const LARGEST_EVENT = 64 * 1024 * 1024;

/**
 * The wire over HTTP with Basic auth. `node:http` instead of fetch: fetch gives up after 300 s without headers, which
 * a slash command may need, goes through a proxy where Node is told to, and costs start-up time.
 */
export function httpWire(server: { url: string; password: string }): Wire {
  // An import of node:http loads all of Node's fetch, 20 ms before the server could be spawned; now it boots meanwhile.
  const { Agent, request } = createRequire(import.meta.url)(
    'node:http',
  ) as typeof import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const authorization = `Basic ${Buffer.from(`opencode:${server.password}`).toString('base64')}`;

  const open = (
    call: WireCall,
    signal: AbortSignal | undefined,
    connection: Agent | false,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const url = new URL(call.path, server.url);
      for (const [name, value] of Object.entries(call.query ?? {})) {
        url.searchParams.set(name, value);
      }
      const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
      let incoming: IncomingMessage | undefined;
      const outgoing = request(
        url,
        {
          method: call.method,
          agent: connection,
          headers: {
            authorization,
            ...(call.directory === undefined
              ? {}
              : { 'x-opencode-directory': encodeURIComponent(call.directory) }),
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': body.length }),
          },
          ...(signal === undefined ? {} : { signal }),
        },
        (answer) => {
          incoming = answer;
          resolve(answer);
        },
      );
      const limit = call.timeout ?? CALL_TIMEOUT;
      if (limit > 0) {
        outgoing.setTimeout(limit, () => {
          const late = new Error(`${call.method} ${call.path}: no answer for ${limit} ms`);
          // Without this, who reads a body that stopped half-way would only hear "aborted".
          incoming?.destroy(late);
          outgoing.destroy(late);
        });
      }
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  return {
    async call(call, signal) {
      const answer = await open(call, signal, agent);
      const status = answer.statusCode ?? 0;
      const text = await textOf(answer);
      if (status === 204) return undefined;
      const isJson = answer.headers['content-type']?.includes('json') === true;
      const found = isJson ? parsed(text) : undefined;
      if (status < 200 || status > 299 || found === undefined) {
        throw new WireError(call, status, found ?? text);
      }
      return found;
    },

    async *events(signal) {
      const call: WireCall = { method: 'GET', path: '/global/event', timeout: 0 };
      const answer = await open(call, signal, false);
      if (answer.headers['content-type']?.includes('text/event-stream') !== true) {
        answer.destroy();
        throw new WireError(call, answer.statusCode ?? 0, '');
      }
      yield* eventsOf(answer);
    },
  };
}

async function* eventsOf(answer: IncomingMessage): AsyncGenerator {
  const arrived: unknown[] = [];
  const parser = createParser({
    onEvent: (event: EventSourceMessage) => arrived.push(parsed(event.data)),
  });
  let size = 0;
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    const text = chunk as string;
    parser.feed(text);
    size = arrived.length > 0 ? 0 : size + text.length;
    if (size > LARGEST_EVENT) throw new Error(`an event of more than ${LARGEST_EVENT} characters`);
    yield* arrived.splice(0);
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += chunk as string;
  return text;
}

/** Undefined for what is not JSON: a broken event is no event, a broken answer no answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
