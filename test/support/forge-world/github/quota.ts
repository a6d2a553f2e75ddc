import { HOUR } from '../state.ts';
import type { ForgeWorld } from '../world.ts';

/** How many requests are left of an hour. */
export class Quota {
  readonly limit = 5000;
  readonly #world: ForgeWorld;
  #used = 0;
  #resetAt = 0;

  constructor(world: ForgeWorld) {
    this.#world = world;
  }

  get resetAt(): number {
    if (this.#world.clock.now() >= this.#resetAt) {
      this.#resetAt = this.#world.now + HOUR;
      this.#used = 0;
    }
    return this.#resetAt;
  }

  get remaining(): number {
    return this.resetAt === 0 ? 0 : Math.max(0, this.limit - this.#used);
  }

  spend(): void {
    if (this.remaining > 0) this.#used += 1;
  }

  headers(resource: 'graphql' | 'core'): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(this.remaining),
      'x-ratelimit-reset': String(Math.ceil(this.resetAt / 1000)),
      'x-ratelimit-resource': resource,
      'x-ratelimit-used': String(this.#used),
    };
  }
}
