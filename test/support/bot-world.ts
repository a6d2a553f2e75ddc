import { join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { BotConfiguration } from '../../src/bot/configuration.ts';
import type { JobQueue } from '../../src/bot/queue/queue.ts';
import { type Bot, startBot } from '../../src/bot/start.ts';
import { appKey } from './bot-key.ts';
import { githubServer, type GithubServer } from './forge-world/github/server.ts';
import { START } from './forge-world/ground.ts';
import { forgeWorld, type ForgeWorld } from './forge-world/world.ts';
import { queueFolder } from './queue-stores.ts';
import { SteppedClock } from './stepped-clock.ts';

export const SECRET = 'a-secret-of-a-test';

/** So long a test waits for what happens over real connections, before it fails with the story so far. */
const PATIENCE = 10_000;

/** A bot before a fake GitHub: real HTTP and a real store on both sides, and time that the test moves. */
export class BotWorld {
  readonly clock = new SteppedClock(START);
  readonly world: ForgeWorld = forgeWorld({ clock: this.clock });
  readonly log: string[] = [];
  readonly #folder = queueFolder();
  #server: GithubServer | undefined;
  #bot: Bot | undefined;

  get github(): GithubServer {
    if (this.#server === undefined) throw new Error('no GitHub was started');
    return this.#server;
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error('no bot was started');
    return this.#bot;
  }

  get url(): string {
    return `http://127.0.0.1:${this.bot.port}`;
  }

  async startGithub(): Promise<void> {
    const server = await githubServer(this.world, { secret: SECRET });
    this.#server = server;
    onTestFinished(() => server.close());
  }

  configuration(given: Partial<BotConfiguration> = {}): BotConfiguration {
    return {
      server: { host: '127.0.0.1', port: 0 },
      metrics: {},
      queue: { sqlitePath: join(this.#folder, 'queue.db') },
      log: { level: 'debug' },
      concurrency: 4,
      sweepEvery: 3_600_000,
      forges: [
        {
          kind: 'github',
          name: 'github',
          apiUrl: this.#server?.url ?? 'http://127.0.0.1:9',
          host: this.world.traits.host,
          appId: 1,
          privateKey: appKey(),
          webhookSecret: SECRET,
        },
      ],
      ...given,
    };
  }

  async startBot(
    given: Partial<BotConfiguration> = {},
    { queue }: { queue?: JobQueue } = {},
  ): Promise<Bot> {
    const bot = await startBot({
      configuration: this.configuration(given),
      clock: this.clock,
      write: (line) => this.log.push(line),
      ...(queue === undefined ? {} : { queue }),
    });
    this.#bot = bot;
    onTestFinished(() => this.stopBot(bot));
    return bot;
  }

  /** Moves time while it stops: what does not end is waited for no longer than the bot would. */
  async stopBot(bot = this.bot): Promise<void> {
    let stopped = false;
    const stopping = bot.stop().finally(() => (stopped = true));
    await this.until(() => stopped, { every: 1000 });
    await stopping;
  }

  /** Sends everything that happened on GitHub to the bot. */
  async deliver(options: { reversed?: boolean; times?: number } = {}): Promise<void> {
    await this.github.deliveries.sendTo(`${this.url}/webhooks/github`, options);
  }

  /** Lets everybody work until it is so; `every` moves time by so much each turn. */
  async until(
    isSo: () => boolean | Promise<boolean>,
    { every = 0 }: { every?: number } = {},
  ): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await isSo())) {
      if (performance.now() > end)
        throw new Error(`It did not come to that:\n${this.log.join('')}`);
      await turnOfTheLoop();
      if (every > 0) await this.clock.pass(every);
    }
  }

  /** Moves time and lets everything that is due be done. */
  async pass(ms: number): Promise<void> {
    await this.clock.pass(ms);
    await this.settle();
  }

  /** Until nothing is due and nothing in hand. */
  async settle(): Promise<void> {
    await this.until(
      async () => {
        const { due, claimed } = await this.bot.queue.counts(this.clock.now());
        return due === 0 && claimed === 0;
      },
      { every: 50 },
    );
  }

  linesOf(message: string): Record<string, unknown>[] {
    return this.log
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === message);
  }
}

export async function botWorld(): Promise<BotWorld> {
  const world = new BotWorld();
  await world.startGithub();
  return world;
}
