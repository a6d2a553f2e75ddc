import { ProbotOctokit } from 'probot';
import { onTestFinished } from 'vitest';
import type { Forge } from '../../../../src/forge/forge.ts';
import { githubForge } from '../../../../src/forge/github/github-forge.ts';
import { SteppedClock } from '../../stepped-clock.ts';
import { START, type WorldOptions } from '../ground.ts';
import { type ForgeWorld, forgeWorld } from '../world.ts';
import { githubServer, type GithubServer } from './server.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export type OpenedGithub = { world: ForgeWorld; server: GithubServer; forge: Forge };

/** A world behind real HTTP, and the adapter before it with an Octokit such as the bot has. The test's end closes it. */
export async function openedGithub(options: WorldOptions = {}): Promise<OpenedGithub> {
  const clock = new SteppedClock(START);
  const world = forgeWorld({ clock, ...options });
  const server = await githubServer(world);
  onTestFinished(() => server.close());
  const octokit = new ProbotOctokit({
    baseUrl: server.url,
    auth: { token: 'ghs_of_a_test' },
    throttle: { enabled: false },
    retry: { enabled: false },
    log: SILENT,
  });
  return { world, server, forge: githubForge({ octokit, host: world.traits.host, clock }) };
}
