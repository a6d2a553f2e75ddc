import type { LabelLook, Permission } from '../forge/model.ts';

/** How much a rule may do: nothing, tell maintainers in the check, tell the author, tell and (where `close` is set) close. */
export const MODES = ['off', 'dry-run', 'warn', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/**
 * What the maintainers of a repository want, complete and in our units: every layer of config merged, every default
 * filled in. Spans are milliseconds.
 */
export type Policy = {
  /** `off` and `dry-run` hold for every rule, whatever the rule says; `warn` and `enforce` are what rules without a mode of their own get. */
  mode: Mode;
  /** Subjects created before are never touched; undefined when nobody knows when the bot came here. */
  since?: number;
  exempt: Exempt;
  grace: Grace;
  rules: RulePolicies;
  report: Report;
  issues: { blank: 'leave' | 'allow' | 'forbid'; write: 'pull-request' | 'commit' };
  commands: { prefix: string; whoExempt: Permission; whoRecheck: 'anyone' | Permission };
};

export type Exempt = {
  permissions: readonly Permission[];
  /** Logins, letter case ignored; `*` is a wildcard. */
  authors: readonly string[];
  /** Slugs of teams of the repository's owner. */
  teams: readonly string[];
  /** Globs on logins; an account counts as a bot when the forge says so or one of these fits. */
  bots: readonly string[];
  labels: readonly string[];
  drafts: 'pause' | 'check' | 'exempt';
  /** Globs on branch names. */
  branches: { head: readonly string[]; base: readonly string[] };
  /** Globs; exempt when every changed file fits one of them. */
  files: readonly string[];
};

export type Grace = {
  /** 0 never closes. Default 2 h. */
  period: number;
  clock: 'first-flag' | 'last-author-activity';
  /** A shrinking list of findings moves the deadline to at least this far from now; 0 never does. */
  extendOnProgress: number;
  /** From the first flag: no extension goes beyond. */
  max: number;
  /** The notice says so this long before the deadline; 0 never does. */
  remindBefore: number;
  reopenOnFix: boolean;
  /** From the close. */
  reopenWindow: number;
};

export type RuleBase = {
  /** Already capped by the policy's mode. */
  mode: Mode;
  /** Whether a finding of this rule leads to a close in `enforce`. */
  close: boolean;
};

export type RulePolicies = {
  'pr-template': RuleBase & {
    /** `auto` is the forge's own; else a path of the default branch, or headings written in the config. */
    template: 'auto' | { path: string } | { sections: readonly string[] };
    /** Part of the required sections that must be filled in, 0 to 1. */
    minSections: number;
    /** By heading, compared as headings of a description are. */
    sections: ReadonlyMap<string, SectionPolicy>;
  };
  'pr-linked-issue': RuleBase & {
    accept: readonly LinkKind[];
    /** Regular expressions on the text (linear-time syntax) that count as a link for `external`. */
    external: readonly string[];
    requireOpen: boolean;
    requireAssignee: boolean;
    /** Conventional Commit types of the title that need no issue. */
    exemptTypes: readonly string[];
    /** Small changes need no issue; 0 lines and no paths switch it off. */
    trivial: { maxLines: number; paths: readonly string[] };
  };
  'pr-title': RuleBase & {
    types: readonly string[];
    /** Empty allows every scope. */
    scopes: readonly string[];
    requireScope: boolean;
    /** `[WIP] `, `WIP: `, `Draft: ` in front are looked past. */
    allowWip: boolean;
    /** 0 means no limit. */
    maxLength: number;
  };
  'pr-body': RuleBase & { minWords: number; /** 0 means no limit. */ maxWords: number };
  'issue-template': RuleBase & {
    /** `auto` checks only while blank issues are off, so that menu and bot agree. */
    when: 'auto' | 'always';
  };
  custom: readonly CustomRule[];
};

export const LINK_KINDS = ['same-repo', 'cross-repo', 'manual', 'external', 'alert'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export type SectionPolicy = {
  required: boolean;
  /** Which of its boxes must be ticked; `auto` as the template suggests. */
  boxes: 'auto' | 'none' | 'at-least-one' | 'all';
};

export type CustomRule = RuleBase & {
  /** Letters, digits and dashes; the rule is shown as `custom/<id>`. */
  id: string;
  on: 'title' | 'body' | 'labels' | 'head-branch' | 'base-branch' | 'files' | 'author';
  subjects: 'pull-request' | 'issue' | 'both';
  /** The text (for lists: some entry) must fit `match`, or must not fit `reject`. Linear-time syntax (RE2). */
  match?: string;
  reject?: string;
  /** What the author reads; plain text. */
  message: string;
  fix?: string;
};

export type Report = {
  layout: 'combined' | 'separate';
  check: boolean;
  labels: Readonly<Record<'template' | 'issue' | 'title' | 'exempt', LabelLook>>;
  onFixed: 'minimise' | 'edit' | 'delete' | 'thank';
  mentionAuthor: 'never' | 'first' | 'always';
  /** Paths, on the default branch, of notice templates of the repository's own, by name. */
  templates: Readonly<Record<string, string>>;
  /** Where the notice sends people; absolute. */
  links: { contributing?: string };
};
