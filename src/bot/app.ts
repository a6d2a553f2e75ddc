import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createNodeMiddleware, type Logger, Probot, ProbotOctokit } from 'probot';
import type { GithubClient } from '../forge/github/calls.ts';
import { VERSION } from '../version.ts';
import type { GithubConfiguration } from './forge-configuration.ts';
import { isSigned } from './guard.ts';
import { GITHUB_EVENTS } from './ingress/github.ts';
import type { Delivery } from './ingress/intake.ts';
import { errorWords, type BotLog } from './log.ts';
import type { DeliveryResult } from './metrics.ts';
import type { Received, WebhookRoute } from './webhook-route.ts';

/** A GitHub App as the forge sees us: its webhooks come in, and it can act for each of its installations. */
export type GithubApp = {
  route: WebhookRoute;
  /** Without an installation the app itself, which may ask only about itself. */
  client: (installation?: number) => Promise<GithubClient>;
};

/** What is done with a delivery; `problem` is for a signed one that is not as documented. */
export type Accept = (delivery: Delivery) => Promise<Accepted>;
export type Accepted = { result: 'queued' | 'ignored' } | { result: 'malformed'; problem: string };

/** Of an event that nobody asked for: nothing in it has to be read. */
const MEANINGLESS: Received = { status: 200, text: 'ignored', result: 'ignored' };

const SIGNATURE_HEADER = 'x-hub-signature-256';

export async function githubApp(
  configuration: GithubConfiguration,
  { accept, log }: { accept: Accept; log: BotLog },
): Promise<GithubApp> {
  const { name, apiUrl, appId, privateKey, webhookSecret } = configuration;
  const path = `/webhooks/${name}`;
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: apiUrl,
    webhookPath: path,
    Octokit: PatientOctokit,
    log: quietLogger(log),
  });
  const accepted = new AsyncLocalStorage<{ accepted?: Accepted }>();
  probot.onAny(async ({ name: event, payload }) => {
    const result = await accept({ event, payload });
    Object.assign(accepted.getStore() ?? {}, { accepted: result });
  });
  const middleware = await createNodeMiddleware(() => undefined, { probot, webhooksPath: path });

  return {
    client: async (installation) => probot.auth(installation),
    route: {
      forge: name,
      path,
      signatureHeaders: [SIGNATURE_HEADER],
      isSigned: (bytes, headers) => isSigned(bytes, one(headers[SIGNATURE_HEADER]), webhookSecret),
      eventOf: (headers) =>
        GITHUB_EVENTS.find((event) => event === headers['x-github-event']) ?? 'other',
      async receive(request, bytes) {
        const event = one(request.headers['x-github-event']);
        if (event !== undefined && !GITHUB_EVENTS.includes(event)) return MEANINGLESS;
        const heard: { accepted?: Accepted } = {};
        const answer = answerOf(async (response) => {
          await accepted.run(heard, () => middleware(withBody(request, bytes), response));
        }, log);
        return receivedOf(await answer, heard.accepted);
      },
    },
  };
}

/** Limits and failures are for the queue to wait out: a job that sleeps in the process is lost with it. */
const PatientOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
  userAgent: `agent-run/${VERSION}`,
}));

function receivedOf(status: number, accepted: Accepted | undefined): Received {
  if (accepted?.result === 'malformed') {
    return { status: 422, text: `Not as documented: ${accepted.problem}.`, result: 'malformed' };
  }
  const result: DeliveryResult = accepted?.result ?? (status < 500 ? 'malformed' : 'failed');
  if (status === 200) return { status, text: result, result };
  return status < 500
    ? { status, text: 'The delivery could not be read.', result }
    : { status: 503, text: 'The delivery could not be kept. Deliver it again.', result };
}

/** Runs Probot's middleware for its status alone: what it says about an error is not for strangers. */
async function answerOf(
  handle: (response: ServerResponse) => Promise<void>,
  log: BotLog,
): Promise<number> {
  let status = 500;
  const response = {
    writeHead(code: number) {
      status = code;
      return { end: () => undefined };
    },
  };
  await handle(response as unknown as ServerResponse).catch((error: unknown) => {
    log.error('A delivery could not be kept', { error: errorWords(error) });
  });
  return status;
}

/** The body was read already; a path with a query is still ours. */
function withBody(request: IncomingMessage, rawBody: Buffer): IncomingMessage {
  return Object.assign(request, { body: {}, rawBody });
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** Probot logs whole errors with the payload, and bodies of requests: of that only the words get through. */
function quietLogger(log: BotLog): Logger {
  const say =
    (level: 'warn' | 'error') =>
    (first: unknown, second?: unknown): void => {
      const text = [first, second].find((part) => typeof part === 'string') ?? 'Probot';
      const problem = typeof first === 'string' ? undefined : errorIn(first);
      log[level](text, problem === undefined ? {} : { error: errorWords(problem) });
    };
  const logger = {
    level: 'warn',
    trace: silent,
    debug: silent,
    info: silent,
    warn: say('warn'),
    error: say('error'),
    fatal: say('error'),
    child: () => logger,
  };
  return logger as unknown as Logger;
}

function silent(): void {}

function errorIn(value: unknown): Error | undefined {
  if (value instanceof AggregateError) return errorIn(value.errors[0]);
  if (value instanceof Error) return value;
  const { err } = (value ?? {}) as { err?: unknown };
  return err instanceof Error ? err : undefined;
}
