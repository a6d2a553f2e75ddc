import { describe, expect, test } from 'vitest';
import { SILENCE, stream, type StreamItem } from '../../src/agent/stream.ts';
import type { Wire } from '../../src/agent/wire.ts';
import { VirtualClock } from '../support/fake-opencode/clock.ts';

/** What a connection does: says an event, waits, is cut, ends; without an end it hangs. */
type Step = { say: string; id?: string } | { wait: number } | { cut: string } | { end: true };

const say = (name: string, id?: string): Step => ({
  say: name,
  ...(id === undefined ? {} : { id }),
});
const wait = (ms: number): Step => ({ wait: ms });
const cut: Step = { cut: 'read ECONNRESET' };
const refused: Step[] = [{ cut: 'connect ECONNREFUSED' }];
const end: Step = { end: true };

const MINUTE = 60_000;

type Told = { at: number; item: StreamItem }[];

/** Lets a server whose connections take these courses talk for a while; gives what was told, and when. */
async function listen(
  connections: Step[][],
  { lasts = 10 * MINUTE } = {},
): Promise<{ told: Told; opened: number[]; left: number }> {
  const clock = new VirtualClock(0);
  const leaving = new AbortController();
  const opened: number[] = [];
  let left = 0;

  async function* play(steps: Step[], signal: AbortSignal): AsyncGenerator {
    for (const step of steps) {
      if ('wait' in step) await clock.sleep(step.wait, signal);
      if (signal.aborted) break;
      if ('end' in step) return;
      if ('cut' in step) throw new Error(step.cut);
      if ('say' in step) yield { payload: { id: step.id, type: step.say, properties: {} } };
    }
    if (!signal.aborted) {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    throw new Error('The operation was aborted');
  }

  const wire: Wire = {
    call: () => Promise.reject(new Error('nobody calls here')),
    async *events(signal) {
      opened.push(clock.now());
      try {
        yield* play(connections[opened.length - 1] ?? [], signal);
      } finally {
        left += 1;
      }
    },
  };
  const told: Told = [];
  const listening = async (): Promise<void> => {
    void clock.sleep(lasts).then(() => leaving.abort());
    for await (const item of stream({ wire, clock, signal: leaving.signal })) {
      told.push({ at: clock.now(), item });
    }
  };
  await clock.run(listening(), { limit: 2 * lasts });
  return { told, opened, left };
}

const words = (told: Told): string[] =>
  told.map(({ item }) => ('name' in item ? item.name : item.type));

describe('the stream', () => {
  test('tells what one connection says, in order', async () => {
    const { told } = await listen([[say('server.connected'), say('a'), wait(10), say('b')]], {
      lasts: 1000,
    });

    expect(words(told)).toEqual(['connected', 'a', 'b']);
  });

  test.each([
    ['was cut', cut, 'read ECONNRESET'],
    ['ended', end, 'the stream ended'],
  ])(
    'that %s is opened again, and a gap is told before its first event',
    async (_, over, reason) => {
      const { told } = await listen(
        [
          [say('server.connected'), wait(500), over],
          [wait(30), say('server.connected'), say('b')],
        ],
        { lasts: 30_000 },
      );

      expect(told).toEqual([
        { at: 0, item: { type: 'connected' } },
        { at: 500, item: { type: 'down', since: 500, reason } },
        { at: 580, item: { type: 'gap' } },
        { at: 580, item: { type: 'connected' } },
        { at: 580, item: { type: 'other', name: 'b' } },
      ]);
    },
  );

  test('tells a gap even when the first try had failed', async () => {
    const { told } = await listen([refused, [say('server.connected')]], { lasts: 1000 });

    expect(words(told)).toEqual(['down', 'gap', 'connected']);
  });

  test('tries again after growing pauses, and says since when it is down', async () => {
    const { told, opened } = await listen(
      [[say('server.connected'), wait(1000), cut], ...Array.from({ length: 9 }, () => refused)],
      { lasts: 25_000 },
    );

    const pauses = opened.slice(1).map((at, index) => at - (opened[index] ?? 0));
    expect(pauses).toEqual([1050, 200, 500, 1000, 2000, 5000, 5000, 5000, 5000]);
    const downs = told.filter(({ item }) => item.type === 'down');
    expect(downs.every(({ item }) => item.type === 'down' && item.since === 1000)).toBe(true);
    expect(downs.at(-1)?.item).toMatchObject({ reason: 'connect ECONNREFUSED' });
  });

  test('begins with the shortest pause again once it was connected', async () => {
    const { opened } = await listen(
      [
        refused,
        refused,
        refused,
        [say('server.connected'), wait(1000), cut],
        [say('server.connected')],
      ],
      { lasts: 30_000 },
    );

    expect(opened).toEqual([0, 50, 250, 750, 1800]);
  });

  test('that says nothing for a minute is replaced, and says so', async () => {
    const { told, opened, left } = await listen(
      [[say('server.connected'), wait(30_000), say('a')], [say('server.connected')]],
      { lasts: 2 * MINUTE },
    );

    expect(opened).toEqual([0, 30_000 + SILENCE + 50]);
    expect(left).toBe(2);
    expect(words(told)).toEqual(['connected', 'a', 'down', 'gap', 'connected']);
    expect(told[2]?.item).toMatchObject({ reason: 'nothing was heard for 60 s' });
  });

  test('that was accepted and never answered is replaced too', async () => {
    const { opened } = await listen([[], [say('server.connected')]], { lasts: 2 * MINUTE });

    expect(opened).toEqual([0, SILENCE + 50]);
  });

  test('stays while anything at all is said, be it unknown, a twin, or a heartbeat', async () => {
    const beats = ['sync', 'server.heartbeat', 'plugin.added', 'sync', 'sync'].flatMap((type) => [
      wait(SILENCE - 1),
      say(type),
    ]);

    const { opened } = await listen([[say('server.connected'), ...beats]], { lasts: 5 * MINUTE });

    expect(opened).toEqual([0]);
  });

  test('drops copies by their id, however far behind, and never what has none', async () => {
    const flood = Array.from({ length: 4000 }, (_, number) => say('other', `evt_${number}`));
    const { told } = await listen(
      [
        [
          say('a', 'evt_a'),
          say('b', 'evt_b'),
          say('a', 'evt_a'),
          ...flood,
          say('b', 'evt_b'),
          say('c'),
          say('c'),
        ],
      ],
      { lasts: 1000 },
    );

    const names = words(told).filter((name) => name !== 'other');
    expect(names).toEqual(['a', 'b', 'c', 'c']);
  });

  test('does not take a twin for a copy of what it repeats', async () => {
    const { told } = await listen([[say('sync', 'evt_1'), say('a', 'evt_1')]], { lasts: 1000 });

    expect(words(told)).toEqual(['a']);
  });

  test('forgets ids in the end: a long run costs no memory', async () => {
    const flood = Array.from({ length: 10_000 }, (_, number) => say('other', `evt_${number}`));

    const { told } = await listen([[say('a', 'evt_a'), ...flood, say('a', 'evt_a')]], {
      lasts: 1000,
    });

    expect(words(told).filter((name) => name === 'a')).toHaveLength(2);
  });
});

describe('when it is left', () => {
  test.each<[when: string, connections: Step[][]]>([
    ['while nothing is said', [[say('server.connected')]]],
    ['before the first event', [[]]],
    ['in a pause', [refused, refused, refused, refused, refused, refused, refused, refused]],
  ])('%s it ends at once, and nothing is left behind', async (_, connections) => {
    const { opened, left } = await listen(connections, { lasts: 4000 });

    expect(left).toBe(opened.length);
  });

  test('no timer and no listener stays', async () => {
    const clock = new VirtualClock(0);
    const leaving = new AbortController();
    let timers = 0;
    const counted = {
      now: () => clock.now(),
      sleep: async (ms: number, signal?: AbortSignal) => {
        timers += 1;
        await clock.sleep(ms, signal);
        timers -= 1;
      },
    };
    const wire: Wire = {
      call: () => Promise.reject(new Error('nobody calls here')),
      async *events(signal) {
        yield { payload: { type: 'server.connected' } };
        await clock.sleep(20_000, signal);
        throw new Error('The operation was aborted');
      },
    };
    let listeners = 0;
    const { signal } = leaving;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };

    const listening = async (): Promise<void> => {
      let heard = 0;
      for await (const { type } of stream({ wire, clock: counted, signal })) {
        heard += type === 'connected' ? 1 : 0;
        if (heard === 5) break;
      }
    };
    await clock.run(listening(), { limit: 10 * MINUTE });

    expect(timers).toBe(0);
    expect(listeners).toBe(0);
  });
});
