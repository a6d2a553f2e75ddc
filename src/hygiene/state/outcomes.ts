import type { Phase } from '../record.ts';
import type { Noticed } from './desired.ts';
import type { DecisionOutcome } from './input.ts';

/** What this look changed, each once. */
export function outcomesOf(
  notices: readonly Noticed[],
  { closes, reopens }: { closes: boolean; reopens: boolean },
): readonly DecisionOutcome[] {
  const went = (from: readonly (Phase | undefined)[], to: Phase): boolean =>
    notices.some(
      ({ place, record }) => from.includes(place.previous?.phase) && record.phase === to,
    );
  return [
    ...(went([undefined, 'resolved', 'waived', 'done'], 'flagged') ? (['flagged'] as const) : []),
    ...(went(['flagged', 'paused'], 'resolved') ? (['fixed'] as const) : []),
    ...(closes ? (['closed'] as const) : []),
    ...(reopens ? (['reopened'] as const) : []),
    ...(went([undefined, 'flagged', 'paused', 'closed', 'done', 'resolved'], 'waived')
      ? (['waived'] as const)
      : []),
  ];
}
