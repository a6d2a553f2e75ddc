import * as say from '../text/policy-problems.ts';
import { nearest } from '../text/nearest.ts';
import { bad, good, type Parsed } from './parsed.ts';
import type { Action, Policy, PolicyRule } from './settings.ts';
import { isMap, parseStructured } from './structured-text.ts';

/**
 * What holds inside the workspace before the maintainer's own rules; leaving it is denied unless a rule allows it, and any
 * other permission that no rule matches is allowed (`src/agent/policy.ts`).
 */
export const BASE_RULES: readonly PolicyRule[] = [
  rule('read', '*.env', 'deny'),
  rule('read', '*.env.*', 'deny'),
  rule('read', '*.env.example', 'allow'),
];

/** The permissions that opencode 1.x itself asks for. */
const KNOWN = [
  'read',
  'edit',
  'glob',
  'grep',
  'list',
  'bash',
  'task',
  'skill',
  'lsp',
  'todowrite',
  'question',
  'webfetch',
  'websearch',
  'codesearch',
  'external_directory',
  'doom_loop',
];

/** Tools that have no permission of their own: a rule for one of them would silently do nothing. */
const EDITORS = ['write', 'patch', 'multiedit', 'apply_patch'];

export type ReadPolicy =
  /** `warnings` name rules that are kept but may not do what was meant. */
  | { policy: Policy; warnings: string[] }
  /** All of them. */
  | { problems: string[] };

/** Reads `allow`, `deny` or a map in the shape of opencode's own `permission`; the rules keep their order, the last match wins. */
export async function readPolicy(text: string | undefined): Promise<ReadPolicy> {
  if (text === undefined) return { policy: { rules: [...BASE_RULES] }, warnings: [] };
  const parsed = await parseStructured(text);
  if (!parsed.ok) return { problems: [parsed.problem] };
  const written = isAction(parsed.value) ? { '*': parsed.value } : parsed.value;
  if (!isMap(written) || Object.keys(written).length === 0) {
    return { problems: [aboutNoMap(written)] };
  }

  const answer = answerIn(written['question']);
  const read = Object.entries(written).flatMap(([name, value]) =>
    name === 'question' && answer !== undefined
      ? [good(rule(name, '*', 'allow'))]
      : readPermission(name, value),
  );
  const problems = read.flatMap((each) => (each.ok ? [] : each.problem));
  if (problems.length > 0) return { problems };
  const rules = [...BASE_RULES, ...read.flatMap((each) => (each.ok ? each.value : []))];
  return {
    policy: answer === undefined ? { rules } : { rules, answer },
    warnings: Object.keys(written).flatMap(aboutUnknown),
  };
}

/** `question: { answer: … }` allows the question tool and answers every question with the same text. */
function answerIn(question: unknown): string | undefined {
  if (!isMap(question) || Object.keys(question).length !== 1) return undefined;
  const { answer } = question;
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
}

function readPermission(name: string, value: unknown): Parsed<PolicyRule>[] {
  const meant = otherSpellingOf(name);
  if (meant !== undefined) return [bad(say.otherSpelling(name, meant))];
  if (!isMap(value)) return [readRule(name, '*', value, name)];
  if (name === 'question') return [bad(say.notAnAnswer(value))];
  const patterns = Object.entries(value);
  if (patterns.length === 0) return [bad(say.emptyPatterns(name))];
  return patterns.map(([pattern, action]) => readRule(name, pattern, action, `${name}.${pattern}`));
}

function readRule(
  permission: string,
  pattern: string,
  action: unknown,
  where: string,
): Parsed<PolicyRule> {
  if (isAction(action)) return good(rule(permission, pattern, action));
  if (action === 'ask') return bad(say.nobodyToAsk(where));
  const meant = typeof action === 'string' ? nearest(action, ['allow', 'deny']) : undefined;
  return bad(say.notAnAction(where, action, meant));
}

/** `webFetch` and `external-directory` for `webfetch` and `external_directory`; `write` for `edit`, which covers it. */
function otherSpellingOf(name: string): string | undefined {
  if (KNOWN.includes(name)) return undefined;
  if (EDITORS.includes(name)) return 'edit';
  return KNOWN.find((known) => bare(known) === bare(name));
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, '');
}

function aboutUnknown(name: string): string[] {
  if (KNOWN.includes(name) || name.includes('*')) return [];
  const meant = nearest(name, KNOWN);
  return meant === undefined ? [] : [say.unknownPermission(name, meant)];
}

function aboutNoMap(found: unknown): string {
  if (found === 'ask') return say.nobodyToAsk('*');
  const isPath = typeof found === 'string' && /[/\\.]/.test(found);
  return isPath ? say.pathNotPolicy(found) : say.notAPolicy();
}

function isAction(value: unknown): value is Action {
  return value === 'allow' || value === 'deny';
}

function rule(permission: string, pattern: string, action: Action): PolicyRule {
  return { permission, pattern, action };
}
