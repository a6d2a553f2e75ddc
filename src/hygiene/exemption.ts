import type { Permission, Subject } from '../forge/model.ts';
import type { Policy } from './policy.ts';
import { globMatcher } from './rules/path-globs.ts';

/** Why nothing is asked of a subject. */
export type Exemption =
  | { why: 'off' }
  /** `since` in milliseconds since the epoch. */
  | { why: 'created-before'; since: number }
  | { why: 'bot' | 'author' | 'draft' | 'files' | 'team' }
  | { why: 'label'; label: string }
  | { why: 'branch'; side: 'head' | 'base'; branch: string }
  | { why: 'permission'; permission: Permission };

/** Undefined stands for what nobody looked at; it exempts nobody. */
export type WhoAndWhat = {
  subject: Subject;
  policy: Pick<Policy, 'mode' | 'since' | 'exempt'>;
  /** Of the subject's author. */
  permission: Permission | undefined;
  /** Whether the author belongs to one of the policy's teams. */
  isTeamMember: boolean | undefined;
  changes: { lines: number; files: readonly string[] } | undefined;
};

/** The first reason wins, the cheap ones first. */
export function exemptionOf(about: WhoAndWhat): Exemption | undefined {
  const { subject, policy, permission, isTeamMember, changes } = about;
  const { permissions, teams, files } = policy.exempt;
  const atAGlance = exemptionAtAGlance(subject, policy);
  if (atAGlance !== undefined) return atAGlance;
  if (permission !== undefined && permissions.includes(permission)) {
    return { why: 'permission', permission };
  }
  if (isTeamMember === true && teams.length > 0) return { why: 'team' };
  const changed = subject.kind === 'pull-request' ? (changes?.files ?? []) : [];
  const isExempt = changed.length > 0 && changed.every(globMatcher(files));
  return isExempt ? { why: 'files' } : undefined;
}

/** What the payload of a webhook already tells: no request is needed. */
export function exemptionAtAGlance(
  subject: Subject,
  { mode, since, exempt }: WhoAndWhat['policy'],
): Exemption | undefined {
  if (mode === 'off') return { why: 'off' };
  if (since !== undefined && subject.createdAt < since) return { why: 'created-before', since };
  if (isExemptBot(subject, exempt.bots)) return { why: 'bot' };
  if (fitsLogin(subject.author.login, exempt.authors)) return { why: 'author' };
  const label = subject.labels.find((name) => isOneOf(name, exempt.labels));
  if (label !== undefined) return { why: 'label', label };
  if (subject.draft && exempt.drafts === 'exempt') return { why: 'draft' };
  return exemptBranch(subject, exempt.branches);
}

function isExemptBot({ author }: Subject, bots: readonly string[]): boolean {
  return bots.length > 0 && (author.isBot || fitsLogin(author.login, bots));
}

function exemptBranch(
  { branches }: Subject,
  globs: Policy['exempt']['branches'],
): Exemption | undefined {
  if (branches === undefined) return undefined;
  const side = (['head', 'base'] as const).find((end) => globMatcher(globs[end])(branches[end]));
  return side === undefined ? undefined : { why: 'branch', side, branch: branches[side] };
}

/** No forge tells labels or logins apart by letter case. */
function isOneOf(name: string, names: readonly string[]): boolean {
  return names.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** An app is also known by its name without `[bot]`, which only apps can have. */
function fitsLogin(login: string, patterns: readonly string[]): boolean {
  const name = login.toLowerCase();
  return patterns
    .map((pattern) => pattern.toLowerCase().split('*'))
    .some((parts) => fitsParts(name, parts) || fitsParts(name.replace(/\[bot\]$/, ''), parts));
}

/** The parts of a pattern between its `*`, each taken literally: `*[bot]` means the brackets. */
function fitsParts(name: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const found = name.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return name.length - from >= last.length && name.endsWith(last);
}
