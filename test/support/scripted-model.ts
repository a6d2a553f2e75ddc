import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, refuse } from './chat-answer.ts';
import { kindOf, placeIn, type ChatBody, type Place, type RequestKind } from './chat-request.ts';
import { Holds } from './holds.ts';
import { say, type Step } from './script.ts';

export * from './script.ts';

export const TITLE = 'A scripted title';
export const SUMMARY = 'A scripted summary of the conversation so far.';
/** What the model says when no script is in sight, or the script has no step left. */
export const NO_STEP = 'The script has no more steps.';

/** One request that reached the model. */
export type ModelRequest = {
  kind: RequestKind;
  sessionId: string | undefined;
  parentSessionId: string | undefined;
  /** Of a `turn`: the position in the script, counted from 0; undefined without a script. */
  step: number | undefined;
  body: ChatBody;
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
    const place = kind === 'turn' ? playbook.place(sessionId, body) : undefined;
    requests.push({
      kind,
      sessionId,
      parentSessionId: header(request, 'x-parent-session-id'),
      step: place?.index,
      body,
      at: Date.now(),
    });
    const step = kind === 'turn' ? playbook.step(sessionId, place) : sideAnswer(kind);
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

/** Which step is due for whom: remembers failures already given, and scripts that a compaction took out of sight. */
class Playbook {
  readonly #failures = new Map<string, number>();
  readonly #lastPlaces = new Map<string, Place>();

  place(sessionId = '', body: ChatBody): Place | undefined {
    const seen = placeIn(body);
    const last = this.#lastPlaces.get(sessionId);
    const place = seen ?? (last && { script: last.script, index: last.index + 1 });
    if (place !== undefined) this.#lastPlaces.set(sessionId, place);
    return place;
  }

  step(sessionId = '', place: Place | undefined): Step {
    const step = place?.script[place.index];
    if (place === undefined || step === undefined) return say(NO_STEP);
    if (step.fail === undefined) return step;
    const key = JSON.stringify([sessionId, place]);
    const failed = this.#failures.get(key) ?? 0;
    if (failed >= step.fail.n) return step;
    this.#failures.set(key, failed + 1);
    return step.fail;
  }
}

function sideAnswer(kind: 'title' | 'compaction'): Step {
  return say(kind === 'title' ? TITLE : SUMMARY);
}

async function textFrom(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function header(request: IncomingMessage, name: string): string | undefined {
  return request.headersDistinct[name]?.[0];
}
