export const HOUR = 3_600_000;

/** The sample of the design, without what was left out. */
export const SAMPLE = `
version: 1
extends: [org]
mode: warn
since: 2026-11-01
exempt:
  permissions: [admin, maintain, write]
  authors: ["release-bot"]
  teams: ["core"]
  bots: [dependabot, renovate, "*[bot]"]
  labels: ["hygiene:exempt"]
  drafts: pause
  branches: {head: ["release/*", "revert-*"], base: []}
  files: ["**/*.md"]
grace:
  period: 2h
  clock: first-flag
  extend_on_progress: 1h
  max: 24h
  quiet_hours: null
  remind_before: 30m
  reopen_on_fix: true
  reopen_window: 30d
rules:
  pr-template:
    mode: enforce
    template: auto
    min_sections: 1.0
    sections:
      "Screenshots / recordings": optional
      "Type of change": {checkbox: at-least-one}
      "Checklist": {checkbox: all}
  pr-linked-issue:
    mode: enforce
    close: false
    accept: [same-repo, cross-repo, manual]
    exempt_types: [docs, refactor]
  pr-title: {mode: off}
  issue-template: {mode: auto}
report:
  layout: combined
  check: true
  labels: {template: needs:compliance, issue: needs:issue, title: needs:title, exempt: hygiene:exempt}
  on_fixed: minimise
  mention_author: first
  language: en
  templates: {flagged: .github/hygiene/flag.md}
issues:
  blank: leave
  write: pull-request
commands: {prefix: "/hygiene", who_exempt: write, who_recheck: anyone}
`;

/** What it means. */
export const SAMPLE_POLICY = {
  mode: 'warn',
  since: Date.UTC(2026, 10, 1),
  exempt: {
    permissions: ['admin', 'maintain', 'write'],
    authors: ['release-bot'],
    teams: ['core'],
    bots: ['dependabot', 'renovate', '*[bot]'],
    labels: ['hygiene:exempt'],
    drafts: 'pause',
    branches: { head: ['release/*', 'revert-*'], base: [] },
    files: ['**/*.md'],
  },
  grace: {
    period: 2 * HOUR,
    clock: 'first-flag',
    extendOnProgress: HOUR,
    max: 24 * HOUR,
    remindBefore: HOUR / 2,
    reopenOnFix: true,
    reopenWindow: 30 * 24 * HOUR,
  },
  rules: {
    'pr-template': {
      mode: 'enforce',
      close: true,
      template: 'auto',
      minSections: 1,
      sections: new Map([
        ['Screenshots / recordings', { required: false, boxes: 'auto' }],
        ['Type of change', { required: true, boxes: 'at-least-one' }],
        ['Checklist', { required: true, boxes: 'all' }],
      ]),
    },
    'pr-linked-issue': {
      mode: 'enforce',
      close: false,
      accept: ['same-repo', 'cross-repo', 'manual'],
      external: [],
      requireOpen: false,
      requireAssignee: false,
      exemptTypes: ['docs', 'refactor'],
      trivial: { maxLines: 0, paths: [] },
    },
    'pr-title': {
      mode: 'off',
      close: false,
      types: 'feat fix docs chore refactor test perf ci build style revert'.split(' '),
      scopes: [],
      requireScope: false,
      allowWip: true,
      maxLength: 0,
    },
    'pr-body': { mode: 'off', close: false, minWords: 5, maxWords: 0 },
    'issue-template': { mode: 'warn', close: true, when: 'auto' },
    custom: [],
  },
  report: {
    layout: 'combined',
    check: true,
    labels: {
      template: {
        name: 'needs:compliance',
        color: 'd93f0b',
        description: 'The description does not follow the template yet',
      },
      issue: { name: 'needs:issue', color: 'fbca04', description: 'No issue is linked yet' },
      title: {
        name: 'needs:title',
        color: 'fbca04',
        description: 'The title is not in the expected form yet',
      },
      exempt: {
        name: 'hygiene:exempt',
        color: 'c2e0c6',
        description: 'The hygiene rules do not apply here',
      },
    },
    onFixed: 'minimise',
    mentionAuthor: 'first',
    templates: { flagged: '.github/hygiene/flag.md' },
    links: {},
  },
  issues: { blank: 'leave', write: 'pull-request' },
  commands: { prefix: '/hygiene', whoExempt: 'write', whoRecheck: 'anyone' },
};
