import { afterEach, expect, test, vi } from 'vitest';
import { steadyClock, systemClock, wallTime } from '../src/clock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([7_200_000, -7_200_000])(
  'who sets the machine’s clock by %i ms changes no wait of a run',
  (by) => {
    const before = steadyClock.now();
    const machine = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(machine + by);

    expect(steadyClock.now() - before).toBeLessThan(10_000);
    expect(steadyClock.now()).toBeGreaterThanOrEqual(before);
    expect(wallTime(steadyClock)).toBe(machine + by);
    expect(systemClock.now()).toBe(machine + by);
  },
);

test('an instant of a run is a whole one, and one of the calendar', () => {
  expect(Number.isInteger(steadyClock.now())).toBe(true);
  expect(Math.abs(steadyClock.now() - Date.now())).toBeLessThan(60_000);
});
