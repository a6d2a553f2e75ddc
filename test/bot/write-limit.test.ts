import { expect, test } from 'vitest';
import { withWriteLimit } from '../../src/bot/write-limit.ts';
import { RateLimited } from '../../src/forge/errors.ts';
import type { Forge } from '../../src/forge/forge.ts';
import type { Change } from '../../src/forge/model.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const MINUTE = 60_000;
const SUBJECT = { owner: 'octo', name: 'hello', number: 1 };
const NOTICE: Change = { do: 'post-notice', body: 'x' };
const LABEL: Change = { do: 'add-labels', labels: [] };

function aForge() {
  const clock = new SteppedClock(0);
  let written = 0;
  const forge = withWriteLimit(
    { write: async () => void (written += 1) } as unknown as Forge,
    clock,
  );
  /** Undefined when it was written, else how long to wait. */
  const write = (...changes: Change[]): Promise<number | undefined> =>
    forge.write(SUBJECT, changes).then(
      () => undefined,
      (error: unknown) => (error instanceof RateLimited ? error.retryAt - clock.now() : -1),
    );
  return { clock, write, written: () => written };
}

test('lets sixty in a minute through, and then says when there is room again', async () => {
  const { clock, write, written } = aForge();

  for (let time = 0; time < 60; time += 1) {
    expect(await write(NOTICE, LABEL)).toBeUndefined();
    await clock.pass(500);
  }
  expect(await write(NOTICE)).toBe(30_000);
  expect(written()).toBe(60);

  await clock.pass(30_000);
  expect(await write(NOTICE)).toBeUndefined();
  expect(await write(NOTICE)).toBe(500);
});

test('lets four hundred in an hour through', async () => {
  const { clock, write } = aForge();

  for (let time = 0; time < 400; time += 1) {
    expect(await write(NOTICE)).toBeUndefined();
    await clock.pass(2000);
  }

  expect(await write(NOTICE)).toBe(60 * MINUTE - 400 * 2000);
});

test('writes all of a list or nothing', async () => {
  const { write, written } = aForge();
  for (let time = 0; time < 59; time += 1) await write(NOTICE);

  expect(await write(NOTICE, NOTICE)).toBe(MINUTE);

  expect(written()).toBe(59);
});

test('does not count what creates nothing', async () => {
  const { write, written } = aForge();

  for (let time = 0; time < 100; time += 1) await write(LABEL);

  expect(written()).toBe(100);
});
