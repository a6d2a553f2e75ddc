import type { Finding, RuleId } from '../../../src/hygiene/finding.ts';
import type { Grace, Mode, Policy, Report } from '../../../src/hygiene/policy.ts';
import type { Verdict } from '../../../src/hygiene/verdict.ts';

/** `template`, `template:a`, `link`, `title`, `hint`: a rule, and a name where it has several findings. */
export type Wrong = readonly string[];

const RULES: Readonly<Record<string, RuleId>> = {
  template: 'pr-template',
  link: 'pr-linked-issue',
  title: 'pr-title',
};

export function verdictOf(wrong: Wrong, policy: Policy): Verdict {
  const ids = ['pr-template', 'pr-linked-issue', 'pr-title'] as const;
  return {
    results: ids.flatMap((rule) => {
      const { mode, close } = policy.rules[rule];
      if (mode === 'off') return [];
      const findings = wrong.flatMap((name) => findingOf(name, rule) ?? []);
      return [{ rule, mode, closes: mode === 'enforce' && close, findings }];
    }),
  };
}

function findingOf(name: string, rule: RuleId): Finding | undefined {
  const [what = '', detail = ''] = name.split(':');
  if (what === 'hint' && rule === 'pr-linked-issue') {
    const reference = { owner: 'acme', name: 'rocket', number: 1 };
    return {
      rule,
      key: 'hint',
      severity: 'warning',
      problem: { kind: 'issue-negated', reference },
    };
  }
  if (RULES[what] !== rule) return undefined;
  const key = `${rule}:${detail}`;
  if (what === 'link') return { rule, key, severity: 'error', problem: { kind: 'no-issue' } };
  if (what === 'title') {
    return { rule, key, severity: 'error', problem: { kind: 'title-without-subject' } };
  }
  return { rule, key, severity: 'error', problem: { kind: 'section-missing', section: detail } };
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

export type PolicyChoice = {
  grace?: Partial<Grace>;
  report?: Partial<Report>;
  drafts?: Policy['exempt']['drafts'];
  /** Rules that do not close although they are enforced. */
  lenient?: readonly ('pr-template' | 'pr-linked-issue' | 'pr-title')[];
};

/** Every rule enforced and closing, with the defaults of the product. */
export function enforcing(choice: PolicyChoice = {}): Policy {
  return policyOf('enforce', choice);
}

export function policyOf(mode: Mode, choice: PolicyChoice = {}): Policy {
  const { grace, report, drafts = 'pause', lenient = [] } = choice;
  const base = (rule: 'pr-template' | 'pr-linked-issue' | 'pr-title') => ({
    mode,
    close: !lenient.includes(rule),
  });
  return {
    mode,
    exempt: {
      permissions: ['admin', 'maintain', 'write'],
      authors: [],
      teams: [],
      bots: [],
      labels: ['hygiene:exempt'],
      drafts,
      branches: { head: [], base: [] },
      files: [],
    },
    grace: {
      period: 2 * HOUR,
      clock: 'first-flag',
      extendOnProgress: HOUR,
      max: 24 * HOUR,
      remindBefore: 30 * MINUTE,
      reopenOnFix: true,
      reopenWindow: 30 * 24 * HOUR,
      ...grace,
    },
    rules: {
      'pr-template': {
        ...base('pr-template'),
        template: 'auto',
        minSections: 1,
        sections: new Map(),
      },
      'pr-linked-issue': {
        ...base('pr-linked-issue'),
        accept: ['same-repo'],
        external: [],
        requireOpen: false,
        requireAssignee: false,
        exemptTypes: [],
        trivial: { maxLines: 0, paths: [] },
      },
      'pr-title': {
        ...base('pr-title'),
        types: [],
        scopes: [],
        requireScope: false,
        allowWip: true,
        maxLength: 0,
      },
      'pr-body': { mode: 'off', close: false, minWords: 0, maxWords: 0 },
      'issue-template': { mode: 'off', close: false, when: 'auto' },
      custom: [],
    },
    report: {
      layout: 'combined',
      check: true,
      labels: {
        template: label('needs:compliance'),
        issue: label('needs:issue'),
        title: label('needs:title'),
        exempt: label('hygiene:exempt'),
      },
      onFixed: 'minimise',
      mentionAuthor: 'first',
      templates: {},
      links: {},
      ...report,
    },
    issues: { blank: 'leave', write: 'pull-request' },
    commands: { prefix: '/hygiene', whoExempt: 'write', whoRecheck: 'anyone' },
  };
}

function label(name: string) {
  return { name, color: 'ededed', description: '' };
}
