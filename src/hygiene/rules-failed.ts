import type { Verdict } from './verdict.ts';

/** Raised when a rule broke down: as long as that is so, nobody may conclude that something is right or wrong. */
export class RulesFailed extends AggregateError {
  override readonly name = 'RulesFailed';
}

export function demandAllRules({ failed }: Verdict): void {
  if (failed === undefined) return;
  throw new RulesFailed(
    failed.map(({ error }) => error),
    `Rules broke down and nothing was decided: ${failed.map(({ rule }) => rule).join(', ')}.`,
  );
}
