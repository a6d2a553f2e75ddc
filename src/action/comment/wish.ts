import * as say from '../../text/input-problems.ts';
import type { GivenInputs } from '../given-inputs.ts';
import { bad, good, type Parsed } from '../parsed.ts';
import { parseChoice, parseCount } from '../plain-values.ts';

/** The comment that a person wants a run to write. */
export type CommentWish = {
  /** Only when the run is over, or from its beginning on. */
  mode: 'result' | 'progress';
  /** The issue or pull request. */
  number: number;
  /** Runs with the same key share one comment. */
  key?: string;
  /** What it is written with. A secret; no file and no other process of ours gets it. */
  token: string;
};

/** What the runner knows of where a comment could go. */
export type CommentPlace = {
  /** The event that started the job. */
  event: string;
  /** What the event is about, if it is about an issue or a pull request. */
  subject: number | undefined;
  /** Whether the runner names the repository. */
  hasRepository: boolean;
};

/** Undefined when no comment is wanted, or after a problem. */
export async function readCommentWish(
  given: GivenInputs,
  place: CommentPlace,
): Promise<CommentWish | undefined> {
  const mode = await given.read('comment', (text) => parseChoice(text, MODES));
  const named = await given.read('comment-on', (text) => parseCount(text, 1));
  const key = await given.read('comment-key', parseKey);
  if (mode === undefined || mode === 'off') return undefined;

  const number = given.has('comment-on') ? named : place.subject;
  const token = given.text('token');
  if (number === undefined && !given.has('comment-on')) {
    given.complain('comment', say.commentWithoutSubject(place.event));
  }
  if (token === undefined) given.complain('comment', say.commentWithoutToken());
  if (!place.hasRepository) given.complain('comment', say.commentWithoutRepository());
  const isKeyWrong = given.has('comment-key') && key === undefined;
  if (number === undefined || token === undefined || !place.hasRepository || isKeyWrong) {
    return undefined;
  }
  return { mode, number, ...(key === undefined ? {} : { key }), token };
}

const MODES = ['off', 'result', 'progress'] as const;

const LONGEST_KEY = 100;

/** It is hidden in the comment, where it has to have room. */
function parseKey(text: string): Parsed<string> {
  return text.length <= LONGEST_KEY ? good(text) : bad(say.keyTooLong(text, LONGEST_KEY));
}
