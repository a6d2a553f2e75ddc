import { z } from 'zod';
import * as say from '../../text/config-problems.ts';
import { CUSTOM_DEFAULTS } from './defaults.ts';
import { expression, key, list, ruleMode, text, withDefault } from './values.ts';

const customRule = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,49}$/, { error: ({ input }) => say.notARuleId(input) })
      .meta({ description: 'Small letters, digits and dashes; shown as `custom/<id>`.' }),
    mode: withDefault(
      key(ruleMode, 'How much this rule may do; `auto` is what `mode` at the top says.'),
      CUSTOM_DEFAULTS.mode,
    ),
    close: withDefault(
      key(z.boolean(), 'Whether what it finds leads to a close after the grace period.'),
      CUSTOM_DEFAULTS.close,
    ),
    on: z
      .enum(['title', 'body', 'labels', 'head-branch', 'base-branch', 'files', 'author'])
      .meta({ description: 'What the expressions look at.' }),
    subjects: withDefault(
      key(z.enum(['pull-request', 'issue', 'both']), 'What is checked.'),
      CUSTOM_DEFAULTS.subjects,
    ),
    match: key(expression, 'An RE2 expression that must fit; in a list some entry.'),
    reject: key(expression, 'An RE2 expression that must not fit; in a list no entry.'),
    message: text(500).meta({ description: 'What is wrong, for the author; plain text.' }),
    fix: key(text(500), 'What the author should do; plain text.'),
  })
  .superRefine(
    (rule, context) => {
      if (rule.match === undefined && rule.reject === undefined) {
        context.addIssue({ code: 'custom', message: say.neitherMatchNorReject() });
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );

/** Rules of the repository's own, each with another id. */
export const customRules = key(
  list(customRule, 30).superRefine(
    (rules, context) => {
      rules.forEach(({ id }, index) => {
        const isTwice = rules.findIndex((other) => other.id === id) < index;
        if (!isTwice) return;
        context.addIssue({ code: 'custom', message: say.ruleIdTwice(id), path: [index, 'id'] });
      });
    },
    { when: ({ value }) => isListOfNamed(value) },
  ),
  'Rules of your own: expressions on what a subject says.',
);

/** Looks also at lists in which something else is wrong, so that all problems are told at once. */
function isListOfNamed(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((rule: unknown) => typeof rule === 'object' && rule !== null && 'id' in rule)
  );
}
