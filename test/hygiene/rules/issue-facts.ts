import type { Facts } from '../../../src/hygiene/facts.ts';
import type { Finding } from '../../../src/hygiene/finding.ts';
import type { RulePolicies } from '../../../src/hygiene/policy.ts';
import { issueTemplate } from '../../../src/hygiene/rules/issue-template.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import type { Template } from '../../../src/hygiene/template/template.ts';
import { pullRequest } from '../template/pull-request.ts';

export const ISSUE_POLICY: RulePolicies['issue-template'] = {
  mode: 'enforce',
  close: true,
  when: 'auto',
};

export function issueTemplateFile(path: string, text: string, current = true): Template {
  return parseTemplate({ path: `.github/ISSUE_TEMPLATE/${path}`, text }, { current });
}

/** Issue 7 of a repository whose menu offers no blank issues. */
export function issue(
  body: string,
  templates: readonly Template[],
  rest: { title?: string; blankIssues?: boolean } = {},
): Facts {
  const facts = pullRequest(body, templates);
  return {
    ...facts,
    blankIssues: rest.blankIssues ?? false,
    subject: { ...facts.subject, kind: 'issue', title: rest.title ?? 'It broke' },
  };
}

export function judgedIssue(...[body, templates, rest]: Parameters<typeof issue>): string[] {
  return issueTemplate(issue(body, templates, rest), ISSUE_POLICY).map(inAFewWords);
}

/** Findings in a few words: what is wrong, and where. */
export function inAFewWords({ severity, problem }: Finding): string {
  const { kind } = problem;
  const what = (() => {
    if (kind === 'section-missing' || kind === 'section-empty') return problem.section;
    if (kind === 'field-missing' || kind === 'field-empty') return problem.field;
    if (kind === 'field-not-an-option') return `${problem.field}: ${problem.value}`;
    if (kind === 'field-malformed') return problem.field;
    if (kind === 'boxes-unticked') return `${problem.section}: ${problem.boxes.join(', ')}`;
    if (kind === 'no-issue-template') return problem.templates.join(', ');
    return kind === 'title-prefix-missing' ? problem.prefix : '';
  })();
  return `${severity === 'warning' ? 'warning: ' : ''}${kind} ${what}`.trim();
}
