import type { Finding, Problem, RuleId } from '../../src/hygiene/finding.ts';
import type { NoticeRecord } from '../../src/hygiene/record.ts';
import type { NoticeView } from '../../src/text/notice-view.ts';

export const FLAGGED_AT = Date.UTC(2026, 5, 24, 14, 5, 0);
export const DEADLINE = Date.UTC(2026, 5, 24, 16, 5, 0);

/** Of a pull request on GitHub, flagged, with a deadline for what `closing` names; a test says what differs. */
export function noticeView(
  difference: Partial<Omit<NoticeView, 'record'>> & { record?: Partial<NoticeRecord> } = {},
): NoticeView {
  const { record, ...view } = difference;
  return {
    kind: 'all',
    record: {
      version: 1,
      subject: 'github.com/acme/app#7',
      notice: 'all',
      phase: 'flagged',
      findings: [],
      closing: [],
      flaggedAt: FLAGGED_AT,
      ...record,
    },
    findings: [],
    subject: {
      kind: 'pull-request',
      author: 'octocat',
      url: 'https://github.com/acme/app/pull/7',
      number: 7,
      base: { branch: 'main', isDefault: true },
    },
    forge: 'github',
    repository: { owner: 'acme', name: 'app', url: 'https://github.com/acme/app' },
    links: {
      template: 'https://github.com/acme/app/blob/main/.github/pull_request_template.md',
      newIssue: 'https://github.com/acme/app/issues/new/choose',
      contributing: 'https://github.com/acme/app/blob/main/CONTRIBUTING.md',
    },
    skeletons: [],
    linked: [],
    grace: { period: 2 * 3_600_000, reopenOnFix: true, reopenWindow: 30 * 24 * 3_600_000 },
    mention: true,
    commandPrefix: '/hygiene',
    labels: { flag: ['needs:compliance'], exempt: 'hygiene:exempt' },
    foldsItself: false,
    reopenNeedsSameHead: true,
    ...view,
  };
}

export const ISSUE = {
  kind: 'issue',
  author: 'octocat',
  url: 'https://github.com/acme/app/issues/7',
  number: 7,
} as const;

export function finding(
  problem: Problem,
  {
    rule = 'pr-template',
    severity = 'error',
    line,
  }: { rule?: RuleId; severity?: Finding['severity']; line?: number } = {},
): Finding {
  return {
    rule,
    key: `${rule} ${JSON.stringify(problem)}`.slice(0, 200),
    severity,
    problem,
    ...(line === undefined ? {} : { line }),
  };
}

export const ORIGIN_SECTIONS = [
  'Issue for this PR',
  'Type of change',
  'What does this PR do?',
  'How did you verify your code works?',
  'Checklist',
];

/** What the rules say of the origin's pull request: five sections missing, and no issue. */
export const ORIGIN_TEMPLATE = ORIGIN_SECTIONS.map((section) =>
  finding({ kind: 'section-missing', section }),
);
export const ORIGIN_LINK = finding({ kind: 'no-issue' }, { rule: 'pr-linked-issue' });

export function keysOf(findings: readonly Finding[]): string[] {
  return findings.map(({ key }) => key).toSorted();
}
