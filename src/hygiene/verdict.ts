import type { Finding, RuleId } from './finding.ts';
import type { Mode } from './policy.ts';

/** What the rules say of one subject at one instant. */
export type Verdict = {
  /** One for each rule of the policy, in the order of the rules; those that are off are left out. */
  results: readonly RuleResult[];
  /** Rules that threw and have no result; absent when none did. With one of them nothing may pass for fixed. */
  failed?: readonly FailedRule[];
};

/** The error is for the log. */
export type FailedRule = { rule: RuleId; error: unknown };

export type RuleResult = {
  rule: RuleId;
  mode: Exclude<Mode, 'off'>;
  /** Its errors may close: mode `enforce` and `close`. */
  closes: boolean;
  findings: readonly Finding[];
};
