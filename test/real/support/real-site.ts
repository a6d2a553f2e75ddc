import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { Forge } from '../../../src/forge/forge.ts';
import { connectGitea } from '../../../src/forge/gitea/gitea-forge.ts';
import type { GiteaSettings } from '../../../src/forge/gitea/settings.ts';
import { Api, basic } from './api.ts';
import type { GivenServer } from './given-servers.ts';
import { Pages } from './pages.ts';
import { newServer, type RealServer } from './real-server.ts';
import type { Settings } from './server-settings.ts';

const ADMINISTRATOR = 'site-admin';
const PASSWORD = 'a-Password-of-1-test';

/** Scopes that docs/gitea.md asks for. */
export const BOT_SCOPES = ['write:repository', 'write:issue', 'read:user', 'read:organization'];

/** A running server with its people. Each is made when first named. */
export class RealSite {
  readonly server: RealServer;
  readonly admin: Api;
  readonly #people = new Set<string>();
  #tokens = 0;

  private constructor(server: RealServer, admin: Api) {
    this.server = server;
    this.admin = admin;
  }

  static async open(given: GivenServer, settings: Settings = {}): Promise<RealSite> {
    const server = await newServer(given, settings);
    const who = ['--username', ADMINISTRATOR];
    const account = ['--password', PASSWORD, '--email', 'admin@example.com', '--admin'];
    await server.command('admin', 'user', 'create', ...who, ...account);
    const generate = ['generate-access-token', '--raw', '--scopes', 'all'];
    const printed = await server.command('admin', 'user', ...generate, ...who);
    // Warnings may stand around it.
    const token = /^[0-9a-f]{40}$/m.exec(printed)?.[0] ?? '';
    await server.start();
    return new RealSite(server, new Api(server.url, `token ${token}`));
  }

  async account(login: string): Promise<string> {
    if (this.#people.has(login.toLowerCase())) return login;
    this.#people.add(login.toLowerCase());
    await this.admin.must('POST', 'admin/users', {
      username: login,
      email: `${login}@example.com`,
      password: PASSWORD,
      must_change_password: false,
    });
    return login;
  }

  async as(login: string): Promise<Api> {
    return this.admin.as(await this.account(login));
  }

  async organisation(name: string, owner: string): Promise<void> {
    await (await this.as(owner)).must('POST', 'orgs', { username: name });
    this.#people.add(name.toLowerCase());
  }

  async token(login: string, scopes: readonly string[] = BOT_SCOPES): Promise<string> {
    await this.account(login);
    this.#tokens += 1;
    const { sha1 } = await new Api(this.server.url, basic(login, PASSWORD)).must<{ sha1: string }>(
      'POST',
      `users/${login}/tokens`,
      { name: `token ${this.#tokens}`, scopes },
    );
    return sha1;
  }

  /** This account in a browser. */
  async pages(login: string): Promise<Pages> {
    return Pages.signIn(this.server.url, await this.account(login), PASSWORD);
  }

  /** Where an account pushes to with git. */
  pushUrl(login: string, repository: string): string {
    const url = new URL(`${this.server.url}/${repository}.git`);
    url.username = login;
    url.password = PASSWORD;
    return url.href;
  }

  /** Our adapter before this server, as a bot has it. */
  async forge(token: string, settings?: GiteaSettings): Promise<Forge> {
    return connectGitea({
      baseUrl: this.server.url,
      host: this.server.host,
      token,
      clock: systemClock,
      ...(settings === undefined ? {} : { settings }),
    });
  }
}

/** One server for all tests of a file. */
export function siteOfFile(given: GivenServer, settings?: Settings): () => RealSite {
  let site: RealSite | undefined;
  beforeAll(async () => {
    site = await RealSite.open(given, settings);
  });
  afterAll(() => site?.server.remove());
  return () => {
    if (site === undefined) throw new Error('no server was started');
    return site;
  };
}
