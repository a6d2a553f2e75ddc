import { Forbidden, ForgeUnavailable, RateLimited, Refused } from '../../forge/errors.ts';
import type { ForgeKind } from '../../forge/model.ts';
import * as say from '../../text/comment-problems.ts';

export type CommentFailure = {
  /** Why, and what to do; the second half of a sentence. */
  words: string;
  /** To try again is no use until a person changes something. */
  isFinal: boolean;
  /** Not to be asked before, milliseconds since the epoch. */
  retryAt: number;
};

export function commentFailure(error: unknown, forge: ForgeKind): CommentFailure {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof Forbidden) return failure(say.mayNotComment(forge, error.needs, said), true);
  if (error instanceof Refused) return failure(say.nothingThere(said), true);
  if (error instanceof RateLimited) {
    return failure(say.rateLimited(error.retryAt), false, error.retryAt);
  }
  if (error instanceof ForgeUnavailable) return failure(say.noAnswer(said), false);
  return failure(say.notWritten(said), false);
}

function failure(words: string, isFinal: boolean, retryAt = 0): CommentFailure {
  return { words, isFinal, retryAt };
}
