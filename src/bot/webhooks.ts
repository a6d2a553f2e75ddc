import type { IncomingMessage } from 'node:http';
import { type Clock, TIMED_OUT, within } from '../clock.ts';
import { bodyReader, isJson, isObject, type NoBody, type RefusedFor } from './guard.ts';
import type { DeliveryResult, Metrics } from './metrics.ts';
import type { Answer, WebhookRoute } from './webhook-route.ts';

/** A store that is slower leaves the delivery failed at the forge, where it can be found again. */
const PATIENCE = 1000;

const NO_BODY: Readonly<Record<NoBody, { status: number; why: RefusedFor }>> = {
  'too large': { status: 413, why: 'size' },
  'too busy': { status: 503, why: 'load' },
  'broken off': { status: 400, why: 'size' },
};

/** Forges offer it beside a form, whose signature some of them make over other bytes than those they send. */
const NOT_JSON =
  'Expected the content type application/json: choose it in the settings of the webhook, in place of a form.';

/**
 * Answers deliveries. Cheap checks come first, and nothing of a request is parsed or logged before its signature was
 * found right over the very bytes that came in.
 */
export function answerWebhooks(given: {
  routes: readonly WebhookRoute[];
  metrics: Pick<Metrics, 'delivered'>;
  refusals: { count(why: RefusedFor): void };
  clock: Clock;
  readBody?: ReturnType<typeof bodyReader>;
}): (request: IncomingMessage, path: string) => Promise<Answer> {
  const { routes, metrics, refusals, clock, readBody = bodyReader() } = given;

  const refuse = (
    status: number,
    why: RefusedFor,
    text: string,
    answer?: Partial<Answer>,
  ): Answer => {
    refusals.count(why);
    return { status, text, close: true, ...answer };
  };

  return async (request, path) => {
    const route = routes.find((each) => each.path === path);
    if (route === undefined) return refuse(404, 'path', 'There is nothing at this path.');
    const told = (result: DeliveryResult, event = 'none'): void =>
      metrics.delivered(route.forge, event, result);
    const { method, headers } = request;
    if (method !== 'POST') {
      return refuse(
        405,
        'method',
        'Webhooks are sent by POST: choose it as the HTTP method of the webhook.',
        { headers: { allow: 'POST' } },
      );
    }
    if (!isJson(headers['content-type'])) {
      told('refused');
      return refuse(415, 'type', NOT_JSON);
    }
    if (!route.signatureHeaders.some((name) => headers[name] !== undefined)) {
      told('forged');
      return refuse(
        401,
        'signature',
        `Expected a signature in ${route.signatureHeaders.join(' or ')}.`,
      );
    }
    const bytes = await readBody(request);
    if (typeof bytes === 'string') {
      told('refused');
      const { status, why } = NO_BODY[bytes];
      return refuse(status, why, `The body was not read: ${bytes}.`);
    }
    if (!route.isSigned(bytes, headers)) {
      told('forged');
      return refuse(401, 'signature', 'The signature does not fit the body.', { close: false });
    }
    const event = route.eventOf(headers);
    if (!isObject(bytes)) {
      told('malformed', event);
      return { status: 400, text: 'Expected a JSON object.' };
    }
    const received = await within(clock, PATIENCE, route.receive(request, bytes));
    if (received === TIMED_OUT) {
      told('slow', event);
      return { status: 503, text: 'The delivery could not be kept in time. Deliver it again.' };
    }
    told(received.result, event);
    return { status: received.status, text: received.text };
  };
}
