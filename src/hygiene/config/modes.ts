import { MODES, type Mode } from '../policy.ts';

/** The weaker of two modes. */
export function weaker(one: Mode, other: Mode): Mode {
  return MODES.indexOf(one) < MODES.indexOf(other) ? one : other;
}

/** What a rule may do under the policy's mode: `off` and `dry-run` hold for all, otherwise its own word counts. */
export function ruleMode(own: Mode | 'auto', policyMode: Mode): Mode {
  if (own === 'auto') return policyMode;
  return policyMode === 'off' || policyMode === 'dry-run' ? weaker(own, policyMode) : own;
}
