import { generateKeyPairSync } from 'node:crypto';
import { Probot, ProbotOctokit } from 'probot';
import { expect, onTestFinished, test } from 'vitest';
import { Forbidden } from '../../src/forge/errors.ts';
import { githubForge } from '../../src/forge/github/github-forge.ts';
import { githubServer, type GithubServer } from '../support/forge-world/github/server.ts';
import { type ForgeWorld, forgeWorld } from '../support/forge-world/world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { collected } from './opened-forge.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

async function openedApp(): Promise<{ world: ForgeWorld; server: GithubServer; probot: Probot }> {
  const world = forgeWorld();
  const server = await githubServer(world);
  onTestFinished(() => server.close());
  const probot = new Probot({
    appId: 1,
    privateKey,
    secret: 'unused',
    baseUrl: server.url,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } }),
  });
  return { world, server, probot };
}

test('an app finds its installation, gets a token for it and sees only its repositories', async () => {
  const { world, probot } = await openedApp();
  world.repository({ owner: 'octo', name: 'hello' });
  world.repository({ owner: 'acme', name: 'lib', private: true });
  const app = await probot.auth();
  const route = 'GET /repos/{owner}/{repo}/installation';
  const { data } = await app.request(route, { owner: 'acme', repo: 'lib' });

  const octokit = await probot.auth(data.id);
  const forge = githubForge({ octokit, host: 'github.com', clock: new SteppedClock() });

  expect(await collected(forge.listRepositories())).toEqual([{ owner: 'acme', name: 'lib' }]);
});

test('an app that was taken away gets no token any more', async () => {
  const { world, probot } = await openedApp();
  world.repository({ owner: 'octo', name: 'hello' });
  const app = await probot.auth();
  const [installation] = (await app.request('GET /app/installations')).data;
  world.setInstalled(false);

  const octokit = await probot.auth(installation?.id ?? 0);
  const forge = githubForge({ octokit, host: 'github.com', clock: new SteppedClock() });

  await expect(collected(forge.listRepositories())).rejects.toThrow(Forbidden);
});

test('an app that is not installed finds no installation', async () => {
  const { world, probot } = await openedApp();
  world.repository({ owner: 'octo', name: 'hello', installed: false });
  const app = await probot.auth();

  const asking = app.request('GET /repos/{owner}/{repo}/installation', {
    owner: 'octo',
    repo: 'hello',
  });

  await expect(asking).rejects.toMatchObject({ status: 404 });
});

test('an app reads which deliveries failed, page by page, and what was in them', async () => {
  const { world, server, probot } = await openedApp();
  const pulls = [world.openPull({ title: 'first' }), world.openPull(), world.openPull()];
  expect(server.deliveries.lose()).toBe(pulls.length);
  const app = await probot.auth();

  const first = await app.request('GET /app/hook/deliveries', { per_page: 2 });
  const [, cursor = ''] = /cursor=(\w+)/.exec(first.headers.link ?? '') ?? [];
  const second = await app.request('GET /app/hook/deliveries', { per_page: 2, cursor });
  const oldest = Number(second.data[0]?.id);
  const { data } = await app.request('GET /app/hook/deliveries/{delivery_id}', {
    delivery_id: oldest,
  });

  expect(first.data.map(({ status_code: code }) => code)).toEqual([0, 0]);
  expect(second.data).toHaveLength(1);
  expect(second.headers.link).toBeUndefined();
  expect(data.request.payload).toMatchObject({
    action: 'opened',
    pull_request: { title: 'first' },
  });
});

test('what the fake does not know fails the test that asks for it', async () => {
  const world = forgeWorld();
  world.repository();
  const server = await githubServer(world);
  const octokit = new ProbotOctokit({
    baseUrl: server.url,
    auth: { token: 'ghs_of_a_test' },
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await octokit.request('GET /repos/octo/hello/stargazers').catch(() => undefined);
  await octokit
    .graphql('{ repository(owner: "octo", name: "hello") { stargazerCount } }')
    .catch(() => undefined);
  await octokit
    .graphql('{ repository(owner: "octo", name: "hello") { stars } }')
    .catch(() => undefined);

  const closing = server.close();

  await expect(closing).rejects.toThrow(
    /stargazers[\s\S]*Repository\.stargazerCount[\s\S]*Cannot query field "stars"/,
  );
});
