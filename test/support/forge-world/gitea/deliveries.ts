import { createHmac, randomUUID } from 'node:crypto';
import type { ForgeWorld } from '../world.ts';
import { type GiteaWebhook, pushWebhookOf, webhooksOf } from './webhooks.ts';

/** A webhook on its way: what goes over the wire. */
export type GiteaDelivery = {
  event: string;
  action: unknown;
  headers: Record<string, string>;
  /** The very bytes that were signed. */
  body: string;
};

export type Brand = 'gitea' | 'forgejo';

/**
 * The webhooks of everything that happens in a world, in an outbox that the test empties in the way it wants. What
 * cannot be delivered is gone: nobody repeats it, and no list of it can be read.
 */
export class GiteaDeliveries {
  readonly #brand: Brand;
  readonly #secret: string;
  #waiting: GiteaDelivery[] = [];

  constructor(world: ForgeWorld, brand: Brand, secret: string) {
    this.#brand = brand;
    this.#secret = secret;
    world.listen({
      act: (act) => this.#add(webhooksOf(world, act)),
      push: (push) => this.#add(pushWebhookOf(world, push)),
    });
  }

  /** Takes what waits, oldest first. */
  take(): GiteaDelivery[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  /** Nobody hears of what happened so far. */
  lose(): number {
    return this.take().length;
  }

  /** Sends what waits to an address, one after the other; tells the statuses. */
  async sendTo(
    url: string,
    { reversed = false, times = 1 }: { reversed?: boolean; times?: number } = {},
  ): Promise<number[]> {
    const taken = this.take();
    const statuses: number[] = [];
    for (const { headers, body } of reversed ? taken.toReversed() : taken) {
      for (let time = 0; time < times; time += 1) {
        const response = await fetch(url, { method: 'POST', headers, body });
        await response.arrayBuffer();
        statuses.push(response.status);
      }
    }
    return statuses;
  }

  #add(webhooks: readonly GiteaWebhook[]): void {
    for (const { event, type, payload } of webhooks) {
      const body = JSON.stringify(payload, undefined, 2);
      const headers = headersOf(this.#brand, { event, type, body, secret: this.#secret });
      this.#waiting.push({ event, action: payload['action'], headers, body });
    }
  }
}

/** Every header under all of its names; without a secret the digests are empty. */
export function headersOf(
  brand: Brand,
  { event, type, body, secret }: { event: string; type: string; body: string; secret: string },
): Record<string, string> {
  const digest = (algorithm: 'sha1' | 'sha256'): string =>
    secret === '' ? '' : createHmac(algorithm, secret).update(body).digest('hex');
  const guid = randomUUID();
  const named: Record<string, string> = {};
  for (const name of ['gitea', 'gogs', 'github', ...(brand === 'forgejo' ? ['forgejo'] : [])]) {
    named[`x-${name}-delivery`] = guid;
    named[`x-${name}-event`] = event;
    named[`x-${name}-event-type`] = type;
    if (name !== 'github') named[`x-${name}-signature`] = digest('sha256');
  }
  return {
    'content-type': 'application/json',
    ...named,
    'x-hub-signature': `sha1=${digest('sha1')}`,
    'x-hub-signature-256': `sha256=${digest('sha256')}`,
  };
}
