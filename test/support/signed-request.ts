import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export function signatureOf(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** The headers of a webhook of GitHub's for exactly this body. */
export function signedHeaders(
  body: string | Uint8Array,
  { secret, event = 'pull_request' }: { secret: string; event?: string },
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': '00000000-0000-4000-8000-000000000000',
    'x-hub-signature-256': signatureOf(body, secret),
  };
}

/** Bytes as somebody writes them who keeps to no rule; what came back until the connection ended, or so far. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

export async function rawAnswer(port: number, bytes: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(bytes);
  return text(socket).catch(() => '');
}
