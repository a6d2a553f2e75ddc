import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, refuse } from './chat-answer.ts';
import { kindOf, type ChatBody, type RequestKind } from './chat-request.ts';
import { Holds } from './holds.ts';
import { Playbook } from './playbook.ts';
import { say } from './script.ts';

export * from './script.ts';

/** What is answered where no script decides: to side requests, and to a `turn` without a script or behind its last step. */
export const FIXED_TEXTS: Record<RequestKind, string> = {
  title: 'A scripted title',
  compaction: 'A scripted summary of the conversation so far.',
  turn: 'The script has no more steps.',
};

/** One request that reached the model. */
export type ModelRequest = {
  kind: RequestKind;
  sessionId: string | undefined;
  parentSessionId: string | undefined;
  /** Of a `turn`: the position in the script, counted from 0; undefined without a script. */
  step: number | undefined;
  body: ChatBody;
  /** The provider's key, as `Bearer …`. */
  authorization: string | undefined;
  /** Milliseconds since the epoch. */
  at: number;
};

/** An OpenAI-compatible model on loopback that plays the scripts it finds in prompts. */
export interface ScriptedModel {
  /** For the provider's `baseURL`. */
  readonly baseUrl: string;
  /** Everything that was asked so far, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** Resolves when a request waits at the hold or pause of this name. */
  reached(name: string): Promise<void>;
  /** Lets those go on who wait for this name, now and later. */
  release(name: string): void;
  /** Cuts what is open and stops listening. */
  close(): Promise<void>;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  const holds = new Holds();
  const playbook = new Playbook();
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      refuse(response, {
        status: 400,
        body: { error: { message: `scripted model: ${String(error)}` } },
      });
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      refuse(response, { status: 404 });
      return;
    }
    const body = JSON.parse(await textFrom(request)) as ChatBody;
    const sessionId = header(request, 'x-session-id');
    const kind = kindOf(body);
    const turn = kind === 'turn' ? playbook.next(sessionId, body) : undefined;
    requests.push({
      kind,
      sessionId,
      parentSessionId: header(request, 'x-parent-session-id'),
      step: turn?.index,
      body,
      authorization: header(request, 'authorization'),
      at: Date.now(),
    });
    const step = turn?.step ?? say(FIXED_TEXTS[kind]);
    await answer(response, step, (name, gone) => holds.wait(name, gone));
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    reached: (name) => holds.reached(name),
    release: (name) => holds.release(name),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textFrom(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function header(request: IncomingMessage, name: string): string | undefined {
  return request.headersDistinct[name]?.[0];
}
