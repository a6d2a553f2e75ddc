import { type Clock, TIMED_OUT, within } from '../../clock.ts';
import type { ForgeAddress } from '../../forge-address.ts';
import type { Forge } from '../../forge/forge.ts';
import type { RunReport } from '../../sessions/outcome.ts';
import { sessionReports, totalsOf } from '../../sessions/report.ts';
import { pending } from '../../sessions/settle.ts';
import type { SessionTree } from '../../sessions/tree.ts';
import * as say from '../../text/comment-problems.ts';
import { mapStrings } from '../../text/map-strings.ts';
import { type CommentFrame, endedComment } from '../../text/run-comment.ts';
import { type RunMark, writeRunMarker } from '../../text/run-marker.ts';
import { workingComment } from '../../text/working-comment.ts';
import { commentFailure } from './comment-failure.ts';
import { forgeOfJob, runPage } from './job-forge.ts';
import { OwnComment } from './own-comment.ts';
import type { CommentWish } from './wish.ts';

/*
 * Writes the comment of a run. The forge's half of it is large, so this is a bundle of its own, which main and post step
 * load only when a comment is wanted, and never before the agent server was started.
 */

export type WritingOptions = {
  wish: CommentWish;
  address: JobAddress;
  mark: RunMark;
  /** An earlier process of the run may have posted the comment. */
  mayExist: boolean;
  mask: (text: string) => string;
  clock: Clock;
  /** Tells a person at once, while the run goes on; once at the most. */
  warn: (sentence: string) => void;
};

export type JobAddress = ForgeAddress & { repository: NonNullable<ForgeAddress['repository']> };

/** What the comment is written through. */
export type Means = {
  forge: () => Promise<Forge>;
  /** The page of the workflow's run. */
  page: () => Promise<string | undefined>;
};

/** The comment of a run on the forge of the job. */
export function commentOfJob(
  options: WritingOptions & { environment: NodeJS.ProcessEnv },
): CommentWriting {
  const { address, wish, clock, environment } = options;
  const reached = { address, token: wish.token, clock };
  return new CommentWriting(options, {
    forge: () => forgeOfJob(reached),
    page: () => runPage(reached, environment),
  });
}

/** What can be seen of a run that is at work. */
export type AtWork = { tree: SessionTree; said: string } | undefined;

export type CommentEnd = {
  /** The comment says how the run ended, or nobody could make it say so: nothing is left to do. */
  isOver: boolean;
  /** Sentences for a person. */
  problem?: string;
  note?: string;
};

/** How long after a write the next one may follow: each one leaves a version in the comment's history. */
export const WRITE_EVERY = 20_000;
/** A post that the forge does not show yet is looked for again. */
const LOOK_AGAIN = 500;

export class CommentWriting {
  readonly #options: WritingOptions;
  readonly #means: Means;
  #frame: Promise<CommentFrame> | undefined;
  #own: Promise<OwnComment> | undefined;
  #following: Promise<void> = Promise.resolve();
  #pausedUntil = 0;
  #hasWarned = false;

  constructor(options: WritingOptions, means: Means) {
    this.#options = options;
    this.#means = means;
  }

  /** Tells what the run is at, until `over` aborts. */
  follow(look: () => AtWork, over: AbortSignal): void {
    this.#following = this.#keepTelling(look, over);
  }

  /** The comment of a run that is over; `report` need not be masked. */
  async bodyOf(report: RunReport): Promise<string> {
    return endedComment(await this.#framed(), mapStrings(report, this.#options.mask));
  }

  /**
   * Writes the last words, after whatever is being written: else an older text could arrive behind them. Takes `limit` ms
   * at the most and never rejects.
   */
  async end(body: string, limit: number): Promise<CommentEnd> {
    const { clock, wish, address } = this.#options;
    const until = clock.now() + limit;
    const quiet = await within(clock, limit / 2, this.#following);
    if (clock.now() < this.#pausedUntil) {
      return this.#failed(say.rateLimited(this.#pausedUntil), false);
    }
    try {
      const end = await within(clock, until - clock.now(), this.#ensureShown(body));
      if (end === TIMED_OUT) return this.#failed(say.noAnswer(`${String(limit)} ms`), false);
      if (end === 'unseen') return this.#failed(say.notShownYet(), false);
      if (end === 'taken-over') return { isOver: true, note: say.takenOver(wish.number) };
      return { isOver: quiet !== TIMED_OUT };
    } catch (error) {
      const { words, isFinal } = commentFailure(error, address.forge);
      return this.#failed(words, isFinal);
    }
  }

  #failed(words: string, isOver: boolean): CommentEnd {
    if (this.#hasWarned) return { isOver };
    this.#hasWarned = true;
    return { isOver, problem: say.notCommented(this.#options.wish.number, words) };
  }

  async #keepTelling(look: () => AtWork, over: AbortSignal): Promise<void> {
    const { clock, address, wish, warn } = this.#options;
    let shown = '';
    while (!over.aborted) {
      try {
        const body = await this.#workingBody(look());
        const isDue = body !== shown && clock.now() >= this.#pausedUntil && !over.aborted;
        const done = isDue ? await (await this.#ownComment()).ensure(body) : 'unchanged';
        if (done === 'taken-over' || done === 'removed') return;
        if (done === 'written') shown = body;
      } catch (error) {
        const { words, isFinal, retryAt } = commentFailure(error, address.forge);
        this.#pausedUntil = retryAt;
        if (isFinal && !over.aborted) {
          this.#hasWarned = true;
          warn(say.givenUp(wish.number, words));
        }
        if (isFinal) return;
      }
      await clock.sleep(WRITE_EVERY, over);
    }
  }

  async #workingBody(atWork: AtWork): Promise<string> {
    const { mask, clock, mark } = this.#options;
    const { started } = mark;
    const frame = await this.#framed();
    const now = clock.now();
    const sessions = atWork === undefined ? [] : sessionReports(atWork.tree, now);
    const view = {
      started,
      sessions,
      pending: atWork === undefined ? [] : pending(atWork.tree, now),
      ...totalsOf(sessions),
      said: atWork?.said ?? '',
    };
    return workingComment(frame, mapStrings(view, mask));
  }

  async #ensureShown(body: string): Promise<Awaited<ReturnType<OwnComment['ensure']>>> {
    const own = await this.#ownComment();
    for (let looks = 0; ; looks += 1) {
      const done = await own.ensure(body);
      if (done !== 'unseen' || looks === MOST_LOOKS) return done;
      await this.#options.clock.sleep(LOOK_AGAIN);
    }
  }

  #framed(): Promise<CommentFrame> {
    this.#frame ??= this.#makeFrame();
    return this.#frame;
  }

  async #makeFrame(): Promise<CommentFrame> {
    const { address, wish, mark } = this.#options;
    const page = await this.#means.page();
    const marker = writeRunMarker(mark, address.host, {
      ...address.repository,
      number: wish.number,
    });
    const mayStay = address.forge !== 'github';
    return { marker, mayStay, ...(page === undefined ? {} : { runPage: page }) };
  }

  /** A connection that fails is made anew next time. */
  #ownComment(): Promise<OwnComment> {
    this.#own ??= this.#connect().catch((error: unknown) => {
      this.#own = undefined;
      throw error;
    });
    return this.#own;
  }

  async #connect(): Promise<OwnComment> {
    const { address, wish, mark, mayExist, clock } = this.#options;
    const forge = await this.#means.forge();
    const subject = { ...address.repository, number: wish.number };
    return new OwnComment({ forge, subject, mark, mayExist, now: () => clock.now() });
  }
}

/** More than a forge takes to show what it has taken. */
const MOST_LOOKS = 5;
