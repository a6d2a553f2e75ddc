import { isAbsolute, relative, resolve } from 'node:path';
import type { Policy, PolicyRule } from '../action/settings.ts';
import type { Ask } from '../sessions/event.ts';
import { ruleFor } from './permission-rules.ts';

/** What the server is told. A refusal always carries a message: without one the session's turn would end silently. */
export type Decision =
  | { reply: 'once' }
  | { reply: 'reject'; message: string }
  /** One list of answers for each question. */
  | { answers: string[][] };

/** The permission that tools ask for when they leave the working directory; its patterns are paths. */
const OUTSIDE = 'external_directory';

const NOBODY = 'No person is here to answer. Decide yourself and go on.';

/** Answers any ask at once; `directory` is the workspace, which may be used without a rule. */
export function decide(ask: Ask, policy: Policy, directory: string): Decision {
  if (ask.kind === 'question') {
    return { answers: ask.questions.map(() => [policy.answer ?? NOBODY]) };
  }
  const { permission } = ask;
  // An ask without a pattern is about everything that the permission covers.
  const patterns = ask.patterns.length === 0 ? ['*'] : ask.patterns;
  const refused = patterns.filter(
    (pattern) => actionFor(permission, pattern, policy.rules, directory) === 'deny',
  );
  if (refused.length === 0) return { reply: 'once' };
  const message =
    `The policy of this run does not allow ${permission} for ${refused.join(', ')}. ` +
    'Nobody can change that while you work: go on without it, and mention it at the end if it mattered.';
  return { reply: 'reject', message };
}

function actionFor(
  permission: string,
  pattern: string,
  rules: readonly PolicyRule[],
  directory: string,
): PolicyRule['action'] {
  const rule = ruleFor(rules, permission, pattern);
  if (rule !== undefined) return rule.action;
  return permission === OUTSIDE && !isInside(pattern, directory) ? 'deny' : 'allow';
}

function isInside(pattern: string, directory: string): boolean {
  const path = resolve(directory, pattern.replace(/[/\\]?\*+$/, ''));
  const way = relative(directory, path);
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** What asks unless told otherwise, and what a rule for every permission therefore means by `allow`. */
const ASKING = [OUTSIDE, 'doom_loop', 'read'];

export type PermissionLayers = {
  /** Come before everything that configs say. */
  defaults: PolicyRule[];
  /** Come behind everything that configs say, for every agent. */
  rules: PolicyRule[];
};

/**
 * The policy as rules for the server's config, where nothing may ask: an ask costs time, and an unanswered one hangs.
 * `kept` are folders of the server itself that tools may use although they are outside of the workspace.
 */
export function permissionLayers(policy: Policy, kept: readonly string[]): PermissionLayers {
  const defaults: PolicyRule[] = [
    { permission: 'doom_loop', pattern: '*', action: 'allow' },
    { permission: 'read', pattern: '*.env', action: 'allow' },
    { permission: 'read', pattern: '*.env.*', action: 'allow' },
    { permission: OUTSIDE, pattern: '*', action: 'deny' },
    ...kept.map((folder) => allowBelow(folder)),
  ];
  const rules = policy.rules.flatMap((rule) => (allowsEverything(rule) ? allowAsking() : [rule]));
  const decidesQuestions = rules.some(({ permission }) => permission === 'question');
  return { defaults, rules: decidesQuestions ? rules : [...rules, NO_QUESTIONS] };
}

/** The tool is of no use where nobody answers; without it the model decides by itself. */
const NO_QUESTIONS: PolicyRule = { permission: 'question', pattern: '*', action: 'deny' };

function allowBelow(folder: string): PolicyRule {
  return { permission: OUTSIDE, pattern: `${folder}/*`, action: 'allow' };
}

/** Only of what asks: taken literally it would also let the agents for planning and exploring write. */
function allowsEverything({ permission, pattern, action }: PolicyRule): boolean {
  return permission === '*' && pattern === '*' && action === 'allow';
}

function allowAsking(): PolicyRule[] {
  return ASKING.map((permission) => ({ permission, pattern: '*', action: 'allow' }));
}
