import { EXIT_CODES, OUTCOMES, type Outcome } from '../sessions/outcome.ts';
import { type Parsed } from './parsed.ts';
import { parseChoice } from './plain-values.ts';

/** One item of `fail-on`: `timed-out` fails the step, `!timed-out` does not. */
export function parseVerdict(item: string): Parsed<{ outcome: Outcome; fails: boolean }> {
  const fails = !item.startsWith('!');
  const outcome = parseChoice(fails ? item : item.slice(1).trim(), OUTCOMES);
  return outcome.ok ? { ok: true, value: { outcome: outcome.value, fails } } : outcome;
}

/** The whole list of outcomes that fail: the usual ones, changed by what `fail-on` says, the last word winning. */
export function failingOutcomes(
  verdicts: readonly { outcome: Outcome; fails: boolean }[],
): Outcome[] {
  const failing = new Set<Outcome>(OUTCOMES.filter((outcome) => EXIT_CODES[outcome] !== 0));
  for (const { outcome, fails } of verdicts) {
    if (fails) failing.add(outcome);
    else failing.delete(outcome);
  }
  return OUTCOMES.filter((outcome) => failing.has(outcome));
}
