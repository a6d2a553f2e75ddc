import type { Grace } from '../policy.ts';
import type { NoticeRecord } from '../record.ts';

/** When the passing of time alone would change this notice; undefined when it would not. */
export function nextLookAt(
  record: NoticeRecord,
  { grace, earliestClose }: { grace: Grace; earliestClose: number },
): number | undefined {
  const { phase, deadline, flaggedAt, reminded, paused } = record;
  if (phase === 'paused') return paused?.until;
  if (phase !== 'flagged' || deadline === undefined) return undefined;
  const remindAt = deadline - grace.remindBefore;
  return grace.remindBefore > 0 && reminded !== true && remindAt > flaggedAt
    ? remindAt
    : Math.max(deadline, earliestClose);
}
