import { type Changes, changesSince, lookAtCheckout } from '../../src/action/git.ts';

/** What is found to have changed by `work`; undefined where there is no checkout. */
export async function changesOf(
  folder: string,
  work: () => Promise<unknown>,
): Promise<Changes | undefined> {
  const before = await lookAtCheckout(folder);
  await work();
  return before && changesSince(before);
}
