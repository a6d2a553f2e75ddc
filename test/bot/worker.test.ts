import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Errand, Looked } from '../../src/bot/look.ts';
import { createPauses } from '../../src/bot/pauses.ts';
import type { ClaimedJob, JobQueue } from '../../src/bot/queue/queue.ts';
import { createWorker } from '../../src/bot/worker.ts';
import { Forbidden, ForgeUnavailable, RateLimited, Refused } from '../../src/forge/errors.ts';
import { keptLog, keptMetrics } from '../support/bot-parts.ts';
import { newSqliteStore } from '../support/queue-stores.ts';
import { START } from '../support/queue-world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Look = (job: ClaimedJob) => Promise<Looked>;

const fine: Look = async () => ({ outcome: 'looked', became: [] });

/** A worker on a real queue; the test says what a look does. Keys are `account/…`. */
async function aWorker(
  look: Look = fine,
  { concurrency = 4, queue }: { concurrency?: number; queue?: (real: JobQueue) => JobQueue } = {},
) {
  const clock = new SteppedClock(START);
  const store = await newSqliteStore();
  const real = await store.open(clock);
  onTestFinished(() => real.close());
  const log = keptLog();
  const metrics = keptMetrics();
  const pauses = createPauses(clock, () => 0.5);
  const looks: string[] = [];
  const worker = createWorker({
    queue: queue?.(real) ?? real,
    errandOf: async (job): Promise<Errand> => ({
      forge: 'github',
      account: job.key.split('/')[0] ?? '',
      look: () => {
        looks.push(job.key);
        return look(job);
      },
    }),
    pauses,
    clock,
    concurrency,
    metrics,
    log,
    random: () => 0,
  });
  const put = (key: string, inMs = 0): Promise<void> =>
    real.put(key, { dueAt: clock.now() + inMs, reason: 'event' });
  const nextIn = async (): Promise<number | undefined> => {
    const due = await real.nextDue();
    return due === undefined ? undefined : due - clock.now();
  };
  return { clock, queue: real, worker, log, metrics, pauses, looks, put, nextIn };
}

describe('a look', () => {
  test('that is done leaves nothing behind', async () => {
    const { worker, put, queue, clock, metrics } = await aWorker();
    await put('a/1');

    expect(await worker.runOnce()).toBe(1);
    expect(await worker.runOnce()).toBe(0);

    expect(await queue.counts(clock.now())).toMatchObject({ waiting: 0, claimed: 0 });
    expect(metrics.told).toEqual(['github looked: looked']);
  });

  test('asks for the next one by itself', async () => {
    const { worker, put, nextIn, metrics } = await aWorker(async () => ({
      outcome: 'looked',
      became: ['flagged'],
      nextLook: { dueAt: START + 2 * HOUR, reason: 'deadline' },
    }));
    await put('a/1');

    await worker.runOnce();

    expect(await nextIn()).toBe(2 * HOUR);
    expect(metrics.told).toContain('github became flagged');
  });

  const failures: [string, () => Error, { inMs: number; dead: boolean; outcome: string }][] = [
    [
      'a rate limit',
      () => new RateLimited('later', 'primary', START + 30 * MINUTE),
      { inMs: 30 * MINUTE, dead: false, outcome: 'rate limited' },
    ],
    [
      'no answer',
      () => new ForgeUnavailable('502'),
      { inMs: 3750, dead: true, outcome: 'unavailable' },
    ],
    [
      'a missing permission',
      () => new Forbidden('no', 'checks=write'),
      { inMs: HOUR, dead: true, outcome: 'forbidden' },
    ],
    ['a refusal', () => new Refused('locked'), { inMs: 2500, dead: true, outcome: 'failed' }],
    [
      'a mistake of ours',
      () => new TypeError('oops'),
      { inMs: 2500, dead: true, outcome: 'failed' },
    ],
  ];

  test.each(failures)('that ends with %s is put back', async (_, error, { inMs, outcome }) => {
    const { worker, put, nextIn, metrics } = await aWorker(() => Promise.reject(error()));
    await put('a/1');

    await worker.runOnce();

    expect(await nextIn()).toBe(inMs);
    expect(metrics.told).toEqual([`github looked: ${outcome}`]);
  });

  test.each(failures)('that ends with %s again and again', async (_, error, { dead, outcome }) => {
    // Another account's success says nothing of this one; a success of the same one ends its outage.
    const isOutage = outcome === 'unavailable';
    const { worker, put, queue, clock, pauses } = await aWorker(() => Promise.reject(error()));
    await put('a/1');

    for (let time = 0; time < 10; time += 1) {
      await worker.runOnce();
      if (isOutage) pauses.worked('a');
      await clock.pass(2 * HOUR);
    }

    expect((await queue.deadLetters(5)).map(({ key }) => key)).toEqual(dead ? ['a/1'] : []);
  });

  test('is not given up while nothing of the forge answers', async () => {
    const { worker, put, queue, clock, looks } = await aWorker(() =>
      Promise.reject(new ForgeUnavailable('502')),
    );
    await put('a/1');

    for (let time = 0; time < 30; time += 1) {
      await worker.runOnce();
      await clock.pass(15 * MINUTE);
    }

    expect(looks).toHaveLength(30);
    expect(await queue.deadLetters(5)).toEqual([]);
  });
});

describe('an account that was asked for patience', () => {
  test('is left alone until then, and others are not', async () => {
    const { worker, put, looks, clock, nextIn } = await aWorker(
      async (job) => {
        if (job.key === 'a/1') throw new RateLimited('later', 'secondary', START + MINUTE);
        return { outcome: 'looked', became: [] };
      },
      { concurrency: 1 },
    );
    for (const key of ['a/1', 'a/2', 'b/1']) await put(key);

    for (let time = 0; time < 3; time += 1) await worker.runOnce();
    expect(looks).toEqual(['a/1', 'b/1']);
    expect(await nextIn()).toBe(MINUTE);

    await clock.pass(MINUTE);
    for (let time = 0; time < 2; time += 1) await worker.runOnce();
    expect(looks.slice(2).toSorted()).toEqual(['a/1', 'a/2']);
  });
});

describe('the loop', () => {
  test('sleeps until something is due', async () => {
    const { worker, put, clock, looks } = await aWorker();
    const stop = new AbortController();
    await put('a/1', 10_000);
    const sleeps = vi.spyOn(clock, 'sleep');
    const running = worker.run(stop.signal);
    await expect.poll(() => sleeps.mock.calls.length).toBe(1);

    await clock.pass(9999);
    expect(looks).toEqual([]);
    await clock.pass(1);
    await expect.poll(() => looks).toEqual(['a/1']);

    stop.abort();
    await running;
  });

  test('gets up for what is put meanwhile, and only when it is due before', async () => {
    const { worker, put, clock, looks } = await aWorker();
    const stop = new AbortController();
    await put('a/1', 20_000);
    const running = worker.run(stop.signal);
    await clock.pass(0);
    await put('a/2', 3000);
    worker.wake(clock.now() + 3000);

    await expect
      .poll(async () => {
        await clock.pass(1000);
        return looks;
      })
      .toEqual(['a/2']);
    expect(clock.now() - START).toBeLessThan(20_000);

    stop.abort();
    await running;
  });

  test('finds what another instance has put without a word', async () => {
    const { worker, put, clock, looks } = await aWorker();
    const stop = new AbortController();
    const running = worker.run(stop.signal);
    await clock.pass(0);
    await put('a/1');

    await expect
      .poll(async () => {
        await clock.pass(10_000);
        return looks;
      })
      .toEqual(['a/1']);

    stop.abort();
    await running;
  });

  test('looks at as many side by side as it has hands', async () => {
    const ends: (() => void)[] = [];
    const { worker, put, looks } = await aWorker(
      () =>
        new Promise((resolve) => {
          ends.push(() => resolve({ outcome: 'looked', became: [] }));
        }),
      { concurrency: 2 },
    );
    for (const key of ['a/1', 'a/2', 'a/3']) await put(key);
    const stop = new AbortController();
    const running = worker.run(stop.signal);

    await expect.poll(() => looks).toEqual(['a/1', 'a/2']);
    ends.shift()?.();
    await expect.poll(() => looks).toEqual(['a/1', 'a/2', 'a/3']);

    stop.abort();
    for (const end of ends) end();
    await running;
  });

  test('ends only when nothing is in hand any more', async () => {
    const look = Promise.withResolvers<Looked>();
    const { worker, put, queue, clock, looks } = await aWorker(() => look.promise);
    await put('a/1');
    const stop = new AbortController();
    const running = worker.run(stop.signal);
    await expect.poll(() => looks).toEqual(['a/1']);

    stop.abort();
    look.resolve({ outcome: 'looked', became: [] });
    await running;

    expect(await queue.counts(clock.now())).toMatchObject({ waiting: 0, claimed: 0 });
  });

  test('goes on when the store failed for a while', async () => {
    let failures = 3;
    const { worker, put, clock, looks, log } = await aWorker(fine, {
      queue: (real) =>
        Object.assign(Object.create(real) as JobQueue, {
          claim: async (now: number, limit: number) => {
            failures -= 1;
            if (failures >= 0) throw new Error('the disk is full');
            return real.claim(now, limit);
          },
          nextDue: () => real.nextDue(),
          finish: (...given: Parameters<JobQueue['finish']>) => real.finish(...given),
        }),
    });
    await put('a/1');
    const stop = new AbortController();
    const running = worker.run(stop.signal);

    await expect
      .poll(async () => {
        await clock.pass(5000);
        return looks;
      })
      .toEqual(['a/1']);

    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
    stop.abort();
    await running;
  });
});
