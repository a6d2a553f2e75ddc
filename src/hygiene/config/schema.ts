import { z } from 'zod';
import * as say from '../../text/config-problems.ts';
import { NOTICE_TEMPLATES } from '../../text/notice-view.ts';
import { LINK_KINDS, MODES } from '../policy.ts';
import { customRules } from './custom-rules.ts';
import {
  address,
  count,
  expression,
  glob,
  group,
  instant,
  key,
  label,
  list,
  path,
  ruleMode,
  span,
  text,
  withDefault,
} from './values.ts';

/**
 * The YAML of `hygiene.yml` as one file may say it: every key may be left out, none is unknown. Defaults are in
 * `defaults.ts`, because a layer that is silent about a key must not reset it.
 */

const ROLES = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
const TRUSTED = ['triage', 'write', 'maintain', 'admin'] as const;

const close = key(
  z.boolean(),
  'Whether what this rule finds leads to a close after the grace period, in mode `enforce`.',
);
const mode = key(ruleMode, 'How much this rule may do; `auto` is what `mode` at the top says.');

const exempt = group(
  {
    permissions: key(list(z.enum(ROLES)), 'Authors with one of these roles, as the forge tells.'),
    authors: key(list(text()), 'Authors by login; `*` stands for any letters.'),
    teams: key(list(text()), 'Authors in one of these teams of the owner, by slug.'),
    bots: key(
      list(text()),
      'Bots by login; `*` stands for any letters. Accounts that the forge calls bots count too, unless the list is empty.',
    ),
    labels: key(list(text(50)), 'Subjects with one of these labels.'),
    drafts: key(
      z.enum(['pause', 'check', 'exempt']),
      'Drafts: the clock stands still, they are checked as all others, or nothing is asked.',
    ),
    branches: group(
      {
        head: key(list(glob), 'Globs on the branch that is merged.'),
        base: key(list(glob), 'Globs on the branch that is merged into.'),
      },
      'Pull requests by their branches.',
    ),
    files: key(list(glob), 'Pull requests in which every changed file fits one of these globs.'),
  },
  'Of whom and of what nothing is asked.',
);

const grace = group(
  {
    period: key(span, 'How long an author has, in mode `enforce`; `0` never closes.'),
    clock: key(
      z.enum(['first-flag', 'last-author-activity']),
      'From when the time is reckoned: the first notice, or what the author did last.',
    ),
    extend_on_progress: key(
      span,
      'When something was fixed, at least this much time is left again; `0` never moves the deadline.',
    ),
    max: key(span, 'No extension goes beyond this, reckoned from the first notice.'),
    remind_before: key(
      span,
      'The notice reminds this long before the deadline; `0` never reminds.',
    ),
    reopen_on_fix: key(z.boolean(), 'Whether what the bot closed is reopened when it was fixed.'),
    reopen_window: key(span, 'How long after the close that is done.'),
  },
  'How much time there is before something is closed.',
);

const section = z.union(
  [
    z.enum(['required', 'optional']),
    z.strictObject({
      required: withDefault(key(z.boolean(), 'Whether it has to be filled in.'), true),
      checkbox: withDefault(
        key(
          z.enum(['auto', 'none', 'at-least-one', 'all']),
          'Which of its boxes have to be ticked; `auto` as the template suggests.',
        ),
        'auto',
      ),
    }),
  ],
  { error: ({ input }) => say.notASection(input) },
);

const prTemplate = group(
  {
    mode,
    close,
    template: key(
      z.union([z.literal('auto'), path, z.array(text()).min(1).max(50)], {
        error: ({ input }) => say.notATemplate(input),
      }),
      'The template: `auto` is the one that the forge offers; else the path of a file, or a list of headings.',
    ),
    min_sections: key(
      z.number().min(0).max(1),
      'The part of the required sections that must be filled in, from 0 to 1.',
    ),
    sections: key(
      z.record(text(), section),
      'By heading: `required`, `optional`, or which boxes have to be ticked. Other sections are as the template says.',
    ),
  },
  'A pull request follows the template.',
);

const prLinkedIssue = group(
  {
    mode,
    close,
    accept: key(list(z.enum(LINK_KINDS)), 'The kinds of links that count.'),
    external: key(
      list(expression, 20),
      'RE2 expressions on title and description that count as a link of the kind `external`.',
    ),
    require_open: key(z.boolean(), 'The issue has to be open.'),
    require_assignee: key(z.boolean(), 'Somebody has to be assigned to the issue.'),
    exempt_types: key(list(text(50)), 'Types of the title, such as `docs`, that need no issue.'),
    trivial: group(
      {
        max_lines: key(count(100_000), 'At most so many changed lines; `0` sets no limit.'),
        paths: key(list(glob), 'Only files that fit one of these globs; empty fits all.'),
      },
      'Changes that need no issue; with neither limit nor paths there are none.',
    ),
  },
  'A pull request belongs to an issue.',
);

const prTitle = group(
  {
    mode,
    close,
    types: key(list(text(50)), 'Types that a title may begin with; empty allows every type.'),
    scopes: key(list(text(50)), 'Scopes that a title may name; empty allows every scope.'),
    require_scope: key(z.boolean(), 'Whether a title has to name a scope.'),
    allow_wip: key(z.boolean(), 'Whether `[WIP]`, `WIP:` and `Draft:` in front are looked past.'),
    max_length: key(count(1000), 'The most characters of a title; `0` sets no limit.'),
  },
  'The title of a pull request is a Conventional Commit.',
);

const prBody = group(
  {
    mode,
    close,
    min_words: key(count(10_000), 'The fewest words of the author’s own.'),
    max_words: key(count(100_000), 'The most words; `0` sets no limit.'),
  },
  'A description is neither too short nor too long.',
);

const issueTemplate = group(
  {
    mode: key(
      ruleMode,
      'How much this rule may do; `auto` is what `mode` at the top says, and checks only while blank issues are off.',
    ),
    close,
    when: key(
      z.enum(['auto', 'always']),
      'Whether issues are checked only while blank issues are off. Without it: `auto` with `mode: auto`, else `always`.',
    ),
  },
  'An issue follows one of the issue templates.',
);

const report = group(
  {
    layout: key(
      z.enum(['combined', 'separate']),
      'One notice for everything, or one for each concern.',
    ),
    check: key(z.boolean(), 'Whether the result is also a check, or a commit status.'),
    labels: group(
      {
        template: key(label, 'While the description or the template is to be fixed.'),
        issue: key(label, 'While no issue is linked.'),
        title: key(label, 'While the title is to be fixed.'),
        exempt: key(label, 'What a maintainer puts on to waive the rules.'),
      },
      'Labels by what they say: a name, or a map with `name`, `color` and `description`.',
    ),
    on_fixed: key(
      z.enum(['minimise', 'edit', 'delete', 'thank']),
      'What becomes of a notice when everything is fixed.',
    ),
    mention_author: key(
      z.enum(['never', 'first', 'always']),
      'Whether the author is mentioned: never, in the first notice, or in each.',
    ),
    language: key(z.enum(['en']), 'The language of the notices; there is only English so far.'),
    templates: key(
      z.strictObject(
        Object.fromEntries(
          NOTICE_TEMPLATES.map((name) => [name, key(path, `The notice \`${name}\`.`)]),
        ),
      ),
      'Notices in your own words: paths of Markdown files, on the default branch, by name of the notice.',
    ),
    links: group(
      {
        contributing: key(
          address,
          'The contributing guide. Without it: the file of the repository.',
        ),
      },
      'Where notices send people.',
    ),
  },
  'How the bot tells what it found.',
);

export const configSchema = z.strictObject({
  version: key(z.literal(1), 'The version of this format.'),
  extends: key(
    list(text(300), 10),
    'Configs that this one builds on, the last one strongest: `org`, `owner/repository:path@ref` of the same owner, or `preset:name` (`recommended`, `strict`, `opencode`).',
  ),
  mode: key(
    z.enum(MODES),
    'How much the bot may do: nothing, a check that says what it would do, telling authors, or also closing. `off` and `dry-run` hold for every rule.',
  ),
  since: key(
    instant,
    'What was created before is never touched. Without it: when the bot first saw the repository.',
  ),
  exempt,
  grace,
  rules: group(
    {
      'pr-template': prTemplate,
      'pr-linked-issue': prLinkedIssue,
      'pr-title': prTitle,
      'pr-body': prBody,
      'issue-template': issueTemplate,
      custom: customRules,
    },
    'What is checked.',
  ),
  report,
  issues: group(
    {
      blank: key(
        z.enum(['leave', 'allow', 'forbid']),
        'Whether issues without a template are allowed; keeps `blank_issues_enabled` so.',
      ),
      write: key(z.enum(['pull-request', 'commit']), 'How that file is changed.'),
    },
    'The menu of new issues.',
  ),
  commands: group(
    {
      prefix: key(
        z.string().regex(/^\/[A-Za-z0-9](?:[A-Za-z0-9-]{0,29})$/, {
          error: ({ input }) => say.notAPrefix(input),
        }),
        'What a comment begins with to call the bot.',
      ),
      who_exempt: key(z.enum(TRUSTED), 'The role it takes to waive a rule.'),
      who_recheck: key(
        z.enum(['anyone', ...ROLES]),
        'The role it takes to have something looked at again.',
      ),
    },
    'Commands in comments.',
  ),
});

export type Config = z.infer<typeof configSchema>;
