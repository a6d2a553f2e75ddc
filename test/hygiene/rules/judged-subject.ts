import type { Facts } from '../../../src/hygiene/facts.ts';
import type { Finding } from '../../../src/hygiene/finding.ts';
import type { CustomRule, Policy, RulePolicies } from '../../../src/hygiene/policy.ts';
import { POLICY as TEMPLATE_POLICY, pullRequest } from '../template/pull-request.ts';

/** Pull request 7 of o/r against its default branch; a test names only what matters to it. */
export function factsOf(
  subject: Partial<Facts['subject']> = {},
  rest: Partial<Omit<Facts, 'subject'>> = {},
): Facts {
  const facts = pullRequest('', []);
  const branches = { base: 'dev', baseIsDefault: true, head: 'topic', headSha: 'a1' };
  return { ...facts, ...rest, subject: { ...facts.subject, branches, ...subject } };
}

export const LINK_POLICY: RulePolicies['pr-linked-issue'] = {
  mode: 'enforce',
  close: false,
  accept: ['same-repo', 'cross-repo', 'manual'],
  external: [],
  requireOpen: false,
  requireAssignee: false,
  exemptTypes: [],
  trivial: { maxLines: 0, paths: [] },
};

export const TITLE_POLICY: RulePolicies['pr-title'] = {
  mode: 'enforce',
  close: false,
  types: 'feat fix docs chore refactor test perf ci build style revert'.split(' '),
  scopes: [],
  requireScope: false,
  allowWip: true,
  maxLength: 0,
};

export function customRule(rest: Partial<CustomRule>): CustomRule {
  return {
    id: 'own',
    mode: 'enforce',
    close: true,
    on: 'title',
    subjects: 'both',
    message: 'Please.',
    ...rest,
  };
}

export function policyOf(rest: Partial<Policy> = {}, rules: Partial<RulePolicies> = {}): Policy {
  return {
    mode: 'enforce',
    exempt: {
      permissions: [],
      authors: [],
      teams: [],
      bots: [],
      labels: [],
      drafts: 'pause',
      branches: { head: [], base: [] },
      files: [],
    },
    grace: {
      period: 0,
      clock: 'first-flag',
      extendOnProgress: 0,
      max: 0,
      remindBefore: 0,
      reopenOnFix: true,
      reopenWindow: 0,
    },
    rules: {
      'pr-template': TEMPLATE_POLICY,
      'pr-linked-issue': LINK_POLICY,
      'pr-title': TITLE_POLICY,
      'pr-body': { mode: 'off', close: false, minWords: 5, maxWords: 0 },
      'issue-template': { mode: 'off', close: false, when: 'auto' },
      custom: [],
      ...rules,
    },
    report: {
      layout: 'combined',
      check: true,
      labels: {
        template: LABEL,
        issue: LABEL,
        title: LABEL,
        exempt: LABEL,
      },
      onFixed: 'edit',
      mentionAuthor: 'never',
      templates: {},
      links: {},
    },
    issues: { blank: 'leave', write: 'pull-request' },
    commands: { prefix: '/hygiene', whoExempt: 'write', whoRecheck: 'anyone' },
    ...rest,
  };
}

const LABEL = { name: 'needs:work', color: 'ffffff', description: '' };

/** What is wrong, warnings marked. */
export function kindsOf(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ severity, problem }) => `${severity === 'warning' ? 'warning: ' : ''}${problem.kind}`,
  );
}
