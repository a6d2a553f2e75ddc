import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository, SubjectRef } from '../../../src/forge/model.ts';
import { BotProcess } from '../../support/bot-process.ts';
import type { Ended, Programs } from './programs.ts';
import { RealActs } from './pull-acts.ts';
import type { RealSite } from './real-site.ts';
import { BOT, routeOf } from './repository-acts.ts';
import { untilFound } from './until-found.ts';

const SECRET = 'a-secret-of-a-test-that-is-long-enough';
/** Longer than the bot waits for more events, and the server for its own. */
const PATIENCE = 30_000;

export type Look = {
  state: 'open' | 'closed';
  labels: string[];
  /** Texts of the bot's comments, oldest first. */
  notices: string[];
  /** The word and the line of the commit's status. */
  status: string | undefined;
  body: string;
  merged: boolean;
};

/** A repository on a server with a bot that looks after it: the real programs, and real webhooks between them. */
export class TendedRepository {
  readonly repository: Repository;
  readonly acts: RealActs;
  readonly #site: RealSite;
  readonly #programs: Programs;
  readonly #folder: string;
  readonly #tokens: { bot: string; owner: string };
  #bot: BotProcess | undefined;
  #port = 0;

  private constructor(
    site: RealSite,
    programs: Programs,
    repository: Repository,
    tokens: { bot: string; owner: string },
  ) {
    this.#site = site;
    this.#programs = programs;
    this.#tokens = tokens;
    this.repository = repository;
    this.acts = new RealActs(site);
    this.#folder = mkdtempSync(join(programs.folder, 'bot-'));
  }

  static async open(
    site: RealSite,
    programs: Programs,
    name: string,
    files: Readonly<Record<string, string>>,
  ): Promise<TendedRepository> {
    const repository = { owner: 'octo', name };
    await new RealActs(site).repository({ ...repository, files });
    const tokens = {
      bot: await site.token(BOT),
      owner: await site.token('octo', ['write:repository', 'write:issue', 'read:user']),
    };
    const tended = new TendedRepository(site, programs, repository, tokens);
    await tended.startBot();
    return tended;
  }

  get bot(): BotProcess {
    if (this.#bot === undefined) throw new Error('no bot was started');
    return this.#bot;
  }

  get webhook(): string {
    return `${this.bot.url}/webhooks/here`;
  }

  /** The address of the repository or of one of its subjects. */
  address(ref?: SubjectRef, folder: 'pulls' | 'issues' = 'pulls'): string {
    const { owner, name } = this.repository;
    const home = `${this.#site.server.url}/${owner}/${name}`;
    return ref === undefined ? home : `${home}/${folder}/${ref.number}`;
  }

  /** Where it listened before, if it did. */
  async startBot(): Promise<void> {
    const config = join(this.#folder, 'bot.yml');
    writeFileSync(
      config,
      [
        'host: 127.0.0.1',
        `port: ${this.#port}`,
        `data: ${join(this.#folder, 'data')}`,
        'log-level: debug',
        'sweep-every: 1m',
        'forges:',
        '  - name: here',
        `    kind: ${this.#site.server.kind}`,
        `    url: ${this.#site.server.url}`,
        '    token: { variable: BOT_TOKEN }',
        '    webhook-secret: { variable: BOT_SECRET }',
        '',
      ].join('\n'),
    );
    const environment = {
      BOT_CONFIG: config,
      BOT_TOKEN: this.#tokens.bot,
      BOT_SECRET: SECRET,
    };
    this.#bot = await new BotProcess({ main: this.#programs.bot, environment }).listening();
    this.#port = this.#bot.port;
  }

  async close(): Promise<void> {
    await this.#bot?.stop();
  }

  /** `agent-run` with a token of the bot, or of the owner. */
  cli(words: readonly string[], as: 'bot' | 'owner' = 'bot', folder?: string): Promise<Ended> {
    return this.#programs.cli(words, {
      environment: { GITEA_TOKEN: this.#tokens[as], BOT_SECRET: SECRET },
      ...(folder === undefined ? {} : { folder }),
    });
  }

  async look(ref: SubjectRef): Promise<Look> {
    const api = this.#site.admin;
    type Node = {
      state: 'open' | 'closed';
      body: string;
      labels: { name: string }[] | null;
      pull_request: { merged: boolean } | null;
    };
    const issue = `${routeOf(ref)}/issues/${ref.number}`;
    const node = await api.must<Node>('GET', issue);
    type Said = { user: { login: string }; body: string };
    const comments = await api.must<Said[]>('GET', `${issue}/comments`);
    return {
      state: node.state,
      body: node.body,
      labels: (node.labels ?? []).map(({ name }) => name).toSorted(),
      notices: comments.filter(({ user }) => user.login === BOT).map(({ body }) => body),
      status: node.pull_request === null ? undefined : await this.#statusOf(ref),
      merged: node.pull_request?.merged ?? false,
    };
  }

  /** Waits until it looks like that; fails with what it looked like last, and what the bot said. */
  async until(what: string, ref: SubjectRef, isSo: (look: Look) => boolean): Promise<Look> {
    let last: Look | undefined;
    try {
      return await untilFound(
        what,
        async () => {
          last = await this.look(ref);
          return isSo(last) ? last : undefined;
        },
        PATIENCE,
      );
    } catch (error) {
      const seen = JSON.stringify(last, undefined, 2);
      throw new Error(`${String(error)}\n${seen}\n${this.bot.said.slice(-4000)}`, { cause: error });
    }
  }

  /** What the bot answered to comments on the subject, oldest comment first. */
  async reactionsOf(ref: SubjectRef): Promise<string[]> {
    const route = `${routeOf(ref)}/issues`;
    const comments = await this.#site.admin.must<{ id: number }[]>(
      'GET',
      `${route}/${ref.number}/comments`,
    );
    const found: string[] = [];
    for (const { id } of comments) {
      type Given = { user: { login: string }; content: string };
      const given = await this.#site.admin.must<Given[] | null>(
        'GET',
        `${route}/comments/${id}/reactions`,
      );
      found.push(...(given ?? []).filter(({ user }) => user.login === BOT).map((e) => e.content));
    }
    return found;
  }

  async #statusOf(ref: SubjectRef): Promise<string | undefined> {
    type Pull = { head: { sha: string } };
    const { head } = await this.#site.admin.must<Pull>(
      'GET',
      `${routeOf(ref)}/pulls/${ref.number}`,
    );
    type Status = { statuses: { status: string; description: string }[] | null };
    const route = `${routeOf(ref)}/commits/${head.sha}/status`;
    const [first] = (await this.#site.admin.must<Status>('GET', route)).statuses ?? [];
    return first === undefined ? undefined : `${first.status}: ${first.description}`;
  }
}
