import type { IssueReference } from '../../forge/model.ts';
import type { Facts } from '../facts.ts';
import type { Finding, Problem } from '../finding.ts';
import { grammarOf } from '../links/grammar.ts';
import { findReferences } from '../links/references.ts';
import type { FoundReferences } from '../links/references.ts';
import { isSame, issueKey } from '../links/web-address.ts';
import { isSubject, lookedUp, weighLinks } from '../links/weigh.ts';
import type { WeighedLink } from '../links/weigh.ts';
import type { RulePolicies } from '../policy.ts';
import { typeOfTitle } from './conventional-title.ts';
import { findingKey } from './finding-key.ts';
import { globMatcher } from './path-globs.ts';

type LinkPolicy = RulePolicies['pr-linked-issue'];

/**
 * A pull request belongs to an issue. Silent about types of change that need none, about small ones, and when another
 * kind of link that the policy accepts is there. However much is wrong, there is one error, and it is the one whose
 * repair is nearest. Warnings come only with a link that counts.
 */
export function prLinkedIssue(facts: Facts, policy: LinkPolicy): Finding[] {
  if (facts.subject.kind !== 'pull-request' || needsNoIssue(facts, policy)) return [];
  const found = referencesOf(facts, policy);
  if (isLinkedElsewhere(found, policy)) return [];
  const links = weighLinks(facts, found, policy);
  const counting = links.filter(({ problem }) => problem === undefined);
  return counting.length > 0
    ? warnings(counting, facts)
    : [
        withKeywords(
          finding(nearestRepair(links) ?? mentionedOnly(facts, found, policy) ?? NO_ISSUE, 'error'),
          facts,
        ),
      ];
}

/** The issues that count as linked, for words of thanks. */
export function linkedIssues(facts: Facts, policy: LinkPolicy): IssueReference[] {
  return weighLinks(facts, referencesOf(facts, policy), policy)
    .filter(({ problem }) => problem === undefined)
    .map(({ reference }) => reference);
}

/** By what the title and, if somebody looked, the changes say. */
export function needsNoIssue(
  { subject, changes }: Pick<Facts, 'subject' | 'changes'>,
  { exemptTypes, trivial }: LinkPolicy,
): boolean {
  const type = typeOfTitle(subject.title);
  if (exemptTypes.some((exempt) => exempt.toLowerCase() === type)) return true;
  const { maxLines, paths } = trivial;
  if (changes === undefined || (maxLines === 0 && paths.length === 0)) return false;
  const isSmall = maxLines === 0 || changes.lines <= maxLines;
  return isSmall && (paths.length === 0 || changes.files.every(globMatcher(paths)));
}

function referencesOf(facts: Facts, { external }: LinkPolicy): FoundReferences {
  const { host, repository, subject, templates } = facts;
  const { title, body } = subject;
  const grammar = grammarOf(facts.forge, facts);
  return findReferences({ title, body, grammar, host, repository, templates, external });
}

function isLinkedElsewhere({ external, alerts }: FoundReferences, { accept }: LinkPolicy): boolean {
  return (
    (accept.includes('external') && external.length > 0) ||
    (accept.includes('alert') && alerts.length > 0)
  );
}

type Told = { problem: Problem; line?: number };

const NO_ISSUE: Told = { problem: { kind: 'no-issue' } };

/** From the least work for the author to the most. */
const BY_REPAIR = [
  'issue-unassigned',
  'issue-closed',
  'issue-link-not-accepted',
  'issue-is-pull-request',
  'issue-absent',
] as const satisfies readonly Problem['kind'][];

function nearestRepair(links: readonly WeighedLink[]): Told | undefined {
  for (const kind of BY_REPAIR) {
    const link = links.find(({ problem }) => problem?.kind === kind);
    if (link?.problem !== undefined) return { ...lineOf(link), problem: link.problem };
  }
  return undefined;
}

/** An issue that is named without a keyword, unless a keyword would not help either. */
function mentionedOnly(
  facts: Facts,
  { mentioned }: FoundReferences,
  { accept }: LinkPolicy,
): Told | undefined {
  const found = mentioned.find(({ reference, saysPullRequest }) => {
    const kind = lookedUp(reference, facts)?.kind;
    const link = isSame(reference, facts.repository) ? 'same-repo' : 'cross-repo';
    const mayBeIssue = facts.references === undefined ? !saysPullRequest : kind === 'issue';
    return accept.includes(link) && mayBeIssue && !isSubject(reference, facts);
  });
  if (found === undefined) return undefined;
  const { reference } = found;
  return { ...lineOf(found), problem: { kind: 'issue-only-mentioned', reference } };
}

/** Most negations that are told one by one. */
const MOST_WARNINGS = 3;

function warnings(counting: readonly WeighedLink[], { forge, subject }: Facts): Finding[] {
  const negated = counting
    .filter((link) => link.negated)
    .slice(0, MOST_WARNINGS)
    .map((link) => {
      const problem = { kind: 'issue-negated', reference: link.reference } as const;
      return finding({ ...lineOf(link), problem }, 'warning');
    });
  if (forge !== 'github' || subject.branches?.baseIsDefault !== false) return negated;
  const { base } = subject.branches;
  return [...negated, finding({ problem: { kind: 'issue-not-closed-by-forge', base } }, 'warning')];
}

/** The words that people know, as far as this server takes them. */
const USUAL = ['fixes', 'closes'];

/** The repair is told in words that this server understands. */
function withKeywords(found: Finding, { closingKeywords }: Facts): Finding {
  if (closingKeywords === undefined) return found;
  const words = closingKeywords.map((word) => word.toLowerCase());
  if (USUAL.every((word) => words.includes(word))) return found;
  const usual = USUAL.filter((word) => words.includes(word));
  const keywords = (usual.length > 0 ? usual : words.slice(0, USUAL.length)).map(
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  const { problem } = found;
  const isRepairedByWords =
    problem.kind === 'no-issue' ||
    problem.kind === 'issue-only-mentioned' ||
    problem.kind === 'issue-is-pull-request' ||
    problem.kind === 'issue-link-not-accepted';
  return isRepairedByWords ? { ...found, problem: { ...problem, keywords } } : found;
}

function finding({ problem, line }: Told, severity: Finding['severity']): Finding {
  const about = 'reference' in problem ? issueKey(problem.reference) : '';
  const key = findingKey('pr-linked-issue', problem.kind, about);
  return { rule: 'pr-linked-issue', key, severity, ...lineOf({ line }), problem };
}

function lineOf({ line }: { line?: number | undefined }): { line?: number } {
  return line === undefined ? {} : { line };
}
