import type { LabelLook } from '../../forge/model.ts';
import type { Finding, RuleId } from '../finding.ts';
import type { Policy } from '../policy.ts';
import type { NoticeKind } from '../record.ts';
import type { RuleResult, Verdict } from '../verdict.ts';
import { recordedKeys } from './keys.ts';

/** What the verdict gives one notice to say. */
export type Raised = {
  kind: NoticeKind;
  /** Errors before warnings. */
  findings: readonly Finding[];
  /** Sorted keys of the errors, and of those that may close. */
  errors: readonly string[];
  closing: readonly string[];
  /** Labels that say so, while the subject is flagged. */
  labels: readonly LabelLook[];
  /** There are errors that only a maintainer's waiver of a rule keeps from being raised. */
  hidesWaived: boolean;
};

export type Concern = 'template' | 'link' | 'title';

const CONCERNS: readonly Concern[] = ['template', 'link', 'title'];

export function kindsOf(policy: Policy): readonly NoticeKind[] {
  return policy.report.layout === 'combined' ? ['all'] : CONCERNS;
}

/** What is raised for each notice of the layout; `waivedRules` are left out. */
export function raisedBy(
  verdict: Verdict,
  policy: Policy,
  waivedRules: ReadonlySet<string>,
): readonly Raised[] {
  return kindsOf(policy).map((kind) => {
    const all = verdict.results.filter(
      ({ rule, mode }) => mode !== 'dry-run' && (kind === 'all' || concernOf(rule) === kind),
    );
    const results = all.filter(({ rule }) => !waivedRules.has(rule));
    const errors = results.filter((result) => errorsOf(result).length > 0);
    return {
      kind,
      findings: [
        ...results.flatMap(errorsOf),
        ...results.flatMap(({ findings }) =>
          findings.filter(({ severity }) => severity === 'warning'),
        ),
      ],
      errors: recordedKeys(errors.flatMap(errorsOf)),
      closing: recordedKeys(errors.filter(({ closes }) => closes).flatMap(errorsOf)),
      labels: CONCERNS.filter((concern) =>
        errors.some(({ rule }) => concernOf(rule) === concern),
      ).map((concern) => labelOf(concern, policy)),
      hidesWaived: all.some(
        (result) => waivedRules.has(result.rule) && errorsOf(result).length > 0,
      ),
    };
  });
}

export function concernOf(rule: RuleId): Concern {
  if (rule === 'pr-linked-issue') return 'link';
  return rule === 'pr-title' ? 'title' : 'template';
}

export function labelOf(concern: Concern, { report: { labels } }: Policy): LabelLook {
  return concern === 'link' ? labels.issue : labels[concern];
}

/** The labels that a notice of this kind may ever put on. */
export function labelsOf(kind: NoticeKind, policy: Policy): readonly LabelLook[] {
  return (kind === 'all' ? CONCERNS : [kind]).map((concern) => labelOf(concern, policy));
}

function errorsOf({ findings }: RuleResult): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}
