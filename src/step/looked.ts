import type { SubjectRef } from '../forge/model.ts';
import type { Finding } from '../hygiene/finding.ts';
import type { Mode } from '../hygiene/policy.ts';
import type { Phase } from '../hygiene/record.ts';
import type { Reconciled } from '../hygiene/reconcile.ts';
import type { StepVerdict } from './output-table.ts';

/** Something that a rule wants changed, of one subject. */
export type Found = { number: number; mode: Exclude<Mode, 'off'>; finding: Finding };

/** What one subject was found to be. */
export type Looked = {
  number: number;
  kind: 'pull-request' | 'issue' | undefined;
  verdict: StepVerdict;
  found: readonly Found[];
  /** What the forge refused to write, for a reason of the subject. */
  refusals: readonly Error[];
};

export function lookedOf({ number }: SubjectRef, reconciled: Reconciled): Looked {
  const { observation, refusals = [] } = reconciled;
  const results = observation?.verdict.results ?? [];
  return {
    number,
    kind: observation?.reading.subject.kind,
    verdict: verdictOf(reconciled),
    found: results.flatMap(({ mode, findings }) =>
      findings.map((finding) => ({ number, mode, finding })),
    ),
    refusals: refusals.map(({ error }) => error),
  };
}

/** A look that was put off, because a link made a moment ago may not be seen yet. */
export function isPending({ result, decision }: Reconciled): boolean {
  return result === 'looked' && decision?.phases.size === 0 && decision.nextLook !== undefined;
}

/** The worst that holds of several notices says what is to be done. */
const BY_WEIGHT: readonly (readonly [Phase, StepVerdict])[] = [
  ['closed', 'closed'],
  ['flagged', 'flagged'],
  ['paused', 'paused'],
  ['waived', 'waived'],
  ['done', 'done'],
  ['resolved', 'ok'],
];

function verdictOf(reconciled: Reconciled): StepVerdict {
  const { result, decision, observation } = reconciled;
  if (result === 'spared') return 'ok';
  if (result !== 'looked') return result;
  if (decision === undefined || observation === undefined) return 'ok';
  if (decision.leftToNewerBot === true) return 'newer';
  if (isPending(reconciled)) return 'pending';
  const phases = new Set(decision.phases.values());
  const worst = BY_WEIGHT.find(([phase]) => phases.has(phase))?.[1];
  const { subject } = observation.reading;
  if (observation.exemption !== undefined && (worst === undefined || worst === 'done')) {
    return 'exempt';
  }
  if (worst !== undefined) return worst;
  if (subject.state === 'closed') return 'done';
  return errorsIn(observation.verdict.results) > 0
    ? subject.draft
      ? 'paused'
      : 'would-flag'
    : 'ok';
}

function errorsIn(results: readonly { findings: readonly Finding[] }[]): number {
  return results.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')
    .length;
}
