import { Forbidden, RateLimited, Refused } from '../../forge/errors.ts';
import type { Forge } from '../../forge/forge.ts';
import type { Change, Comment, SubjectRef } from '../../forge/model.ts';
import { readRunMarker, RUN_MARKER, type RunMark } from '../../text/run-marker.ts';

/**
 * The one comment of a run on one subject, found again by the mark in its first line.
 *
 * Needs: one comment, whatever request failed or was repeated; it ends up saying what was ensured last.
 * - A post whose answer was lost may have been made, or be made later: from then on the forge is asked before anything
 *   is written, and of several comments of this run the oldest is kept.
 * - With a key, several runs write the same comment. The one that began last has it; an earlier one leaves it alone, also
 *   when both have just posted one. Who comes later heals that with its next write.
 * - Somebody has deleted the comment: it is not posted again.
 * Accepted: between our look and our write a later run may take the comment over; its next write corrects that.
 */
export class OwnComment {
  readonly #forge: Forge;
  readonly #subject: SubjectRef;
  readonly #mark: RunMark;
  readonly #now: () => number;
  #id: string | undefined;
  #posted: 'no' | 'maybe' | 'yes';

  /** `mayExist` when an earlier process of the run may have posted it. */
  constructor(given: {
    forge: Forge;
    subject: SubjectRef;
    mark: RunMark;
    mayExist: boolean;
    now: () => number;
  }) {
    this.#forge = given.forge;
    this.#subject = given.subject;
    this.#mark = given.mark;
    this.#now = given.now;
    this.#posted = given.mayExist ? 'maybe' : 'no';
  }

  /** Whether something of this run may stand on the subject. */
  get mayStand(): boolean {
    return this.#posted !== 'no';
  }

  /**
   * Makes the comment say this. `taken-over` by a later run, or `removed` by a person: nothing was written, and nothing
   * ever will be. `unseen`: the forge has taken a post and does not show it yet; ask again.
   */
  async ensure(body: string): Promise<'written' | 'taken-over' | 'removed' | 'unseen'> {
    const mustLook = this.#mark.key !== undefined || this.mayStand;
    if (this.#id !== undefined && this.#mark.key === undefined) {
      await this.#write([{ do: 'edit-notice', comment: this.#id, body }]);
      return 'written';
    }
    const found = mustLook ? await this.#find() : [];
    if (found === 'taken-over') return found;
    const [first, ...others] = found;
    if (first !== undefined) {
      this.#id = first.id;
      this.#posted = 'yes';
      await this.#write([
        ...(first.body === body ? [] : [{ do: 'edit-notice', comment: first.id, body } as const]),
        ...others.map(({ id }) => ({ do: 'delete-notice', comment: id }) as const),
      ]);
      return 'written';
    }
    if (this.#id !== undefined) return 'removed';
    if (this.#posted === 'yes') return 'unseen';
    await this.#post(body);
    return 'written';
  }

  async #post(body: string): Promise<void> {
    this.#posted = 'maybe';
    try {
      await this.#write([{ do: 'post-notice', body }]);
    } catch (error) {
      const isRefused = REFUSALS.some((Refusal) => error instanceof Refusal);
      if (isRefused) this.#posted = 'no';
      throw error;
    }
    this.#posted = 'yes';
  }

  /** Oldest first. */
  async #find(): Promise<Comment[] | 'taken-over'> {
    const { id, started, key } = this.#mark;
    const reading = await this.#forge.readSubject(this.#subject, {
      marker: RUN_MARKER,
      commandPrefix: NO_COMMAND,
      references: [],
      permissionsOf: [],
      changes: false,
    });
    const ours = (reading?.ownNotices ?? []).flatMap((comment) => {
      const mark = readRunMarker(comment.body, this.#forge.host, this.#subject);
      const isOurs = mark?.id === id || (key !== undefined && mark?.key === key);
      return mark !== undefined && isOurs ? [{ comment, mark }] : [];
    });
    const isLater = (mark: RunMark): boolean =>
      mark.started > started || (mark.started === started && mark.id > id);
    // A run that has not begun yet is a text that somebody made up.
    const isReal = (mark: RunMark): boolean => mark.started <= this.#now() + CLOCKS_DIFFER;
    if (ours.some(({ mark }) => isLater(mark) && isReal(mark))) return 'taken-over';
    return ours.map(({ comment }) => comment);
  }

  async #write(changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) await this.#forge.write(this.#subject, changes);
  }
}

/** After these nothing was written. */
const REFUSALS = [Forbidden, RateLimited, Refused];

/** No comment can begin like this: what strangers call out to the bot is not looked at here. */
const NO_COMMAND = '\u0000';

/** Runs that share a comment may be of two machines. */
const CLOCKS_DIFFER = 5 * 60_000;
