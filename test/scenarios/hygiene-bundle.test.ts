import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildStep } from '../support/hygiene-job.ts';
import { enforcingWorld, openBadPull } from '../support/hygiene-story.ts';
import { nodeOnPath } from '../support/node-versions.ts';

/** The oldest Node that an image of Gitea or Forgejo may have. */
const NODE_20 = nodeOnPath('v20.');

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-hygiene-bundle-'));
  bundle = await buildStep(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the bundle of the hygiene step keeps to its budget', () => {
  expect(statSync(bundle).size).toBeLessThanOrEqual(2_000_000);
});

test.runIf(NODE_20 !== undefined).each(['github', 'gitea'] as const)(
  'it runs on Node 20 for %s',
  async (brand) => {
    const here = await enforcingWorld(bundle, { brand });
    const { number } = await openBadPull(here);

    const { exitCode, outputs } = await here.run({
      event: {
        name: 'pull_request_target',
        payload: { action: 'opened', pull_request: { number } },
      },
      ...(NODE_20 === undefined ? {} : { node: NODE_20 }),
    });

    expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'flagged' });
  },
);

test('it reaches GitHub through the proxy of its runner', async () => {
  const here = await enforcingWorld(bundle);
  const pull = await openBadPull(here);
  const proxy = await proxyTo(Number(new URL(here.url).port));

  const { exitCode, outputs } = await here.run({
    environment: { GITHUB_API_URL: 'http://api.github.internal', http_proxy: proxy.url },
  });

  expect({ exitCode, verdict: outputs['verdict'] }).toEqual({ exitCode: 0, verdict: 'flagged' });
  expect(proxy.asked).toContain('api.github.internal:80');
  expect(here.look(pull).notices).toBe(1);
});

/** A proxy that leads everything to one port of this machine. */
async function proxyTo(port: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const side of [client, upstream]) side.on('error', () => upstream.destroy());
  });
  await new Promise<void>((listens) => {
    server.listen(0, '127.0.0.1', listens);
  });
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
