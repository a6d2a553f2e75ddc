import type { IssueReference } from '../../forge/model.ts';
import type { Facts } from '../facts.ts';
import type { Problem } from '../finding.ts';
import type { RulePolicies } from '../policy.ts';
import type { ClosingReference, FoundReferences } from './references.ts';
import { isSame, issueKey } from './web-address.ts';

type LinkPolicy = RulePolicies['pr-linked-issue'];

/** An issue that the pull request means to close, and what keeps it from counting as a link. */
export type WeighedLink = {
  reference: IssueReference;
  line?: number;
  negated: boolean;
  /** Undefined when it counts. */
  problem: Problem | undefined;
};

/** Links of the text first, then those that only the forge knows of. */
export function weighLinks(
  facts: Facts,
  { closing }: FoundReferences,
  policy: LinkPolicy,
): WeighedLink[] {
  const ofText = closing.map((found) => ({
    reference: found.reference,
    ...(found.line === undefined ? {} : { line: found.line }),
    negated: found.negated,
    problem: problemOfText(found, facts, policy),
  }));
  const known = new Set(ofText.map(({ reference }) => issueKey(reference)));
  const ofForge = closingOfForge(facts, policy)
    .filter(({ reference }) => !known.has(issueKey(reference)))
    .map((link) => ({ ...link, negated: false }));
  return [...ofText, ...ofForge];
}

function problemOfText(
  found: ClosingReference,
  facts: Facts,
  policy: LinkPolicy,
): Problem | undefined {
  const { reference } = found;
  const refused = refusedKind(reference, facts, policy);
  if (refused !== undefined) return isManual(reference, facts, policy) ? undefined : refused;
  const looked = lookedUp(reference, facts);
  const isForgeSure = facts.closing?.some((other) => issueKey(other) === issueKey(reference));
  // The forge may know an issue that the bot may not see.
  if (isForgeSure === true && looked?.kind !== 'issue') return undefined;
  if (looked !== undefined) return problemOfIssue(reference, facts, policy);
  if (found.saysPullRequest || isSubject(reference, facts)) {
    return { kind: 'issue-is-pull-request', reference };
  }
  const isTrusted = facts.references === undefined && isSame(reference, facts.repository);
  return isTrusted ? undefined : { kind: 'issue-absent', reference };
}

/** What the forge would close; off the default branch it tells nothing but what people linked by hand. */
function closingOfForge(
  facts: Facts,
  policy: LinkPolicy,
): { reference: IssueReference; problem: Problem | undefined }[] {
  const fromDefault = facts.subject.branches?.baseIsDefault !== false;
  return (facts.closing ?? [])
    .filter(({ manual }) => (manual ? policy.accept.includes('manual') : fromDefault))
    .map(({ owner, name, number, manual }) => {
      const reference = { owner, name, number };
      const refused = manual ? undefined : refusedKind(reference, facts, policy);
      return { reference, problem: refused ?? problemOfIssue(reference, facts, policy) };
    });
}

function isManual(reference: IssueReference, { closing }: Facts, { accept }: LinkPolicy): boolean {
  const isLinked = closing?.some(
    (other) => other.manual && issueKey(other) === issueKey(reference),
  );
  return isLinked === true && accept.includes('manual');
}

/** Only of an issue that was looked up something can be wrong. */
function problemOfIssue(
  reference: IssueReference,
  facts: Facts,
  policy: LinkPolicy,
): Problem | undefined {
  const looked = lookedUp(reference, facts);
  switch (looked?.kind) {
    case undefined:
      return undefined;
    case 'absent':
      return { kind: 'issue-absent', reference };
    case 'pull-request':
      return { kind: 'issue-is-pull-request', reference };
    case 'issue':
      if (policy.requireOpen && !looked.open) return { kind: 'issue-closed', reference };
      if (policy.requireAssignee && looked.assignees.length === 0) {
        return { kind: 'issue-unassigned', reference };
      }
      return undefined;
  }
}

function refusedKind(
  reference: IssueReference,
  { repository }: Facts,
  { accept }: LinkPolicy,
): Problem | undefined {
  const link = isSame(reference, repository) ? 'same-repo' : 'cross-repo';
  return accept.includes(link) ? undefined : { kind: 'issue-link-not-accepted', reference, link };
}

/** What the forge said of a reference; undefined when it was not asked. */
export function lookedUp(
  reference: IssueReference,
  { references }: Facts,
): NonNullable<Facts['references']>[number] | undefined {
  return references?.find((other) => issueKey(other) === issueKey(reference));
}

/** A pull request is no issue of its own. */
export function isSubject(reference: IssueReference, { subject, repository }: Facts): boolean {
  return isSame(reference, repository) && reference.number === subject.number;
}
