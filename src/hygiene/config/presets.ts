import type { Config } from './schema.ts';

/** How strict the rules are, and nothing else: a shared config below keeps its lists. */
const recommended = {
  mode: 'warn',
  rules: {
    'pr-template': { mode: 'auto' },
    'pr-linked-issue': { mode: 'auto' },
    'pr-title': { mode: 'off' },
    'pr-body': { mode: 'off' },
    'issue-template': { mode: 'auto', when: 'auto' },
  },
} satisfies Config;

const strict = {
  mode: 'enforce',
  grace: { period: '2h' },
  rules: {
    'pr-template': { mode: 'auto', close: true, min_sections: 1 },
    'pr-linked-issue': { mode: 'auto', close: true },
    'pr-title': { mode: 'auto', close: true },
    'pr-body': { mode: 'auto', close: true },
    'issue-template': { mode: 'auto', when: 'always', close: true },
  },
} satisfies Config;

/** What the opencode project asks of its contributors: only the template has a deadline. */
const opencode = {
  mode: 'enforce',
  grace: { period: '2h', clock: 'first-flag' },
  rules: {
    'pr-template': {
      mode: 'auto',
      close: true,
      min_sections: 1,
      sections: {
        'Type of change': { checkbox: 'at-least-one' },
        'Screenshots / recordings': 'optional',
        Checklist: { checkbox: 'all' },
      },
    },
    'pr-linked-issue': {
      mode: 'auto',
      close: false,
      accept: ['same-repo', 'cross-repo', 'manual'],
      exempt_types: ['docs', 'refactor', 'feat'],
    },
    'pr-title': {
      mode: 'auto',
      close: false,
      types: ['feat', 'fix', 'docs', 'chore', 'refactor', 'test'],
      scopes: [],
      require_scope: false,
    },
    'pr-body': { mode: 'off' },
    'issue-template': { mode: 'auto', when: 'always', close: true },
  },
  report: {
    layout: 'separate',
    labels: { template: 'needs:compliance', issue: 'needs:issue', title: 'needs:title' },
    on_fixed: 'thank',
  },
} satisfies Config;

/** Their modes are `auto`: who adds `mode: warn` to a preset softens all of it. */
export const PRESETS: ReadonlyMap<string, Config> = new Map<string, Config>([
  ['recommended', recommended],
  ['strict', strict],
  ['opencode', opencode],
]);
