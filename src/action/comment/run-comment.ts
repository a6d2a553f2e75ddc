import { writeFileSync } from 'node:fs';
import type { Clock } from '../../clock.ts';
import { forgeAddress } from '../../forge-address.ts';
import type { RunReport } from '../../sessions/outcome.ts';
import type { SessionTree } from '../../sessions/tree.ts';
import { commentUnwritten } from '../../text/report-problems.ts';
import { finalMessageOf } from '../end.ts';
import type { Progress } from '../progress.ts';
import type { CommentWish } from './wish.ts';
import type { AtWork, CommentEnd, CommentWriting } from './writing.ts';

export type RunCommentOptions = {
  wish: CommentWish;
  /** Of the run; see `RunMark`. */
  id: string;
  started: number;
  /** Another one of the same run may have begun; not unless told. */
  mayExist?: boolean;
  mask: (text: string) => string;
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  /** Tells a person something while the run goes on. */
  warn: (sentence: string) => void;
  /** Where the last words are kept for the post step, which writes them when this process could not. */
  keptAt?: string;
};

/** The most that the comment may add to the time of a run, ms: a cancelled one has 7 s for everything. */
const LAST_WORDS = { cancelled: 1_500, other: 5_000 };

/** The comment of a run as the main step sees it. What writes it is loaded when it begins. */
export class RunComment {
  readonly #options: RunCommentOptions;
  readonly #over = new AbortController();
  #writing: Promise<CommentWriting> | undefined;
  #tree: SessionTree | undefined;

  constructor(options: RunCommentOptions) {
    this.#options = options;
  }

  /** Told with the others, so that there is something to tell. */
  get progress(): Progress {
    const keep = (tree: SessionTree): void => {
      this.#tree = tree;
    };
    return {
      notice: () => undefined,
      event: (_event, tree) => keep(tree),
      asked: (_ask, _denial, tree) => keep(tree),
      waiting: (_pending, tree) => keep(tree),
    };
  }

  /** Not before the agent server was started: loading would hold that up. */
  begin(): void {
    // What keeps it from being loaded is told at the end.
    void this.#begun().catch(() => undefined);
  }

  async #begun(): Promise<void> {
    const writing = await this.#loaded();
    const look = (): AtWork =>
      this.#tree === undefined ? undefined : { tree: this.#tree, said: finalMessageOf(this.#tree) };
    if (this.#options.wish.mode === 'progress' && !this.#over.signal.aborted) {
      writing.follow(look, this.#over.signal);
    }
  }

  /** Writes how the run ended. Never rejects, and takes a few seconds at the most, whatever the forge does. */
  async end(report: RunReport): Promise<CommentEnd> {
    this.#over.abort();
    const { clock, keptAt } = this.#options;
    const limit = report.outcome === 'cancelled' ? LAST_WORDS.cancelled : LAST_WORDS.other;
    const until = clock.now() + limit;
    try {
      const writing = await this.#loaded();
      const body = await writing.bodyOf(report);
      if (keptAt !== undefined) writeFileSync(keptAt, body, { mode: 0o600 });
      return await writing.end(body, until - clock.now());
    } catch (error) {
      return { isOver: false, problem: commentUnwritten(error) };
    }
  }

  #loaded(): Promise<CommentWriting> {
    this.#writing ??= this.#load();
    return this.#writing;
  }

  async #load(): Promise<CommentWriting> {
    const { id, started, mayExist = false, ...options } = this.#options;
    const address = forgeAddress(options.environment);
    const { repository } = address;
    if (repository === undefined) throw new Error('no repository');
    const { key } = options.wish;
    const mark = { id, started, ...(key === undefined ? {} : { key }) };
    const { commentOfJob } = await import('./writing.ts');
    return commentOfJob({
      ...options,
      address: { ...address, repository },
      mark,
      mayExist,
    });
  }
}
