import { getOctokit } from '@actions/github';
import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { expect, test } from 'vitest';
import { githubForge } from '../../../src/forge/github/github-forge.ts';
import { githubWire } from './github-wire.ts';

const wire = githubWire();
const answer = { data: { rateLimit: null, viewer: { login: 'github-actions[bot]' } } };

test.each([
  ['that of a workflow step', getOctokit('x', { request: { fetch: globalLater } })],
  ['that of a Probot', new ProbotOctokit({ auth: { token: 'x' }, throttle: { enabled: false } })],
])('%s is an Octokit that fits', async (_, octokit) => {
  nock('https://api.github.com').post('/graphql').reply(200, answer);
  const forge = githubForge({ octokit, host: 'github.com', clock: wire().clock });

  await expect(forge.self()).resolves.toEqual({ login: 'github-actions[bot]', isBot: true });
});

test('an Enterprise Server is asked at its own address', async () => {
  nock('https://ghe.example').post('/api/graphql').reply(200, answer);
  nock('https://ghe.example')
    .get('/api/v3/repos/octo/hello/collaborators/ann/permission')
    .reply(200, { permission: 'write', role_name: 'maintain' });
  const octokit = new ProbotOctokit({
    auth: { token: 'x' },
    baseUrl: 'https://ghe.example/api/v3',
    throttle: { enabled: false },
  });
  const forge = githubForge({ octokit, host: 'ghe.example', clock: wire().clock });

  await expect(forge.self()).resolves.toMatchObject({ isBot: true });
  await expect(forge.permissionOf({ owner: 'octo', name: 'hello' }, 'ann')).resolves.toBe(
    'maintain',
  );
});

/** The fetch of the moment of the call, which is nock's. */
function globalLater(...given: Parameters<typeof fetch>): Promise<Response> {
  return fetch(...given);
}
