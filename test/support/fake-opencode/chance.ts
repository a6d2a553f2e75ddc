/** Numbers that look random and are always the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number of milliseconds between the two, both included. */
  within([least, most]: readonly [number, number]): number {
    return most <= least ? least : least + Math.floor(this.next() * (most - least + 1));
  }

  hits(rate: number): boolean {
    return rate > 0 && this.next() < rate;
  }
}
