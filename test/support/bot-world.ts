import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as turnOfTheLoop, setTimeout as aMoment } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { BotConfiguration } from '../../src/bot/configuration.ts';
import type { JobQueue } from '../../src/bot/queue/queue.ts';
import { type Bot, startBot } from '../../src/bot/start.ts';
import { appKey } from './bot-key.ts';
import { githubServer, type GithubServer } from './forge-world/github/server.ts';
import { START } from './forge-world/ground.ts';
import { forgeWorld, type ForgeWorld } from './forge-world/world.ts';
import { queueFolder } from './queue-stores.ts';
import { worksElsewhere } from './thread-pool.ts';
import { WalkedClock } from './walked-clock.ts';

const TEMPLATE = '### Issue for this PR\n\nCloses #\n\n### What does this PR do?\n';
const STRICT = 'version: 1\nextends: [preset:opencode]\n';

/** A description that ignores the template, and one that follows it. */
export const BAD = '## Problem\n\nIt ends early.\n\n## Fix\n\nWait for the children.\n';
export const GOOD =
  '### Issue for this PR\n\nCloses #1\n\n### What does this PR do?\n\nIt waits for the children.\n';

export const SECRET = 'a-secret-of-a-test';

/** So long a test waits for what happens over real connections, before it fails with the story so far. */
const PATIENCE = 10_000;

/** What a bot says of each of its forges when it has asked it for the first time, or could not. */
const FIRST_WORDS = ['The forge was asked', 'The forge could not be asked'];

/** A bot before a fake GitHub: real HTTP and a real store on both sides, and time that the test moves. */
export class BotWorld {
  readonly clock = new WalkedClock(START);
  readonly world: ForgeWorld = forgeWorld({ clock: this.clock });
  readonly log: string[] = [];
  /** Of other forges that the bot works for. */
  readonly otherWorlds: ForgeWorld[] = [];
  /** Where the store is; another folder is another store. */
  folder = queueFolder();
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
      queue: { sqlitePath: join(this.folder, 'queue.db') },
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
    this.log.length = 0;
    const configuration = this.configuration(given);
    const bot = await startBot({
      configuration,
      clock: this.clock,
      write: (line) => this.log.push(line),
      ...(queue === undefined ? {} : { queue }),
    });
    this.#bot = bot;
    onTestFinished(() => this.stopBot(bot));
    await this.awake(configuration.forges.length);
    return bot;
  }

  /** Until what a bot does first was done once, or has failed. */
  async awake(forges = 1): Promise<void> {
    await this.until(
      () =>
        this.linesOf('Swept').length > 0 &&
        FIRST_WORDS.flatMap((line) => this.linesOf(line)).length >= forges,
    );
  }

  /** Moves time while it stops: what does not end is waited for no longer than the bot would. */
  async stopBot(bot = this.bot): Promise<void> {
    const stopped = new AbortController();
    const stopping = bot.stop().finally(() => stopped.abort());
    while (!stopped.signal.aborted) {
      await aMoment(3);
      await this.clock.walk(500, () => aMoment(1));
    }
    await stopping;
  }

  /** The folder with the store is gone. */
  loseStore(): void {
    this.folder = queueFolder();
  }

  /** A repository that closes what ignores its template for two hours. */
  strictRepository(world = this.world): void {
    world.repository({
      files: { '.github/pull_request_template.md': TEMPLATE, '.github/hygiene.yml': STRICT },
    });
    world.openIssue({ title: 'It ends early' });
  }

  /** Sends what somebody may send who knows the secret, or another one. */
  post(event: string, body: string, secret = SECRET): Promise<Response> {
    return fetch(`${this.url}/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': 'a-delivery',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
    });
  }

  /** Sends everything that happened on GitHub to the bot. */
  async deliver(options: { reversed?: boolean; times?: number } = {}): Promise<void> {
    await this.github.deliveries.sendTo(`${this.url}/webhooks/github`, options);
  }

  /** Lets everybody work until it is so; time stands still. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await isSo())) {
      if (performance.now() > end)
        throw new Error(`It did not come to that:\n${this.log.join('')}`);
      await turnOfTheLoop();
    }
  }

  /** Lets time pass, and everybody do what they then do. */
  pass(ms: number): Promise<void> {
    return this.clock.walk(ms, () => this.quiet());
  }

  /** Until no request was made, no line logged, no job taken or given back and no token signed for some moments. */
  async quiet(): Promise<void> {
    let before = '';
    for (let same = 0; same < 3;) {
      await aMoment(2);
      const now = await this.#traces();
      same = now === before && !worksElsewhere() ? same + 1 : 0;
      before = now;
    }
  }

  async #traces(): Promise<string> {
    const counts = await this.bot.queue.counts(this.clock.now()).catch(() => 'closed');
    const requests = [this.world, ...this.otherWorlds].map((world) => world.requests.total);
    return JSON.stringify([requests, this.log.length, counts]);
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
