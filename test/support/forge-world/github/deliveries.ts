import { createHmac, randomUUID } from 'node:crypto';
import type { Repository } from '../../../../src/forge/model.ts';
import { sameName } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import { otherWebhookOf, pushWebhookOf, type Webhook, webhookOf } from './payloads.ts';
import { NOT_FOUND, type RestAnswer, type RestRequest } from './rest.ts';
import { isoOf } from './subject-nodes.ts';

/** A webhook on its way: what came over the wire, and what came back. */
export type Delivery = {
  guid: string;
  event: string;
  action: string | null;
  at: number;
  headers: Record<string, string>;
  /** The very bytes that were signed. */
  body: string;
};

/** An entry of the log: one try to deliver. */
export type Attempt = Delivery & {
  id: number;
  /** 0 when nobody answered. */
  status: number;
  isRepeated: boolean;
};

/**
 * The webhooks of everything that happens in a world, in an outbox that the test empties in the way it wants: in order,
 * backwards, twice, or not at all. What was tried stays in the log that an app can read.
 */
export class Deliveries {
  readonly #world: ForgeWorld;
  readonly #secret: string;
  readonly log: Attempt[] = [];
  #waiting: Delivery[] = [];

  constructor(world: ForgeWorld, secret: string) {
    this.#world = world;
    this.#secret = secret;
    world.listen({
      act: (act) => this.#add(webhookOf(world, act)),
      push: (push) => this.#add(pushWebhookOf(world, push)),
    });
  }

  /** Puts an event into the outbox that the world knows no verb for, such as `installation created`. */
  announce(
    announced: { event: string; action: string } & Record<string, unknown>,
    repository: Repository = this.#world.home(),
  ): void {
    this.#add(otherWebhookOf(this.#world, repository, announced));
  }

  /** Takes what waits, oldest first; those of the bot's own doing may be left out, as most tests are not about them. */
  take({ ownToo = true } = {}): Delivery[] {
    const taken = this.#waiting.filter((each) => ownToo || !this.#isOwn(each));
    this.#waiting = [];
    return taken;
  }

  /** Nobody hears of what happened so far; the log shows failed deliveries. */
  lose(): number {
    const lost = this.take();
    for (const delivery of lost) this.note(delivery, 0);
    return lost.length;
  }

  /** Sends what waits to an address, one after the other. */
  async sendTo(
    url: string,
    { reversed = false, times = 1 }: { reversed?: boolean; times?: number } = {},
  ): Promise<Delivery[]> {
    const taken = this.take();
    for (const delivery of reversed ? taken.toReversed() : taken) {
      for (let time = 0; time < times; time += 1) await this.send(delivery, url);
    }
    return taken;
  }

  /** Sends one delivery, also again; GitHub waits ten seconds for an answer. */
  async send(delivery: Delivery, url: string): Promise<number> {
    const { headers, body } = delivery;
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    this.note(delivery, status);
    return status;
  }

  /** Says what the test did with a delivery that it took itself. */
  note(delivery: Delivery, status: number): void {
    this.log.push({
      ...delivery,
      id: this.log.length + 1,
      at: this.#world.now,
      status,
      isRepeated: this.log.some(({ guid }) => guid === delivery.guid),
    });
  }

  list({ query, path }: RestRequest): RestAnswer {
    const size = Number(query.get('per_page') ?? 30);
    const cursor = query.get('cursor');
    const before = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor.replace('v1_', ''));
    const newestFirst = this.log.toReversed().filter(({ id }) => id < before);
    const page = newestFirst.slice(0, size);
    const last = page.at(-1);
    const hasMore = newestFirst.length > page.length && last !== undefined;
    const next = `</${path.join('/')}?per_page=${size}&cursor=v1_${last?.id}>; rel="next"`;
    return {
      status: 200,
      body: page.map(entryOf),
      ...(hasMore ? { headers: { link: next } } : {}),
    };
  }

  detail(id: string): RestAnswer {
    const found = this.log.find((each) => String(each.id) === id);
    if (found === undefined) return NOT_FOUND;
    const request = { headers: found.headers, payload: JSON.parse(found.body) as unknown };
    return { status: 200, body: { ...entryOf(found), request, response: { headers: {} } } };
  }

  #add(webhook: Webhook | undefined): void {
    if (webhook === undefined) return;
    const { event, payload } = webhook;
    const body = JSON.stringify(payload);
    const guid = randomUUID();
    const digest = createHmac('sha256', this.#secret).update(body).digest('hex');
    const action = payload['action'];
    this.#waiting.push({
      guid,
      event,
      action: typeof action === 'string' ? action : null,
      at: this.#world.now,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/044aadd',
        'x-github-event': event,
        'x-github-delivery': guid,
        'x-github-hook-id': '1',
        'x-github-hook-installation-target-id': '1',
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${digest}`,
      },
      body,
    });
  }

  #isOwn({ body }: Delivery): boolean {
    const { sender } = JSON.parse(body) as { sender: { login: string } };
    return sameName(sender.login, this.#world.bot);
  }
}

function entryOf({ id, guid, event, action, at, status, isRepeated }: Attempt): object {
  return {
    id,
    guid,
    delivered_at: isoOf(at),
    redelivery: isRepeated,
    duration: 0.1,
    status: status >= 200 && status < 300 ? 'OK' : 'failed to connect to host',
    status_code: status,
    event,
    action,
    throttled_at: null,
  };
}
