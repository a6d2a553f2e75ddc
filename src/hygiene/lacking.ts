import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { RulePolicies } from './policy.ts';
import { fieldKey, nthOfLabel } from './rules/form-findings.ts';
import { issueTemplateFollowed } from './rules/issue-template.ts';
import { likeliestTemplate } from './rules/likeliest-template.ts';
import { templateFollowed } from './rules/pr-template.ts';
import { skeletonOf, skeletonsFor, type Skeleton } from './template/skeletons.ts';
import type { FormField, Template } from './template/template.ts';
import type { Verdict } from './verdict.ts';

/** What is not in a description, ready to paste, and the template that it is of; of none where there is none. */
export type Lacking = { template?: Template; skeletons: readonly Skeleton[] };

/** Of the template that fits best; for an issue that follows none, of the one that it is likeliest about. */
export function lackingIn(facts: Facts, { results }: Verdict, rules: RulePolicies): Lacking {
  const findings = results.flatMap(({ findings: found }) => found);
  if (facts.subject.kind === 'pull-request') {
    const template = templateFollowed(facts, rules['pr-template']);
    return lackingOf(template, skeletonsFor(template, findings));
  }
  if (rules['issue-template'].mode === 'off') return { skeletons: [] };
  const followed = issueTemplateFollowed(facts);
  if (followed !== undefined) return lackingOf(followed, ofIssue(followed, findings));
  const likeliest = likeliestTemplate(facts);
  const isFlagged = findings.some(({ problem }) => problem.kind === 'no-issue-template');
  return lackingOf(likeliest, isFlagged && likeliest !== undefined ? wholeOf(likeliest) : []);
}

function lackingOf(template: Template | undefined, skeletons: readonly Skeleton[]): Lacking {
  return { ...(template === undefined ? {} : { template }), skeletons };
}

function ofIssue(template: Template, findings: readonly Finding[]): Skeleton[] {
  const { fields } = template;
  if (fields === undefined) return skeletonsFor(template, findings);
  const keys = new Set(findings.map(({ key }) => key));
  return ofFields(fields, (_, index) => keys.has(fieldKey('field-missing', fields, index)));
}

/** What the template requires; all of it where it requires nothing. */
function wholeOf({ fields, sections }: Template): Skeleton[] {
  if (fields !== undefined) {
    const asks = fields.some(({ asks: { required } }) => required);
    return ofFields(fields, ({ asks: { required } }) => required || !asks);
  }
  const asks = sections.some(({ required }) => required);
  return sections
    .filter(({ required }) => required || !asks)
    .flatMap((section) => skeletonOf(section));
}

function ofFields(
  fields: readonly FormField[],
  isWanted: (field: FormField, index: number) => boolean,
): Skeleton[] {
  return fields.flatMap((field, index) =>
    isWanted(field, index) ? skeletonOf(field.asks, nthOfLabel(fields, index)) : [],
  );
}
