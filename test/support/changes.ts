import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Changes, changesSince, lookAtCheckout } from '../../src/action/git.ts';

/** What is found to have changed by `work`; undefined where there is no checkout. */
export async function changesOf(
  folder: string,
  work: () => Promise<unknown>,
): Promise<Changes | undefined> {
  const own = await mkdtemp(join(tmpdir(), 'agent-run-own-'));
  try {
    const before = await lookAtCheckout(folder, join(own, 'checkout'));
    await work();
    return before && (await changesSince(before));
  } finally {
    await rm(own, { recursive: true });
  }
}
