import { Forbidden, ForgeUnavailable, RateLimited } from '../forge/errors.ts';
import type { ConfigProblem } from '../hygiene/config/config.ts';
import { RulesFailed } from '../hygiene/reconcile.ts';
import { formatInstant } from '../text/instant.ts';
import * as say from '../text/step-problems.ts';
import { StepFailed } from './failure.ts';
import type { Looked } from './looked.ts';
import type { StepVerdict } from './output-table.ts';
import type { Written } from './step-forge.ts';

/** Everything that the job and people get to see of a step. */
export type StepReport = {
  verdict: StepVerdict;
  looked: readonly Looked[];
  written: readonly Written[];
  /** Mistakes of the repository's policy. */
  policyProblems: readonly ConfigProblem[];
  /** Sentences. */
  warnings: readonly string[];
  /** What the bot itself failed at; each a sentence. Not empty: the step is red. */
  failures: readonly string[];
  dryRun: boolean;
  /** Only of a sweep. */
  left?: { count: number; why?: string };
};

export function emptyReport(verdict: StepVerdict): StepReport {
  return {
    verdict,
    looked: [],
    written: [],
    policyProblems: [],
    warnings: [],
    failures: [],
    dryRun: false,
  };
}

/** Whether the job fails: by a fault of the bot, or, when asked, by something that people have to fix. */
export function isRed(report: StepReport, failOnFindings: boolean): boolean {
  return report.failures.length > 0 || (failOnFindings && TO_FIX.includes(report.verdict));
}

const TO_FIX: readonly StepVerdict[] = [
  'flagged',
  'would-flag',
  'pending',
  'closed',
  'config-broken',
];

/** What went wrong, for the person who looks after the workflow. */
export function failureWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StepFailed || error instanceof RulesFailed) return message;
  if (error instanceof Forbidden) return `${say.mayNotWrite(error.needs)} (${message})`;
  if (error instanceof RateLimited) return say.rateLimited(formatInstant(error.retryAt));
  if (error instanceof ForgeUnavailable) return say.unreachable(message);
  return say.broken(message);
}

/** Where our own code broke, for the log. */
export function traceOf(error: unknown): string[] {
  const errors =
    error instanceof AggregateError ? [error, ...(error.errors as unknown[])] : [error];
  return errors.flatMap((each) =>
    each instanceof Error && !(each instanceof StepFailed)
      ? (each.stack ?? each.message).split('\n')
      : [],
  );
}
