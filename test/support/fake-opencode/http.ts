import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireCall } from '../../../src/agent/wire.ts';
import { answerCall } from './routes.ts';
import { HOME, type World } from './world.ts';

export type Listening = {
  url: string;
  username: string;
  password: string;
  close: () => Promise<void>;
};

const USERNAME = 'opencode';
const PASSWORD = 'only for this test';

/** The same server over real HTTP: drops cut sockets, death refuses them, an answer takes its latency. */
export async function listenOnLoopback(
  world: World,
  start: number,
  password = PASSWORD,
): Promise<Listening> {
  const expected = `Basic ${Buffer.from(`${USERNAME}:${password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    serve(world, start, { request, response, expected }).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    username: USERNAME,
    password,
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** The header that opens the door. */
  expected: string;
};

async function serve(world: World, start: number, exchange: Exchange): Promise<void> {
  const { request, response, expected } = exchange;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const isStream = url.pathname === '/global/event' || url.pathname === '/event';
  if (world.refuses(isStream ? 'stream' : 'call')) {
    request.socket.destroy();
    return;
  }
  // Between bind and ready the real server takes requests and never answers them.
  if (world.clock.now() - start < world.network.readyAfter) return;
  if (request.headers.authorization !== expected) {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="Secure Area"' }).end();
    return;
  }
  const directory = directoryOf(request, url);
  if (isStream) {
    await stream(world, exchange, url.pathname === '/event' ? (directory ?? HOME) : undefined);
    return;
  }
  await answer(world, exchange, await callOf(request, url, directory));
}

function directoryOf(request: IncomingMessage, url: URL): string | undefined {
  const header = request.headers['x-opencode-directory'];
  if (typeof header === 'string') return decodeURIComponent(header);
  return url.searchParams.get('directory') ?? undefined;
}

async function callOf(
  request: IncomingMessage,
  url: URL,
  directory: string | undefined,
): Promise<WireCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method as WireCall['method'],
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    ...(text === '' ? {} : { body: JSON.parse(text) as unknown }),
    ...(directory === undefined ? {} : { directory }),
  };
}

async function answer(
  world: World,
  { request, response }: Exchange,
  call: WireCall,
): Promise<void> {
  await world.clock.sleep(world.chance.within(world.network.latency));
  const { status, json, html } = await answerCall(world, call);
  await world.clock.sleep(world.chance.within(world.network.latency));
  if (world.dead) request.socket.destroy();
  else if (html !== undefined)
    response.writeHead(status, { 'content-type': 'text/html' }).end(html);
  else if (json === undefined) response.writeHead(status).end();
  else {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }
}

async function stream(
  world: World,
  { request, response }: Exchange,
  directory: string | undefined,
): Promise<void> {
  const connection = world.stream.connect(directory);
  request.socket.once('close', () => world.stream.close(connection));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  for await (const event of connection.events()) {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}
