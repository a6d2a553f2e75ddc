import { describe, expect, onTestFinished, test } from 'vitest';
import type { JobQueue } from '../../src/bot/queue/queue.ts';
import { BAD, botWorld } from '../support/bot-world.ts';
import { json, serve } from '../support/loopback.ts';
import { pullRequestPayload } from '../support/payloads.ts';

const SECOND = 1000;

describe('a delivery to the bot', () => {
  test.each([
    [
      'signed with another secret',
      'pull_request',
      JSON.stringify(pullRequestPayload()),
      'other',
      401,
    ],
    ['that is no JSON', 'pull_request', '{"hunter2":', undefined, 400],
    [
      'that is not as documented',
      'pull_request',
      '{"action":"opened","hunter2":1}',
      undefined,
      422,
    ],
    ['of no meaning', 'star', '{"action":"created","hunter2":1}', undefined, 200],
    ['of an unknown event', 'hunter2', '{}', undefined, 200],
    ['that names our own parts', '__proto__', '{"__proto__":{"action":"x"}}', undefined, 200],
  ])('%s', async (_, event, body, secret, status) => {
    const here = await botWorld();
    await here.startBot();

    const answer = await here.post(event, body, secret);

    expect(answer.status).toBe(status);
    expect(await here.bot.queue.counts(here.clock.now())).toMatchObject({ waiting: 0 });
    expect(here.log.join()).not.toContain('hunter2');
  });

  test('is kept when it is answered', async () => {
    const here = await botWorld();
    await here.startBot();

    const answer = await here.post('pull_request', JSON.stringify(pullRequestPayload()));

    expect(answer.status).toBe(200);
    expect(await here.bot.queue.counts(here.clock.now())).toMatchObject({ waiting: 1, due: 0 });
  });

  test('fails when the store fails, and the log does not tell what was in it', async () => {
    const here = await botWorld();
    const bot = await here.startBot();
    await bot.queue.close();

    const answer = await here.post('pull_request', JSON.stringify(pullRequestPayload()));

    expect(answer.status).toBe(503);
    expect(here.log.join()).toContain('closed');
    expect(here.log.join()).not.toContain('Closes #1');
  });

  test('of 25 MB and one byte is not read', async () => {
    const here = await botWorld();
    await here.startBot();
    const body = Buffer.alloc(25 * 1024 * 1024 + 1, 0x20);

    const status = await here.post('pull_request', body.toString()).then(
      (answer) => answer.status,
      () => 'cut',
    );

    expect([413, 'cut']).toContain(status);
  });
});

describe('the pages for operators', () => {
  test('tell whether the bot runs and can keep a job', async () => {
    const here = await botWorld();
    await here.startBot();

    const [health, ready] = await Promise.all(
      ['/healthz', '/readyz'].map((path) => fetch(`${here.url}${path}`)),
    );

    expect(health?.status).toBe(200);
    expect(ready?.status).toBe(200);
    expect(await ready?.json()).toEqual({ ready: true, queue: 'ok', draining: false });
  });

  test('tell that the store is gone', async () => {
    const here = await botWorld();
    const bot = await here.startBot();
    await bot.queue.close();

    const ready = await fetch(`${here.url}/readyz`);

    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ ready: false, queue: 'unreachable' });
  });

  test('tell in numbers what was done', async () => {
    const here = await botWorld();
    here.strictRepository();
    await here.startBot();
    here.world.openPull({ author: 'ann', title: 'fix: wait', body: BAD });
    await here.deliver();
    await here.post('star', '{}');
    await here.post('star', '{}', 'forged');
    await here.pass(30 * SECOND);

    const text = await (await fetch(`${here.url}/metrics`)).text();

    for (const line of [
      'agent_run_deliveries_total{forge="github",event="pull_request",result="queued"} 1',
      'agent_run_deliveries_total{forge="github",event="other",result="ignored"} 1',
      'agent_run_deliveries_total{forge="github",event="none",result="forged"} 1',
      'agent_run_looks_total{forge="github",outcome="looked"} 1',
      'agent_run_subjects_total{forge="github",became="flagged"} 1',
      'agent_run_requests_total{forge="github",kind="graphql",outcome="ok"}',
      'agent_run_rate_limit_left{forge="github",account="100",resource="graphql"}',
      'agent_run_queue_jobs{state="waiting"} 1',
      'agent_run_look_lag_seconds_count{forge="github"} 2',
      'agent_run_sweeps_total{forge="github",outcome="done"} 1',
    ]) {
      expect(text).toContain(line);
    }
  });

  test('may be on a port of their own, and want a token', async () => {
    const here = await botWorld();
    const bot = await here.startBot({ metrics: { port: 0, token: 'a token' } });
    const page = `http://127.0.0.1:${bot.metricsPort}/metrics`;

    const statuses = await Promise.all(
      [undefined, 'Bearer other', 'a token', 'Bearer a token'].map(
        async (authorization) =>
          (await fetch(page, authorization === undefined ? {} : { headers: { authorization } }))
            .status,
      ),
    );

    expect(bot.metricsPort).not.toBe(bot.port);
    expect(statuses).toEqual([401, 401, 401, 200]);
    expect((await fetch(`${here.url}/metrics`)).status).toBe(404);
  });
});

describe('a dead letter', () => {
  const TOKEN = { headers: { authorization: 'Bearer a token' } };

  test('is shown, and revived, to who knows the token', async () => {
    const here = await botWorld();
    const bot = await here.startBot({ metrics: { token: 'a token' } });
    await bot.queue.put('none/octo/hello#1', { dueAt: here.clock.now(), reason: 'event' });
    for (let time = 0; time < 8; time += 1) {
      const [job] = await bot.queue.claim(here.clock.now(), 1);
      if (job === undefined) throw new Error('nothing was due');
      await bot.queue.postpone(job, { dueAt: here.clock.now(), error: 'it broke', counts: true });
    }
    const page = `${here.url}/dead-letters`;

    const listed: unknown = await (await fetch(page, TOKEN)).json();
    const revive = (key: string) =>
      fetch(`${page}?key=${encodeURIComponent(key)}`, { ...TOKEN, method: 'POST' });

    expect(listed).toMatchObject([{ key: 'none/octo/hello#1', error: 'it broke' }]);
    expect((await revive('none/octo/hello#2')).status).toBe(404);
    expect((await revive('none/octo/hello#1')).status).toBe(200);
    expect(await (await fetch(page, TOKEN)).json()).toEqual([]);
    expect((await fetch(page)).status).toBe(401);
    expect((await fetch(page, { ...TOKEN, method: 'DELETE' })).status).toBe(405);
  });

  test('has no page where there is no token', async () => {
    const here = await botWorld();
    await here.startBot();

    expect((await fetch(`${here.url}/dead-letters`, { method: 'POST' })).status).toBe(404);
  });
});

describe('a bot that is told to stop', () => {
  test('takes no more deliveries and closes the store', async () => {
    const here = await botWorld();
    const bot = await here.startBot();

    await here.stopBot();

    await expect(fetch(`${here.url}/healthz`)).rejects.toThrow('fetch failed');
    await expect(bot.queue.counts(0)).rejects.toThrow('closed');
    expect(here.linesOf('The bot has stopped')).toHaveLength(1);
  });

  test('waits ten seconds for what is in hand, and no longer', async () => {
    const silent = await serve((response, { url }) => {
      if (!url.endsWith('/access_tokens')) json(response, {}, 404);
    });
    onTestFinished(() => silent.close());
    const here = await botWorld();
    const { forges } = here.configuration();
    await here.startBot({
      forges: forges.map((forge) =>
        forge.kind === 'github' ? { ...forge, apiUrl: silent.url } : forge,
      ),
    });
    await here.post('pull_request', JSON.stringify(pullRequestPayload()));
    await here.pass(3000);
    expect(silent.seen.map(({ url }) => url)).toContain('/app/installations/7/access_tokens');
    const before = here.clock.now();

    await here.stopBot();

    expect(here.clock.now() - before).toBeGreaterThanOrEqual(10_000);
    expect(here.clock.now() - before).toBeLessThan(12_000);
  });

  test('does it once, however often it is told', async () => {
    const here = await botWorld();
    const bot = await here.startBot();

    await Promise.all([here.stopBot(), bot.stop(), bot.stop()]);

    expect(here.linesOf('The bot stops')).toHaveLength(1);
  });
});

describe('a bot that cannot start', () => {
  test('leaves nothing running', async () => {
    const here = await botWorld();
    const bot = await here.startBot();
    let closed = false;
    const queue = { close: async () => void (closed = true) } as unknown as JobQueue;

    const second = here.startBot({ server: { host: '127.0.0.1', port: bot.port } }, { queue });

    await expect(second).rejects.toThrow('EADDRINUSE');
    expect(closed).toBe(true);
  });
});
