import type { LabelLook } from '../../forge/model.ts';
import type { Policy } from '../policy.ts';
import type { Config } from './schema.ts';

/** What holds where no config says otherwise, complete: `preset:recommended` under everything. */
export const DEFAULTS = {
  mode: 'warn',
  exempt: {
    permissions: ['admin', 'maintain', 'write'],
    authors: [],
    teams: [],
    bots: ['dependabot', 'renovate', '*[bot]'],
    labels: ['hygiene:exempt'],
    drafts: 'pause',
    branches: { head: [], base: [] },
    files: [],
  },
  grace: {
    period: '2h',
    clock: 'first-flag',
    extend_on_progress: '1h',
    max: '24h',
    remind_before: '30m',
    reopen_on_fix: true,
    reopen_window: '30d',
  },
  rules: {
    'pr-template': {
      mode: 'auto',
      close: true,
      template: 'auto',
      min_sections: 1,
      sections: {},
    },
    'pr-linked-issue': {
      mode: 'auto',
      close: true,
      accept: ['same-repo', 'cross-repo', 'manual'],
      external: [],
      require_open: false,
      require_assignee: false,
      exempt_types: [],
      trivial: { max_lines: 0, paths: [] },
    },
    'pr-title': {
      mode: 'off',
      close: false,
      types: 'feat fix docs chore refactor test perf ci build style revert'.split(' '),
      scopes: [],
      require_scope: false,
      allow_wip: true,
      max_length: 0,
    },
    'pr-body': { mode: 'off', close: false, min_words: 5, max_words: 0 },
    'issue-template': { mode: 'auto', close: true },
    custom: [],
  },
  report: {
    layout: 'combined',
    check: true,
    labels: {
      template: 'needs:compliance',
      issue: 'needs:issue',
      title: 'needs:title',
      exempt: 'hygiene:exempt',
    },
    on_fixed: 'minimise',
    mention_author: 'first',
    language: 'en',
    templates: {},
    links: {},
  },
  issues: { blank: 'leave', write: 'pull-request' },
  commands: { prefix: '/hygiene', who_exempt: 'write', who_recheck: 'anyone' },
} satisfies Config;

/** Of an entry of `rules.custom`. */
export const CUSTOM_DEFAULTS = {
  mode: 'auto',
  close: false,
  subjects: 'pull-request',
} as const;

/** How a label looks when the config gives only its name. */
export const LABEL_LOOKS: Readonly<
  Record<keyof Policy['report']['labels'], Omit<LabelLook, 'name'>>
> = {
  template: { color: 'd93f0b', description: 'The description does not follow the template yet' },
  issue: { color: 'fbca04', description: 'No issue is linked yet' },
  title: { color: 'fbca04', description: 'The title is not in the expected form yet' },
  exempt: { color: 'c2e0c6', description: 'The hygiene rules do not apply here' },
};
