import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { SubjectRef } from '../../src/forge/model.ts';
import type { Fault, RequestKind } from './forge-world/faults.ts';
import { GiteaServer } from './forge-world/gitea/server.ts';
import { FORGEJO, GITEA, VERSIONS } from './forge-world/gitea/traits.ts';
import { githubServer, type GithubServer } from './forge-world/github/server.ts';
import { GITHUB } from './forge-world/traits.ts';
import { forgeWorld, type ForgeWorld } from './forge-world/world.ts';
import { openJob, type RunnerJob, type StepOptions } from './runner-job.ts';
import { untilSo } from './runner-step.ts';

export const BRANDS = ['github', 'gitea', 'forgejo'] as const;
export type Brand = (typeof BRANDS)[number];

/** The token of the job. */
export const TOKEN = 'ghs_the0token0of0the0job';

const OF_BRAND = {
  github: { traits: GITHUB, bot: 'github-actions[bot]', marks: {} },
  gitea: {
    traits: GITEA,
    bot: 'gitea-actions',
    marks: { GITEA_ACTIONS: 'true', GITEA_ACTIONS_RUNNER_VERSION: 'v3.3.0' },
  },
  forgejo: {
    traits: FORGEJO,
    bot: 'forgejo-actions',
    marks: { GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true', FORGEJO_TOKEN: TOKEN },
  },
};

/** A job on the runner of a forge, started by an issue on which its run comments. */
export class CommentJob {
  readonly job: RunnerJob;
  readonly world: ForgeWorld;
  readonly issue: SubjectRef;
  readonly #brand: Brand;
  readonly #url: string;

  constructor(job: RunnerJob, world: ForgeWorld, brand: Brand, url: string) {
    this.job = job;
    this.world = world;
    this.issue = world.openIssue({ title: 'Please look' });
    this.#brand = brand;
    this.#url = url;
  }

  /** What a step that comments is started with. */
  options({ inputs, environment, ...given }: StepOptions = {}): StepOptions {
    const { owner, name, number } = this.issue;
    return {
      event: { name: 'issues', payload: { action: 'opened', issue: { id: 1, number } } },
      inputs: { comment: 'progress', token: TOKEN, ...inputs },
      environment: {
        GITHUB_SERVER_URL: `https://${this.world.traits.host}`,
        GITHUB_API_URL: `${this.#url}${this.#brand === 'github' ? '' : '/api/v1'}`,
        GITHUB_REPOSITORY: `${owner}/${name}`,
        GITHUB_RUN_NUMBER: '31',
        ...OF_BRAND[this.#brand].marks,
        ...environment,
      },
      ...given,
    };
  }

  /** What people read on the issue, without what cannot be seen. */
  get comments(): string[] {
    return this.world.noticesOn(this.issue).map(({ body }) => body.replaceAll('\u200B', ''));
  }

  /** Rejects when it never comes to that. */
  async untilCommented(words: string): Promise<void> {
    await untilSo(() => this.comments.some((body) => body.includes(words)));
  }

  /** So many requests go wrong, beginning with the next. */
  trouble(kinds: readonly RequestKind[], fault: Fault, times = 20): void {
    for (const kind of kinds) {
      for (let time = 0; time < times; time += 1) this.world.faults.next(kind, fault);
    }
  }

  /** The files of the job in which this stands. */
  filesWith(text: string): string[] {
    const { folder } = this.job;
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true)
      .filter((path) => readFileSync(join(folder, path)).includes(text));
  }
}

/** For one test, with which it ends. */
export async function openCommentJob(context: TestContext, brand: Brand): Promise<CommentJob> {
  const { traits, bot } = OF_BRAND[brand];
  const world = forgeWorld({ traits, bot });
  const server = await serve(world, brand);
  context.onTestFinished(() => server.close());
  return new CommentJob(await openJob(context), world, brand, server.url);
}

async function serve(world: ForgeWorld, brand: Brand): Promise<GithubServer | GiteaServer> {
  if (brand === 'github') return githubServer(world);
  const version = VERSIONS[brand];
  const server = new GiteaServer({ world, version, botIsAdmin: false, hiddenEntries: 0 });
  await server.listen();
  return server;
}
