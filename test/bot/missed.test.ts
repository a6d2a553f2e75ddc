import { describe, expect, test } from 'vitest';
import { recoverMissed } from '../../src/bot/missed.ts';
import type { Delivery } from '../../src/bot/ingress/intake.ts';
import { keptLog, keptMetrics } from '../support/bot-parts.ts';
import { START } from '../support/queue-world.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const HOUR = 3_600_000;

type Entry = { id: number; guid: string; status: number; at: number };

/** The log of deliveries of a forge, newest first, in pages that only their link header names. */
function aForge(entries: Entry[]) {
  const clock = new SteppedClock(START);
  const log = keptLog();
  const metrics = keptMetrics();
  const received: Delivery[] = [];
  const asked: string[] = [];
  let failing = { times: 0, after: 0 };
  const ask = async (route: string, parameters: Record<string, unknown>) => {
    asked.push(route);
    if (failing.after > 0) failing.after -= 1;
    else if (failing.times > 0) {
      failing.times -= 1;
      throw new Error('502');
    }
    if (route.includes('{delivery_id}')) {
      const payload = { id: parameters['delivery_id'] };
      return { status: 200, headers: {}, data: { event: 'issues', request: { payload } } };
    }
    const { cursor = 'v1_0' } = parameters as { cursor?: string };
    const from = Number(cursor.slice(3));
    const page = entries.slice(from, from + 100);
    const link = `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_${from + 100}>; rel="next"`;
    return {
      status: 200,
      headers: from + 100 < entries.length ? { link } : {},
      data: page.map(({ id, guid, status, at }) => ({
        id,
        guid,
        status_code: status,
        event: 'issues',
        delivered_at: new Date(at).toISOString(),
      })),
    };
  };
  const recover = recoverMissed({
    forge: { name: 'github', ask },
    receive: async (delivery, late) => {
      expect(late).toBe('missed');
      received.push(delivery);
      return { result: 'queued' };
    },
    clock,
    log,
    metrics,
  });
  return {
    clock,
    log,
    metrics,
    received,
    asked,
    fail: (times: number, { after = 0 } = {}) => {
      failing = { times, after };
    },
    recover: (signal = new AbortController().signal) => recover(signal),
  };
}

function entriesOf(count: number, given: (index: number) => Partial<Entry> = () => ({})): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 10_000 - index,
    guid: `g${index}`,
    status: 200,
    at: START - index * 1000,
    ...given(index),
  }));
}

describe('missed deliveries', () => {
  test('are found through all pages', async () => {
    const forge = aForge(entriesOf(250, (index) => (index % 100 === 20 ? { status: 503 } : {})));

    expect(await forge.recover()).toBe(3);

    expect(forge.received.map(({ payload }) => payload)).toEqual([
      { id: 9980 },
      { id: 9880 },
      { id: 9780 },
    ]);
    expect(forge.metrics.told).toEqual(Array.from({ length: 3 }, () => 'github recovered: queued'));
  });

  test.each([
    [
      'were delivered later',
      [
        { guid: 'g', status: 200 },
        { guid: 'g', status: 0 },
      ],
      0,
    ],
    [
      'failed more than once',
      [
        { guid: 'g', status: 502 },
        { guid: 'g', status: 0 },
      ],
      1,
    ],
    ['were answered with a redirect', [{ guid: 'g', status: 302 }], 1],
    ['are older than the log is kept', [{ guid: 'g', status: 0, at: START - 73 * HOUR }], 0],
  ])('that %s are read %#', async (_, given, count) => {
    const forge = aForge(entriesOf(given.length, (index) => given[index] ?? {}));

    expect(await forge.recover()).toBe(count);
  });

  test('are read once, and later only as far back as the last time', async () => {
    const entries = entriesOf(250, (index) => ({ status: 0, at: START - index * 60_000 }));
    const forge = aForge(entries);
    await forge.recover();
    forge.asked.length = 0;

    await forge.clock.pass(HOUR);
    entries.unshift({ id: 20_000, guid: 'new', status: 0, at: START + 1000 });

    expect(await forge.recover()).toBe(1);
    expect(forge.asked).toEqual([
      'GET /app/hook/deliveries',
      'GET /app/hook/deliveries/{delivery_id}',
    ]);
  });

  test('are bounded, and the log says so', async () => {
    const forge = aForge(entriesOf(600, () => ({ status: 0 })));

    await forge.recover();

    expect(forge.received).toHaveLength(500);
    expect(forge.log.lines.map(({ level }) => level)).toContain('warn');
  });

  test('are looked for again when the forge did not answer', async () => {
    const forge = aForge(entriesOf(3, () => ({ status: 0 })));
    forge.fail(1);

    await expect(forge.recover()).rejects.toThrow('502');
    expect(await forge.recover()).toBe(3);
  });

  test('behind one that cannot be read are read all the same', async () => {
    const forge = aForge(entriesOf(3, () => ({ status: 0 })));
    forge.fail(1, { after: 1 });

    await expect(forge.recover()).rejects.toThrow('502');

    expect(forge.received).toHaveLength(2);
    expect(await forge.recover()).toBe(1);
  });

  test('are left when the bot stops', async () => {
    const forge = aForge(entriesOf(3, () => ({ status: 0 })));

    await forge.recover(AbortSignal.abort());

    expect(forge.received).toEqual([]);
  });
});
