import type { Facts } from '../facts.ts';
import type { Finding, Problem } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import { bestTemplate } from '../template/best-template.ts';
import { readDescription, type Description } from '../template/description.ts';
import { judgeSections, requiredSections } from '../template/judge-sections.ts';
import { templateOfHeadings } from '../template/parse.ts';
import type { Template } from '../template/template.ts';
import { findingKey } from './finding-key.ts';
import { sectionProblem } from './section-problem.ts';

type Policy = RulePolicies['pr-template'];

/**
 * A pull request follows the repository's own template: required sections are there, say something that is not the
 * template's text, and have their boxes ticked. Silent where there is no template. A pull request that needs no issue may leave the
 * section for it as it is.
 */
export function prTemplate(
  facts: Facts,
  policy: Policy,
  { needsIssue } = { needsIssue: true },
): Finding[] {
  if (facts.subject.kind !== 'pull-request') return [];
  const written = readDescription(facts.subject.body);
  const description = { ...written, linksIssue: written.linksIssue || !needsIssue };
  const templates = offered(facts, policy);
  const template = bestTemplate(templates, description, policy.sections);
  if (template === undefined) return unreachable(policy);
  return findingsFor(template, description, policy);
}

/** The template that the description is held against, for those who show it; undefined when there is none. */
export function templateFollowed(facts: Facts, policy: Policy): Template | undefined {
  const description = readDescription(facts.subject.body);
  return bestTemplate(offered(facts, policy), description, policy.sections);
}

function offered({ templates }: Facts, { template }: Policy): readonly Template[] {
  if (template === 'auto') return templates;
  if ('sections' in template) {
    return template.sections.length === 0 ? [] : [templateOfHeadings(template.sections)];
  }
  const path = plainPath(template.path);
  return templates.filter((each) => plainPath(each.path) === path);
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').toLowerCase();
}

/** The maintainers' mistake: nothing that a contributor is flagged for. */
function unreachable({ template }: Policy): Finding[] {
  if (template === 'auto' || !('path' in template)) return [];
  const problem: Problem = { kind: 'template-unreachable', path: template.path };
  return [finding(problem, 'warning', template.path)];
}

function findingsFor(template: Template, description: Description, policy: Policy): Finding[] {
  const required = requiredSections(template, policy.sections).length;
  const faults = judgeSections(template, description, policy.sections);
  // Below the ratio everything flags; from there on what is left is only said.
  const fulfilled = required - faults.length >= policy.minSections * required - 1e-9;
  const severity = fulfilled ? 'warning' : 'error';
  if (description.isEmpty && required > 0) {
    return [finding({ kind: 'description-empty' }, severity, '')];
  }
  return faults.map((fault) =>
    finding(sectionProblem(fault), severity, fault.section.key, fault.line),
  );
}

function finding(
  problem: Problem,
  severity: Finding['severity'],
  about: string,
  line?: number,
): Finding {
  return {
    rule: 'pr-template',
    key: findingKey('pr-template', problem.kind, about),
    severity,
    ...(line === undefined ? {} : { line }),
    problem,
  };
}
