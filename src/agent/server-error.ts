export type ServerFailure = 'not-found' | 'not-started' | 'exited' | 'timeout' | 'cancelled';

/** The agent server could not be brought up. The message is fit to be shown to a person; it holds no secret. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly failure: ServerFailure;
  /** The end of what the server printed, masked. */
  readonly tail: string;

  constructor(failure: ServerFailure, message: string, tail = '', cause?: unknown) {
    const text = tail.trim() === '' ? message : `${message}\nThe last it printed:\n${tail.trim()}`;
    super(text, cause === undefined ? {} : { cause });
    this.failure = failure;
    this.tail = tail;
  }
}
