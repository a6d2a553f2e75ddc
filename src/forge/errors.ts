/**
 * What can go wrong with a forge, one class for each decision of a caller. Messages are for the log; they hold no token
 * and nothing of a body.
 */

/** The forge asks for patience; nothing was written. Put the work back until `retryAt`. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  /** Milliseconds since the epoch. */
  readonly retryAt: number;
  /** `primary` is the quota of the hour, `secondary` a burst. */
  readonly limit: 'primary' | 'secondary';

  constructor(
    message: string,
    limit: 'primary' | 'secondary',
    retryAt: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.limit = limit;
    this.retryAt = retryAt;
  }
}

/** The server did not answer, or with 5xx: the same again later may work. */
export class ForgeUnavailable extends Error {
  override readonly name = 'ForgeUnavailable';
}

/** The token may not do this; repeating it does not help until a person changes something. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  /** The permission that is missing, in the forge's words, as far as it is known. */
  readonly needs: string;

  constructor(message: string, needs: string, options?: ErrorOptions) {
    super(message, options);
    this.needs = needs;
  }
}

/** The forge refuses this one write for a reason of the subject: a gone head branch, a locked conversation, a conflict. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The forge's answer is not what its documentation says. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}
