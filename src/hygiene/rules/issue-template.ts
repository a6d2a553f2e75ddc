import type { Facts } from '../facts.ts';
import type { Finding, Problem } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import { bestTemplate } from '../template/best-template.ts';
import { readDescription, writtenIn, type Description } from '../template/description.ts';
import { readForm } from '../template/form-answers.ts';
import { judgeForm, type FormFault } from '../template/judge-form.ts';
import { judgeSections } from '../template/judge-sections.ts';
import type { FormField, Template } from '../template/template.ts';
import { findingKey } from './finding-key.ts';
import { sectionProblem } from './section-problem.ts';
import { beginsWithTag, titleTag } from './title-prefix.ts';

/**
 * An issue follows one of the repository's issue templates or forms. Silent where there are none and, with `when: auto`,
 * where the menu offers blank issues too. A title without the template's tag is only a warning: the menu lets people
 * edit it, and maintainers do so when they sort issues.
 */
export function issueTemplate(facts: Facts, { when }: RulePolicies['issue-template']): Finding[] {
  const { subject, templates, blankIssues } = facts;
  const isChecked = subject.kind === 'issue' && !(when === 'auto' && blankIssues);
  if (!isChecked || templates.length === 0) return [];
  const judged = judgeBest(templates, subject.body);
  if (judged === undefined) {
    return [finding({ kind: 'no-issue-template', templates: namesOf(templates) }, '')];
  }
  return [...judged.findings, ...titleFindings(subject.title, judged.template)];
}

/** The template that the issue is held against, for those who show it; undefined when it follows none. */
export function issueTemplateFollowed({ subject, templates }: Facts): Template | undefined {
  return judgeBest(templates, subject.body)?.template;
}

function judgeBest(
  templates: readonly Template[],
  body: string,
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
  const template = bestTemplate([...findings.keys()], description, undefined, errorsIn);
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

function formFindings(fields: readonly FormField[], body: string): Finding[] {
  return judgeForm(readForm(body, fields)).map((fault) => {
    const { asks } = fault.field;
    // What an optional field says is not worth a flag.
    const severity = asks.required ? 'error' : 'warning';
    const about = asks.key + nthOf(fault, fields);
    return finding(fieldProblem(fault), about, { severity, line: fault.line });
  });
}

/** Tells fields of the same label apart. */
function nthOf({ field, index }: FormFault, fields: readonly FormField[]): string {
  const before = fields.slice(0, index).filter(({ asks }) => asks.key === field.asks.key).length;
  return before === 0 ? '' : `#${String(before + 1)}`;
}

function fieldProblem(fault: FormFault): Problem {
  const { heading, options = [] } = fault.field.asks;
  switch (fault.kind) {
    case 'missing':
      return { kind: 'field-missing', field: heading };
    case 'empty':
      return { kind: 'field-empty', field: heading };
    case 'unticked':
      return {
        kind: 'boxes-unticked',
        section: heading,
        wanted: fault.wanted,
        boxes: fault.boxes,
      };
    case 'not-an-option':
      return { kind: 'field-not-an-option', field: heading, value: fault.value, options };
    case 'malformed':
      return { kind: 'field-malformed', field: heading, wanted: fault.wanted };
  }
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
