import * as say from '../text/policy-problems.ts';
import { nearest } from './nearest.ts';
import { bad, good, type Parsed } from './parsed.ts';
import type { Action, Policy, PolicyRule } from './settings.ts';
import { isMap, parseStructured } from './structured-text.ts';

/**
 * What holds before the maintainer's own rules; a permission that no rule matches is allowed. Only what needs a person
 * is named here: a rule for `*` would also lift the limits that opencode sets on its read-only agents (`plan`, `explore`).
 */
export const BASE_RULES: readonly PolicyRule[] = [
  rule('external_directory', '*', 'deny'),
  // A refused repetition ends a loop that costs money, and the model may go on another way.
  rule('doom_loop', '*', 'deny'),
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

/** `values` holds every problem; `warnings` names rules that are kept but may not do what was meant. */
export type ReadPolicy = { policy: Policy; warnings: string[] } | { problems: string[] };

/** Reads `allow`, `deny` or a map in the shape of opencode's own `permission`; the rules keep their order, the last match wins. */
export async function readPolicy(text: string | undefined): Promise<ReadPolicy> {
  if (text === undefined) return { policy: withQuestions([], {}), warnings: [] };
  const parsed = await parseStructured(text);
  if (!parsed.ok) return { problems: [parsed.problem] };
  if (typeof parsed.value === 'string' && !isAction(parsed.value)) {
    return { problems: [aboutLooseText(parsed.value)] };
  }
  const written = isMap(parsed.value) ? parsed.value : { '*': parsed.value };
  if (Object.keys(written).length === 0 || parsed.value === null || Array.isArray(parsed.value)) {
    return { problems: [say.notAPolicy()] };
  }

  const { question, ...others } = written;
  const questions = readQuestions(question);
  const entries = Object.entries(others).map(([name, value]) => readPermission(name, value));
  const problems = [...entries.flat(), questions].flatMap((each) => (each.ok ? [] : each.problem));
  if (problems.length > 0 || !questions.ok) return { problems };
  const rules = entries.flat().flatMap((each) => (each.ok ? each.value : []));
  return {
    policy: withQuestions(rules, questions.value),
    warnings: Object.keys(others).flatMap(aboutUnknown),
  };
}

type Questions = { action?: Action; answer?: string };

/** Questions have their own word: a rule for `*` must not switch the question tool on. */
function withQuestions(rules: readonly PolicyRule[], { action, answer }: Questions): Policy {
  const questions = rule('question', '*', action ?? 'deny');
  return {
    rules: [...BASE_RULES, ...rules, questions],
    ...(answer === undefined ? {} : { answer }),
  };
}

function readQuestions(value: unknown): Parsed<Questions> {
  if (value === undefined) return good({});
  if (isAction(value)) return good({ action: value });
  if (value === 'ask') return bad(say.nobodyToAsk('question'));
  if (!isMap(value)) return bad(say.notAnAnswer(value));
  const { answer, ...rest } = value;
  const isText = typeof answer === 'string' && answer.trim() !== '';
  if (!isText || Object.keys(rest).length > 0) return bad(say.notAnAnswer(value));
  return good({ action: 'allow', answer: answer.trim() });
}

function readPermission(name: string, value: unknown): Parsed<PolicyRule>[] {
  const meant = otherSpellingOf(name);
  if (meant !== undefined) return [bad(say.otherSpelling(name, meant))];
  if (!isMap(value)) return [readRule(name, '*', value, name)];
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

function aboutLooseText(text: string): string {
  if (text === 'ask') return say.nobodyToAsk('*');
  return /[/\\.]/.test(text) ? say.pathNotPolicy(text) : say.notAPolicy();
}

function isAction(value: unknown): value is Action {
  return value === 'allow' || value === 'deny';
}

function rule(permission: string, pattern: string, action: Action): PolicyRule {
  return { permission, pattern, action };
}
