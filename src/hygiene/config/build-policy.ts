import type { LabelLook } from '../../forge/model.ts';
import type { CustomRule, Mode, Policy, SectionPolicy } from '../policy.ts';
import { CUSTOM_DEFAULTS, LABEL_LOOKS, type DEFAULTS } from './defaults.ts';
import { ruleMode, weaker } from './modes.ts';
import type { Config } from './schema.ts';
import { treeOf, type Settings } from './settings.ts';
import { spanOf } from './span.ts';

type Group<Name extends keyof Config> = NonNullable<Config[Name]>;
type Filled<T> = { [Key in keyof T]-?: NonNullable<T[Key]> };
type Rules = Filled<Group<'rules'>>;

/** What the settings are together: every key of `DEFAULTS` is there. */
type Whole = {
  mode: Mode;
  since?: string;
  exempt: Filled<Group<'exempt'>> & { branches: Filled<NonNullable<Group<'exempt'>['branches']>> };
  grace: Filled<Group<'grace'>>;
  rules: {
    [Name in Exclude<keyof Rules, 'custom' | 'issue-template'>]: Filled<Rules[Name]>;
  } & {
    'issue-template': Rules['issue-template'] & (typeof DEFAULTS.rules)['issue-template'];
    custom: Rules['custom'];
  };
  report: Filled<Omit<Group<'report'>, 'links'>> & {
    labels: Filled<NonNullable<Group<'report'>['labels']>>;
    links?: { contributing?: string };
  };
  issues: Filled<Group<'issues'>>;
  commands: Filled<Group<'commands'>>;
};

/** In our units; `most` caps the mode of all. */
export function buildPolicy(
  settings: Settings,
  { knownSince, most }: { knownSince: number | undefined; most: Mode },
): Policy {
  const whole = treeOf(settings) as Whole;
  const mode = weaker(whole.mode, most);
  const since = whole.since === undefined ? knownSince : Date.parse(whole.since);
  return {
    mode,
    ...(since === undefined ? {} : { since }),
    exempt: whole.exempt,
    grace: graceOf(whole.grace),
    rules: rulesOf(whole.rules, mode),
    report: reportOf(whole.report),
    issues: whole.issues,
    commands: {
      prefix: whole.commands.prefix,
      whoExempt: whole.commands.who_exempt,
      whoRecheck: whole.commands.who_recheck,
    },
  };
}

function graceOf(grace: Whole['grace']): Policy['grace'] {
  const period = spanOf(grace.period);
  return {
    period,
    clock: grace.clock,
    extendOnProgress: spanOf(grace.extend_on_progress),
    // A period that is longer than the usual limit is meant.
    max: Math.max(period, spanOf(grace.max)),
    remindBefore: spanOf(grace.remind_before),
    reopenOnFix: grace.reopen_on_fix,
    reopenWindow: spanOf(grace.reopen_window),
  };
}

function rulesOf(rules: Whole['rules'], mode: Mode): Policy['rules'] {
  const base = (rule: { mode: Mode | 'auto'; close: boolean }) => ({
    mode: ruleMode(rule.mode, mode),
    close: rule.close,
  });
  const { 'pr-template': template, 'pr-linked-issue': link, 'pr-title': title } = rules;
  const { 'pr-body': body, 'issue-template': issue } = rules;
  return {
    'pr-template': {
      ...base(template),
      template: templateOf(template.template),
      minSections: template.min_sections,
      sections: new Map(
        Object.entries(template.sections).map(([heading, said]) => [heading, sectionOf(said)]),
      ),
    },
    'pr-linked-issue': {
      ...base(link),
      accept: link.accept,
      external: link.external,
      requireOpen: link.require_open,
      requireAssignee: link.require_assignee,
      exemptTypes: link.exempt_types,
      trivial: { maxLines: link.trivial.max_lines ?? 0, paths: link.trivial.paths ?? [] },
    },
    'pr-title': {
      ...base(title),
      types: title.types,
      scopes: title.scopes,
      requireScope: title.require_scope,
      allowWip: title.allow_wip,
      maxLength: title.max_length,
    },
    'pr-body': { ...base(body), minWords: body.min_words, maxWords: body.max_words },
    'issue-template': {
      ...base(issue),
      when: issue.when ?? (issue.mode === 'auto' ? 'auto' : 'always'),
    },
    custom: rules.custom.map((rule) => customRule(rule, mode)),
  };
}

function templateOf(
  said: Whole['rules']['pr-template']['template'],
): Policy['rules']['pr-template']['template'] {
  if (said === 'auto') return 'auto';
  return typeof said === 'string' ? { path: said } : { sections: said };
}

function sectionOf(said: Whole['rules']['pr-template']['sections'][string]): SectionPolicy {
  return typeof said === 'string'
    ? { required: said === 'required', boxes: 'auto' }
    : { required: said.required ?? true, boxes: said.checkbox ?? 'auto' };
}

function customRule(said: Whole['rules']['custom'][number], mode: Mode): CustomRule {
  const { match, reject, fix } = said;
  return {
    id: said.id,
    mode: ruleMode(said.mode ?? CUSTOM_DEFAULTS.mode, mode),
    close: said.close ?? CUSTOM_DEFAULTS.close,
    on: said.on,
    subjects: said.subjects ?? CUSTOM_DEFAULTS.subjects,
    message: said.message,
    ...(match === undefined ? {} : { match }),
    ...(reject === undefined ? {} : { reject }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function reportOf(report: Whole['report']): Policy['report'] {
  return {
    layout: report.layout,
    check: report.check,
    labels: {
      template: labelOf('template', report.labels.template),
      issue: labelOf('issue', report.labels.issue),
      title: labelOf('title', report.labels.title),
      exempt: labelOf('exempt', report.labels.exempt),
    },
    onFixed: report.on_fixed,
    mentionAuthor: report.mention_author,
    templates: report.templates as Policy['report']['templates'],
    links: report.links ?? {},
  };
}

function labelOf(
  kind: keyof typeof LABEL_LOOKS,
  said: Whole['report']['labels']['template'],
): LabelLook {
  const usual = LABEL_LOOKS[kind];
  if (typeof said === 'string') return { name: said, ...usual };
  return {
    name: said.name,
    color: said.color?.replace('#', '').toLowerCase() ?? usual.color,
    description: said.description ?? usual.description,
  };
}
