import { ProbotOctokit } from 'probot';
import { onTestFinished } from 'vitest';
import { githubForge } from '../../src/forge/github/github-forge.ts';
import { githubServer } from '../support/forge-world/github/server.ts';
import { forgeWorld } from '../support/forge-world/world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { START } from '../support/forge-world/ground.ts';
import { forgeContract } from './forge-contract.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

forgeContract(async (options) => {
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
  return { world, forge: githubForge({ octokit, host: world.traits.host, clock }) };
});
