import type { Facts } from '../facts.ts';
import type { Finding, RuleId } from '../finding.ts';
import type { Policy, RuleBase } from '../policy.ts';
import type { FailedRule, RuleResult, Verdict } from '../verdict.ts';
import { custom } from './custom.ts';
import { prBody } from './pr-body.ts';
import { issueTemplate } from './issue-template.ts';
import { needsNoIssue, prLinkedIssue } from './pr-linked-issue.ts';
import { prTemplate } from './pr-template.ts';
import { prTitle } from './pr-title.ts';

type Rule = { id: RuleId; policy: RuleBase; judge: () => Finding[] };

/**
 * What the rules that apply to the subject say. A rule that throws has no result and does not silence the others: as
 * long as one failed, nobody may conclude that something was fixed.
 */
export function judge(facts: Facts, policy: Policy): Verdict {
  const results: RuleResult[] = [];
  const failed: FailedRule[] = [];
  for (const { id, policy: base, judge: findingsOf } of rulesFor(facts, policy)) {
    if (base.mode === 'off') continue;
    const closes = base.mode === 'enforce' && base.close;
    try {
      results.push({ rule: id, mode: base.mode, closes, findings: onePerKey(findingsOf()) });
    } catch (error) {
      failed.push({ rule: id, error });
    }
  }
  return failed.length > 0 ? { results, failed } : { results };
}

function rulesFor(facts: Facts, { mode, rules }: Policy): Rule[] {
  if (mode === 'off') return [];
  const builtIn = facts.subject.kind === 'pull-request' ? ofPullRequest : ofIssue;
  const own = rules.custom.filter(
    ({ subjects }) => subjects === 'both' || subjects === facts.subject.kind,
  );
  return [
    ...builtIn(facts, rules),
    ...own.map((rule) => ({
      id: `custom/${rule.id}` as const,
      policy: rule,
      judge: () => custom(facts, rule),
    })),
  ];
}

function ofIssue(facts: Facts, rules: Policy['rules']): Rule[] {
  return [
    {
      id: 'issue-template',
      policy: rules['issue-template'],
      judge: () => issueTemplate(facts, rules['issue-template']),
    },
  ];
}

function ofPullRequest(facts: Facts, rules: Policy['rules']): Rule[] {
  return [
    {
      id: 'pr-template',
      policy: rules['pr-template'],
      judge: () =>
        prTemplate(facts, rules['pr-template'], {
          needsIssue: !needsNoIssue(facts, rules['pr-linked-issue']),
        }),
    },
    {
      id: 'pr-linked-issue',
      policy: rules['pr-linked-issue'],
      judge: () => prLinkedIssue(facts, rules['pr-linked-issue']),
    },
    {
      id: 'pr-title',
      policy: rules['pr-title'],
      judge: () => prTitle(facts, rules['pr-title']),
    },
    {
      id: 'pr-body',
      policy: rules['pr-body'],
      judge: () => prBody(facts, rules['pr-body']),
    },
  ];
}

/** Two findings are the same when their keys are. */
function onePerKey(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.toReversed().map((finding) => [finding.key, finding])).values(),
  ].toReversed();
}
