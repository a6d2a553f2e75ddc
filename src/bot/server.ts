import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorWords, type BotLog } from './log.ts';
import type { Operations, Page } from './operations.ts';
import type { Answer } from './webhook-route.ts';

/** Who sends slowly holds a connection, not the server; forges send at once. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
};
const MOST_CONNECTIONS = 1000;

export type RunningServer = {
  port: number;
  /** Takes no new connection, and resolves when all answers are given. */
  stop(): Promise<void>;
  /** Ends what is still open. */
  cut(): void;
};

/** Pages for operators first; every other path is a webhook, or refused as one. */
export async function listen(given: {
  host: string;
  port: number;
  operations: Operations;
  webhooks?: (request: IncomingMessage, path: string) => Promise<Answer>;
  log: BotLog;
}): Promise<RunningServer> {
  const { operations, webhooks, log } = given;

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const path = pathOf(request.url);
    const { method = '' } = request;
    const page = pageOf(operations, `${method === 'HEAD' ? 'GET' : method} ${path}`);
    if (page !== undefined) return page(request);
    const allowed = ['GET', 'POST'].filter((each) => pageOf(operations, `${each} ${path}`));
    if (allowed.length > 0) return wrongMethod(allowed.join(', '));
    if (webhooks === undefined) return { status: 404, text: 'There is nothing at this path.' };
    return webhooks(request, path);
  };

  const server = createServer(LIMITS, (request, response) => {
    void answer(request)
      .catch((error: unknown): Answer => {
        log.error('A request could not be answered', { error: errorWords(error) });
        return { status: 500, text: 'Something went wrong; the log says more.' };
      })
      .then((given_) => send(response, given_, !server.listening));
  });
  server.maxConnections = MOST_CONNECTIONS;
  return start(server, given.host, given.port);
}

async function start(server: Server, host: string, port: number): Promise<RunningServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
    cut: () => server.closeAllConnections(),
  };
}

function send(response: ServerResponse, answer: Answer, isStopping: boolean): void {
  const { status, text, type = 'text/plain; charset=utf-8', headers = {}, close } = answer;
  const bytes = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    'x-content-type-options': 'nosniff',
    ...headers,
    ...(close === true || isStopping ? { connection: 'close' } : {}),
  });
  response.end(bytes);
}

function pageOf(operations: Operations, name: string): Page | undefined {
  return Object.hasOwn(operations, name) ? operations[name] : undefined;
}

function wrongMethod(allow: string): Answer {
  return { status: 405, text: `This page takes ${allow}.`, headers: { allow }, close: true };
}

/** What is in front of the question mark; nothing in it is decoded, because no path of ours needs it. */
function pathOf(url = ''): string {
  return url.split('?', 1)[0] ?? '';
}
