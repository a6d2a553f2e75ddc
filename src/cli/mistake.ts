/** What the person at the terminal can put right; the message is all that is shown. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/** The person ended the command in place of an answer. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Of the commands around the hygiene engine. */
export const EXIT = {
  fine: 0,
  /** There is something to fix. */
  found: 1,
  /** The command line is wrong, or the command could not do its work. */
  failed: 2,
  /** Ended before everything was done; the same command goes on. */
  unfinished: 3,
  cancelled: 130,
} as const;
