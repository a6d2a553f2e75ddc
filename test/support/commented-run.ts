import { type AtWork, type CommentEnd, CommentWriting } from '../../src/action/comment/writing.ts';
import { endOfTurn } from '../../src/clock.ts';
import type { Forge } from '../../src/forge/forge.ts';
import { fakeForge } from './forge-world/fake-forge.ts';
import { START } from './forge-world/ground.ts';
import { forgeWorld } from './forge-world/world.ts';
import { aReport } from './report-builder.ts';
import { SteppedClock } from './stepped-clock.ts';
import { Story } from './tree-builder.ts';

/** The most that the last words may take. */
export const LIMIT = 5000;
/** So long everybody is left to go on between two looks at the clock. */
const SHORT = 500;

/** A run at work on an issue, with the comment that tells of it. */
export class CommentedRun {
  readonly clock = new SteppedClock(START);
  readonly world = forgeWorld({ clock: this.clock, bot: 'github-actions[bot]' });
  readonly issue = this.world.openIssue();
  readonly story = new Story().busy('root');
  readonly warnings: string[] = [];
  readonly #over = new AbortController();
  readonly #writing: CommentWriting;
  said = '';
  #steps = 0;

  constructor({
    through = (forge: Forge): Forge => forge,
    key,
    mask = (text: string): string => text,
  }: { through?: (forge: Forge) => Forge; key?: string; mask?: (text: string) => string } = {}) {
    const { clock, world, issue } = this;
    const { owner, name, number } = issue;
    const forge = through(fakeForge(world));
    const address = {
      forge: 'github',
      server: 'https://github.com',
      host: forge.host,
      apiUrl: 'https://api.github.com',
      repository: { owner, name },
      repositoryName: `${owner}/${name}`,
    } as const;
    const mark = { id: 'one', started: START, ...(key === undefined ? {} : { key }) };
    this.#writing = new CommentWriting(
      {
        wish: { mode: 'progress', number, token: 'secret' },
        address,
        mark,
        mayExist: false,
        mask,
        clock,
        warn: (sentence) => this.warnings.push(sentence),
      },
      { forge: async () => forge, page: async () => undefined },
    );
  }

  async follow(): Promise<void> {
    const look = (): AtWork => ({ tree: this.story.tree, said: this.said });
    this.#writing.follow(look, this.#over.signal);
    await settle();
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += SHORT) {
      await this.clock.pass(Math.min(SHORT, ms - passed));
      await settle();
    }
  }

  /** Does something that the comment has to tell. */
  work(): void {
    this.#steps += 1;
    this.said = `Step ${this.#steps}.`;
  }

  async end(report = aReport()): Promise<CommentEnd> {
    this.#over.abort();
    const body = await this.#writing.bodyOf(report);
    const ending = this.#writing.end(body, LIMIT);
    await settle();
    await this.pass(LIMIT);
    return ending;
  }

  /** What people read, oldest first. */
  get comments(): string[] {
    return this.world.noticesOn(this.issue).map(({ body }) => /### \S+ (.+)/.exec(body)?.[1] ?? '');
  }

  get writes(): number {
    return this.world.writesOn(this.issue).length;
  }
}

/** Everybody has gone on as far as they can. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await endOfTurn();
}
