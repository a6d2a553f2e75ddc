import { expect, test } from 'vitest';
import { Deadlock, TooLate, VirtualClock } from './fake-opencode/clock.ts';

test('time jumps to the next timer, in the order of time and then of setting', async () => {
  const clock = new VirtualClock(1000);
  const seen: [string, number][] = [];
  const wait = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms);
    seen.push([name, clock.now()]);
  };

  await clock.run(
    Promise.all([wait('late', 5000), wait('first', 20), wait('second', 20), wait('now', 0)]),
    { limit: 10_000 },
  );

  expect(seen).toEqual([
    ['now', 1000],
    ['first', 1020],
    ['second', 1020],
    ['late', 6000],
  ]);
});

test('what a timer sets off runs before the next timer of the same instant', async () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const one = async (name: string): Promise<void> => {
    await clock.sleep(10);
    seen.push(`${name} wakes`);
    await Promise.resolve();
    seen.push(`${name} goes on`);
  };

  await clock.run(Promise.all([one('a'), one('b')]), { limit: 100 });

  expect(seen).toEqual(['a wakes', 'a goes on', 'b wakes', 'b goes on']);
});

test('an aborted sleep ends at once and takes no time', async () => {
  const clock = new VirtualClock(0);
  const stop = new AbortController();
  const sleeping = clock.sleep(5000, stop.signal).then(() => clock.now());
  const stopping = clock.sleep(3).then(() => stop.abort());

  await clock.run(stopping, { limit: 10_000 });

  expect(await sleeping).toBe(3);
});

test('work that waits for what nobody will do is a deadlock, with its instant', async () => {
  const clock = new VirtualClock();
  const work = clock.sleep(250).then(() => new Promise<never>(() => {}));

  const run = clock.run(work, { limit: 1000 });

  await expect(run).rejects.toThrow(Deadlock);
  await expect(run).rejects.toThrow('250 ms after the start');
});

test('work that goes on beyond the limit is too late', async () => {
  const clock = new VirtualClock();
  const forever = async (): Promise<void> => {
    for (;;) await clock.sleep(100);
  };

  await expect(clock.run(forever(), { limit: 1000 })).rejects.toThrow(TooLate);
});
