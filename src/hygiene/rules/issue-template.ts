import type { Subject } from '../../forge/model.ts';
import type { Facts } from '../facts.ts';
import type { Finding, Problem } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import { bestTemplate } from '../template/best-template.ts';
import { readDescription, writtenIn, type Description } from '../template/description.ts';
import { judgeSections } from '../template/judge-sections.ts';
import type { Template } from '../template/template.ts';
import { findingKey } from './finding-key.ts';
import { formFindings } from './form-findings.ts';
import { sectionProblem } from './section-problem.ts';
import { beginsWithTag, hasTagOf, titleTag } from './title-prefix.ts';

/**
 * An issue follows one of the repository's issue templates or forms. Silent where there are none and, with `when: auto`,
 * where the menu offers blank issues too. A title without the template's tag is only a warning: the menu lets people
 * edit it, and maintainers do so when they sort issues.
 */
export function issueTemplate(facts: Facts, { when }: RulePolicies['issue-template']): Finding[] {
  const { subject, templates, blankIssues } = facts;
  const isChecked = subject.kind === 'issue' && !(when === 'auto' && blankIssues);
  if (!isChecked || templates.length === 0) return [];
  const judged = judgeBest(templates, subject);
  if (judged === undefined) {
    return [finding({ kind: 'no-issue-template', templates: namesOf(templates) }, '')];
  }
  return [...judged.findings, ...titleFindings(subject.title, judged.template)];
}

/** The template that the issue is held against, for those who show it; undefined when it follows none. */
export function issueTemplateFollowed({ subject, templates }: Facts): Template | undefined {
  return judgeBest(templates, subject)?.template;
}

function judgeBest(
  templates: readonly Template[],
  { title, body }: Subject,
): { template: Template; findings: readonly Finding[] } | undefined {
  const description = readDescription(body);
  const findings = new Map(
    candidates(templates, description).map((template) => [
      template,
      template.fields === undefined
        ? sectionFindings(template, description)
        : formFindings(template.fields, body),
    ]),
  );
  const errorsIn = (template: Template): number =>
    (findings.get(template) ?? []).filter(({ severity }) => severity === 'error').length;
  const hasTag = (template: Template): boolean => hasTagOf(template, title);
  const fitting = { faultsIn: errorsIn, isMeant: hasTag };
  const template = bestTemplate([...findings.keys()], description, undefined, fitting);
  return template && { template, findings: findings.get(template) ?? [] };
}

/** Those that it has a heading of; else those without headings, which any text may follow. */
function candidates(templates: readonly Template[], description: Description): Template[] {
  const followed = templates.filter((template) =>
    [...writtenIn(description, template).keys()].some((key) => key !== ''),
  );
  return followed.length > 0
    ? followed
    : templates.filter(({ sections }) => sections.every(({ key }) => key === ''));
}

function sectionFindings(template: Template, description: Description): Finding[] {
  return judgeSections(template, description, new Map()).map((fault) =>
    finding(sectionProblem(fault), fault.section.key, { line: fault.line }),
  );
}

function titleFindings(title: string, { titlePrefix }: Template): Finding[] {
  const prefix = titlePrefix === undefined ? undefined : titleTag(titlePrefix);
  if (prefix === undefined || beginsWithTag(title, prefix)) return [];
  return [finding({ kind: 'title-prefix-missing', prefix }, prefix, { severity: 'warning' })];
}

function namesOf(templates: readonly Template[]): string[] {
  return [...new Set(templates.filter(({ current }) => current).map(({ name }) => name))];
}

function finding(
  problem: Problem,
  about: string,
  { severity = 'error', line }: { severity?: Finding['severity']; line?: number | undefined } = {},
): Finding {
  return {
    rule: 'issue-template',
    key: findingKey('issue-template', problem.kind, about),
    severity,
    ...(line === undefined ? {} : { line }),
    problem,
  };
}
