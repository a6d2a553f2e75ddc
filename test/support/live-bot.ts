import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { appKey } from './bot-key.ts';
import { BotProcess, untilTrue } from './bot-process.ts';
import { githubServer, type GithubServer } from './forge-world/github/server.ts';
import { HOUR } from './forge-world/state.ts';
import { forgeWorld, type ForgeWorld } from './forge-world/world.ts';

export const SECRET = 'a-secret-of-a-test';
/** Longer than the bot waits for more events of a subject. */
export const COALESCED = 5000;
/** Longer than a job stays with a process that is dead. */
export const LEASE_OVER = 125_000;

type Finished = TestContext['onTestFinished'];

/** Real bots, each a process that can be killed, before one fake GitHub; their common time is the test's to move. */
export class LiveBots {
  readonly folder = mkdtempSync(join(tmpdir(), 'live-bot-'));
  readonly world: ForgeWorld = forgeWorld({ clock: { now: () => this.now } });
  readonly #timeFile = join(this.folder, 'time');
  readonly #bots: BotProcess[] = [];
  #server: GithubServer | undefined;
  #ahead = -HOUR;
  #port = 0;

  constructor() {
    this.#keepTime();
  }

  get now(): number {
    return Date.now() + this.#ahead;
  }

  get github(): GithubServer {
    if (this.#server === undefined) throw new Error('no GitHub was started');
    return this.#server;
  }

  get database(): string {
    return join(this.folder, 'data/queue.db');
  }

  /** The one that was started last. */
  get bot(): BotProcess {
    const bot = this.#bots.at(-1);
    if (bot === undefined) throw new Error('no bot was started');
    return bot;
  }

  async startGithub(): Promise<void> {
    this.#server = await githubServer(this.world, { secret: SECRET });
  }

  environment(): Record<string, string> {
    return {
      APP_ID: '1',
      PRIVATE_KEY: appKey(),
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: this.github.url,
      GITHUB_SERVER_URL: 'https://github.com',
      HOST: '127.0.0.1',
      PORT: String(this.#port),
      DATA_FOLDER: join(this.folder, 'data'),
      LOG_LEVEL: 'debug',
    };
  }

  /** The first takes a free port, which the next ones get after it; `another` works beside it. */
  async start(
    given: Readonly<Record<string, string>> = {},
    { another = false } = {},
  ): Promise<BotProcess> {
    const bot = new BotProcess({
      environment: { ...this.environment(), ...(another ? { PORT: '0' } : {}), ...given },
      timeFile: this.#timeFile,
    });
    this.#bots.push(bot);
    await bot.listening();
    if (!another) this.#port = bot.port;
    return bot;
  }

  /** Starts the next one when what the dead one had in hand is free again. */
  async startAgain(given: Readonly<Record<string, string>> = {}): Promise<BotProcess> {
    await this.bot.ended;
    this.world.faults.revive();
    this.pass(LEASE_OVER);
    return this.start(given);
  }

  /** Time passes for everybody; nobody waits for what the bots then do. */
  pass(ms: number): void {
    this.#ahead += ms;
    this.#keepTime();
    for (const bot of this.#bots) bot.wakeUp();
  }

  /** Sends everything that happened on GitHub, many at a time; tells the statuses. */
  async deliver(bot = this.bot): Promise<number[]> {
    const url = `${bot.url}/webhooks/github`;
    const waiting = this.github.deliveries.take();
    return Promise.all(waiting.map((each) => this.github.deliveries.send(each, url)));
  }

  /** Until it is so and every bot has nothing to do; a bot that is dead is started again. */
  async until(isSo: () => boolean | Promise<boolean>, patience?: number): Promise<void> {
    await untilTrue(
      async () => {
        if (this.bot.hasEnded) await this.startAgain();
        return (await isSo()) && (await this.isIdle());
      },
      this.bot,
      patience,
    );
  }

  /** Nothing is due and nothing in hand. */
  async isIdle(): Promise<boolean> {
    const jobs = await this.jobs().catch(() => undefined);
    return jobs?.due === 0 && jobs.claimed === 0;
  }

  /** As the metrics of the last bot tell. */
  async jobs(): Promise<Record<'waiting' | 'due' | 'claimed' | 'dead', number>> {
    const metrics = await this.bot.metrics();
    const of = (state: string): number =>
      Number(new RegExp(String.raw`queue_jobs\{state="${state}"\} (\d+)`).exec(metrics)?.[1]);
    return { waiting: of('waiting'), due: of('due'), claimed: of('claimed'), dead: of('dead') };
  }

  async end(): Promise<void> {
    for (const bot of this.#bots) bot.kill();
    await Promise.all(this.#bots.map(({ ended }) => ended));
    rmSync(this.folder, { recursive: true, force: true });
    await this.#server?.close();
  }

  #keepTime(): void {
    writeFileSync(this.#timeFile, String(this.#ahead));
  }
}

/** Everything ends with the test. */
export async function liveBots(onTestFinished: Finished): Promise<LiveBots> {
  const here = new LiveBots();
  onTestFinished(() => here.end());
  await here.startGithub();
  return here;
}
