/** What a bot would be with Probot alone: it takes a webhook, keeps nothing and says yes. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware, Probot } from 'probot';
import { appKey } from '../test/support/bot-key.ts';
import { BOT_SECRET, WEBHOOKS } from './bot-scene.ts';

const probot = new Probot({
  appId: 1,
  privateKey: appKey(),
  secret: BOT_SECRET,
  logLevel: 'fatal',
});
const middleware = await createNodeMiddleware(
  (app) => app.on('pull_request', async () => undefined),
  {
    probot,
    webhooksPath: WEBHOOKS,
  },
);
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
