import type { IncomingHttpHeaders } from 'node:http';
import type { Accept } from './app.ts';
import type { GiteaConfiguration } from './forge-configuration.ts';
import { isDigest } from './guard.ts';
import { GITEA_EVENTS } from './ingress/gitea.ts';
import { errorWords, type BotLog } from './log.ts';
import type { Received, WebhookRoute } from './webhook-route.ts';

/** All of them hold the same digest over the same bytes; the last one is in GitHub's format. */
const SIGNATURE_HEADERS = [
  'x-forgejo-signature',
  'x-gitea-signature',
  'x-gogs-signature',
  'x-hub-signature-256',
] as const;

/** GitHub's own deliveries have none of these; the header named after GitHub is sent by all of them. */
const EVENT_HEADERS = ['x-forgejo-event', 'x-gitea-event'] as const;
const CROSS_CHECK = 'x-github-event';

/** The webhooks of one Gitea or Forgejo, whether of a repository, an organisation or a user. */
export function giteaRoute(
  { name, webhookSecret }: Pick<GiteaConfiguration, 'name' | 'webhookSecret'>,
  { accept, log }: { accept: Accept; log: BotLog },
): WebhookRoute {
  return {
    forge: name,
    path: `/webhooks/${name}`,
    signatureHeaders: SIGNATURE_HEADERS,
    isSigned: (bytes, headers) => isSigned(bytes, headers, webhookSecret),
    eventOf: (headers) => GITEA_EVENTS.find((event) => event === eventIn(headers)) ?? 'other',
    async receive({ headers }, bytes) {
      const event = eventIn(headers);
      if (event === undefined) {
        return malformed(
          400,
          `Expected the event in ${EVENT_HEADERS.join(' or ')}: this path is for Gitea and Forgejo.`,
        );
      }
      const other = headers[CROSS_CHECK];
      if (other !== undefined && other !== event) {
        return malformed(400, `Expected the same event in all headers, ${CROSS_CHECK} differs.`);
      }
      const payload = parsed(bytes);
      if (payload === undefined) return malformed(400, 'Expected JSON.');
      return receivedOf(() => accept({ event, payload }), log);
    },
  };
}

/** Every header that is there has to fit: without a secret the forge sends them with empty digests. */
function isSigned(bytes: Uint8Array, headers: IncomingHttpHeaders, secret: string): boolean {
  const digests = SIGNATURE_HEADERS.flatMap((name) => {
    const value = headers[name];
    if (value === undefined) return [];
    return name === 'x-hub-signature-256' ? String(value).replace(/^sha256=/, '') : String(value);
  });
  return digests.length > 0 && digests.every((digest) => isDigest(bytes, digest, secret));
}

/** The coarse name; two that differ are as good as none. */
function eventIn(headers: IncomingHttpHeaders): string | undefined {
  const named = EVENT_HEADERS.flatMap((name) => headers[name] ?? []);
  return new Set(named).size === 1 ? named[0] : undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function receivedOf(accept: () => ReturnType<Accept>, log: BotLog): Promise<Received> {
  try {
    const accepted = await accept();
    return accepted.result === 'malformed'
      ? malformed(422, `Not as documented: ${accepted.problem}.`)
      : { status: 200, text: accepted.result, result: accepted.result };
  } catch (error) {
    log.error('A delivery could not be kept', { error: errorWords(error) });
    return { status: 503, text: 'The delivery could not be kept.', result: 'failed' };
  }
}

function malformed(status: number, text: string): Received {
  return { status, text, result: 'malformed' };
}
