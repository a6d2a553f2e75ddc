import { nearest } from '../../text/nearest.ts';
import type { Facts } from '../facts.ts';
import type { Finding, Problem } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import {
  conventionalTitle,
  isWrittenByForge,
  withoutWorkInProgress,
} from './conventional-title.ts';
import type { ConventionalTitle } from './conventional-title.ts';
import { findingKey } from './finding-key.ts';

type TitlePolicy = RulePolicies['pr-title'];

/** Words that people write out, too far from the usual type to be a slip. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['feature', 'feat'],
  ['enhancement', 'feat'],
  ['bug', 'fix'],
  ['bugfix', 'fix'],
  ['hotfix', 'fix'],
  ['documentation', 'docs'],
  ['performance', 'perf'],
]);

/** Unknown scopes beyond this are not told one by one. */
const MOST_SCOPES = 3;

/** Conventional Commits in the title of a pull request. Silent about titles that a forge or git wrote itself. */
export function prTitle({ subject }: Facts, policy: TitlePolicy): Finding[] {
  if (subject.kind !== 'pull-request' || isWrittenByForge(subject.title)) return [];
  const title = policy.allowWip ? withoutWorkInProgress(subject.title) : subject.title.trim();
  return [...wordingProblems(title, policy), ...lengthProblems(title, policy)].map(
    ({ problem, data }) => ({
      rule: 'pr-title',
      key: findingKey('pr-title', problem.kind, data),
      severity: 'error',
      problem,
    }),
  );
}

type TitleProblem = { problem: Problem; data?: string };

function wordingProblems(title: string, policy: TitlePolicy): TitleProblem[] {
  const parsed = conventionalTitle(title);
  if (parsed === undefined || !parsed.strict) {
    return [{ problem: { kind: 'title-malformed', title, types: policy.types } }];
  }
  return [
    ...typeProblems(parsed, policy),
    ...scopeProblems(parsed, policy),
    ...(parsed.subject === '' ? [{ problem: { kind: 'title-without-subject' } } as const] : []),
  ];
}

/** Without types in the config every type will do. */
function typeProblems({ type }: ConventionalTitle, { types }: TitlePolicy): TitleProblem[] {
  if (types.length === 0 || types.includes(type)) return [];
  const problem = {
    kind: 'title-type-unknown',
    type,
    types,
    ...nearestOf(type, types, SYNONYMS),
  } as const;
  return [{ problem, data: type }];
}

function scopeProblems(
  parsed: ConventionalTitle,
  { scopes, requireScope }: TitlePolicy,
): TitleProblem[] {
  if (parsed.scopes.length === 0) {
    return requireScope ? [{ problem: { kind: 'title-scope-missing' } }] : [];
  }
  const unknown = parsed.scopes.filter((scope) => scopes.length > 0 && !scopes.includes(scope));
  return unknown.slice(0, MOST_SCOPES).map((scope) => ({
    problem: { kind: 'title-scope-unknown', scope, scopes, ...nearestOf(scope, scopes) },
    data: scope,
  }));
}

function lengthProblems(title: string, { maxLength: max }: TitlePolicy): TitleProblem[] {
  const length = Array.from(title).length;
  return max > 0 && length > max ? [{ problem: { kind: 'title-too-long', length, max } }] : [];
}

function nearestOf(
  word: string,
  valid: readonly string[],
  synonyms: ReadonlyMap<string, string> = new Map(),
): { nearest?: string } {
  const synonym = synonyms.get(word.toLowerCase());
  const found = synonym !== undefined && valid.includes(synonym) ? synonym : nearest(word, valid);
  return found === undefined ? {} : { nearest: found };
}
