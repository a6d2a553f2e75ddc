import { createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Accepted } from '../../src/bot/app.ts';
import { giteaRoute } from '../../src/bot/gitea-webhooks.ts';
import { countRefusals } from '../../src/bot/guard.ts';
import type { Delivery } from '../../src/bot/ingress/intake.ts';
import { listen } from '../../src/bot/server.ts';
import { answerWebhooks } from '../../src/bot/webhooks.ts';
import { keptLog, keptMetrics } from '../support/bot-parts.ts';
import { headersOf } from '../support/forge-world/gitea/deliveries.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const SECRET = 'It is a Secret to Everybody';
const BODY = JSON.stringify({ action: 'opened', number: 5 }, undefined, 2);

function digest(body = BODY, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** A server with the route of one Gitea, behind which the test decides. */
async function aServer(accept: () => Promise<Accepted> = async () => ({ result: 'queued' })) {
  const log = keptLog();
  const metrics = keptMetrics();
  const refusals = countRefusals();
  const accepted: Delivery[] = [];
  const route = giteaRoute(
    { name: 'tea', webhookSecret: SECRET },
    {
      log,
      accept: (delivery) => {
        accepted.push(delivery);
        return accept();
      },
    },
  );
  const clock = new SteppedClock(0);
  const webhooks = answerWebhooks({ routes: [route], metrics, refusals, clock });
  const server = await listen({ host: '127.0.0.1', port: 0, operations: {}, webhooks, log });
  onTestFinished(async () => {
    server.cut();
    await server.stop();
  });
  const post = async (headers: Record<string, string>, body = BODY, method = 'POST') => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/webhooks/tea`, {
      method,
      headers: { 'content-type': 'application/json', 'x-gitea-event': 'pull_request', ...headers },
      ...(method === 'GET' ? {} : { body }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { post, accepted, metrics, refusals, log };
}

function signed(brand: 'gitea' | 'forgejo', given: { secret?: string; event?: string } = {}) {
  const { secret = SECRET, event = 'pull_request' } = given;
  return headersOf(brand, { event, type: event, body: BODY, secret });
}

describe('a delivery that is signed right', () => {
  test.each([
    ['as Gitea does', signed('gitea')],
    ['as Forgejo does', signed('forgejo')],
    ['for Forgejo alone', { 'x-forgejo-signature': digest() }],
    ['for Gitea alone', { 'x-gitea-signature': digest() }],
    ['for Gogs alone', { 'x-gogs-signature': digest() }],
    ['as GitHub does', { 'x-hub-signature-256': `sha256=${digest()}` }],
  ])('%s is taken, byte for byte', async (_, headers) => {
    const { post, accepted, metrics } = await aServer();

    expect(await post(headers)).toEqual({ status: 200, text: 'queued\n' });
    expect(accepted).toEqual([{ event: 'pull_request', payload: { action: 'opened', number: 5 } }]);
    expect(metrics.told).toEqual(['tea pull_request queued']);
  });
});

describe('a delivery that is not', () => {
  test.each<[string, Record<string, string>]>([
    ['signed at all', {}],
    ['signed but with the old algorithm', { 'x-hub-signature': 'sha1=0' }],
    ['signed with our secret', signed('gitea', { secret: 'another' })],
    ['signed with our secret, of Forgejo', signed('forgejo', { secret: 'another' })],
    ['signed with any secret', signed('gitea', { secret: '' })],
    ['signed with any secret, of Forgejo', signed('forgejo', { secret: '' })],
    ['signed but with an empty digest', { 'x-gitea-signature': '' }],
    ['signed but with the name of an algorithm', { 'x-hub-signature-256': 'sha256=' }],
    ['signed under every name', { ...signed('forgejo'), 'x-gogs-signature': '' }],
    ['signed alike under every name', { ...signed('forgejo'), 'x-gitea-signature': digest('x') }],
    ['signed over these bytes', { 'x-gitea-signature': digest(JSON.stringify(JSON.parse(BODY))) }],
    ['signed whole', { 'x-gitea-signature': digest().slice(1) }],
    ['signed once', { 'x-gitea-signature': `${digest()}, ${digest()}` }],
    ['signed in small letters', { 'x-gitea-signature': digest().toUpperCase() }],
    ['signed in the format of its header', { 'x-gitea-signature': `sha256=${digest()}` }],
  ])('%s is forged', async (_, headers) => {
    const { post, accepted, metrics } = await aServer();

    expect((await post(headers)).status).toBe(401);
    expect(accepted).toEqual([]);
    expect(metrics.told).toEqual(['tea none forged']);
  });

  test('JSON but a form is told what to choose', async () => {
    const { post, accepted } = await aServer();
    const form = { ...signed('gitea'), 'content-type': 'application/x-www-form-urlencoded' };

    const { status, text } = await post(form, `payload=${encodeURIComponent(BODY)}`);

    expect(status).toBe(415);
    expect(text).toContain('application/json');
    expect(text).toContain('settings of the webhook');
    expect(accepted).toEqual([]);
  });

  test('posted is told what to choose', async () => {
    const { post, refusals } = await aServer();

    const { status, text } = await post(signed('gitea'), '', 'GET');

    expect(status).toBe(405);
    expect(text).toContain('POST');
    expect(refusals.take()).toEqual({ method: 1 });
  });
});

describe('the event of a delivery', () => {
  test.each<[string, Record<string, string>]>([
    ['is only named for GitHub', { 'x-gitea-event': '', 'x-github-event': 'pull_request' }],
    ['has two names', { 'x-forgejo-event': 'push' }],
    ['has another name for GitHub', { 'x-github-event': 'push' }],
  ])('that %s is refused', async (_, headers) => {
    const { post, accepted } = await aServer();

    const { status, text } = await post({ ...headers, 'x-gitea-signature': digest() });

    expect(status).toBe(400);
    expect(text).toContain('Expected the');
    expect(accepted).toEqual([]);
  });

  test('is what Forgejo names it', async () => {
    const { post, accepted } = await aServer();

    await post({ ...signed('forgejo', { event: 'issues' }) });

    expect(accepted).toMatchObject([{ event: 'issues' }]);
  });
});

describe('what was signed', () => {
  test.each([
    ['no JSON', '{"a":', 400],
    ['no object', '[]', 400],
    ['nothing', '', 400],
  ])('but is %s is refused', async (_, body, status) => {
    const { post, accepted } = await aServer();

    expect((await post({ 'x-gitea-signature': digest(body) }, body)).status).toBe(status);
    expect(accepted).toEqual([]);
  });

  test('but not as documented is told by its fields', async () => {
    const { post } = await aServer(async () => ({ result: 'malformed', problem: 'number (x)' }));

    const answer = await post(signed('gitea'));

    expect(answer).toEqual({ status: 422, text: 'Not as documented: number (x).\n' });
  });

  test('but could not be kept says so, and not why', async () => {
    const { post, log } = await aServer(() => Promise.reject(new Error('db:5432')));

    const { status, text } = await post(signed('gitea'));

    expect(status).toBe(503);
    expect(text).not.toContain('5432');
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });
});
