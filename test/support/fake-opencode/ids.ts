const LOWER_48_BITS = 2 ** 48;
const PER_MILLISECOND = 4096;

/** Ids of the server's form: a prefix, 12 hex digits of time and count, 14 characters. Messages ascend, sessions descend. */
export class Ids {
  #instant = 0;
  #count = 0;
  #calls = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  ascending(prefix: 'evt' | 'msg' | 'prt' | 'per' | 'que'): string {
    return `${prefix}_${this.#digits(false)}`;
  }

  session(): string {
    return `ses_${this.#digits(true)}`;
  }

  /** The provider's id of a tool call. */
  call(): string {
    return `call_${++this.#calls}_0`;
  }

  /** The id of a background task of oh-my-opencode. */
  task(): string {
    return `bg_${this.#digits(false).slice(4, 12)}`;
  }

  #digits(descending: boolean): string {
    const now = Math.floor(this.#now());
    if (now > this.#instant) {
      this.#instant = now;
      this.#count = 0;
    }
    this.#count++;
    const value = (this.#instant * PER_MILLISECOND + this.#count) % LOWER_48_BITS;
    const shown = descending ? LOWER_48_BITS - 1 - value : value;
    return shown.toString(16).padStart(12, '0') + this.#count.toString(36).padStart(14, '0');
  }
}
