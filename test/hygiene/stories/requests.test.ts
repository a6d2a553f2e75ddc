import { ProbotOctokit } from 'probot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { githubForge } from '../../../src/forge/github/github-forge.ts';
import type { StoryOptions } from '../../support/engine-story.ts';
import { githubServer } from '../../support/forge-world/github/server.ts';
import { REQUEST_ROWS, requestsOf } from '../../support/request-rows.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** The real adapter before a server over HTTP. */
const overHttp: NonNullable<StoryOptions['forgeOf']> = async (world, clock) => {
  const server = await githubServer(world);
  onTestFinished(() => server.close());
  const octokit = new ProbotOctokit({
    baseUrl: server.url,
    auth: { token: 'ghs_of_a_test' },
    throttle: { enabled: false },
    retry: { enabled: false },
    log: SILENT,
  });
  return githubForge({ octokit, host: world.traits.host, clock });
};

describe.each([
  ['the fake', undefined],
  ["GitHub's adapter over HTTP", overHttp],
])('through %s', (_, forgeOf) => {
  test.each(REQUEST_ROWS)('$what: $requests requests', async (row) => {
    const made = await requestsOf(row, forgeOf);

    expect(made).toHaveLength(row.requests);
  });
});
