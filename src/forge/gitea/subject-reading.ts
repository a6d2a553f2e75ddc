import type {
  Account,
  Branches,
  Comment,
  IssueReference,
  ReferencedIssue,
  Subject,
  SubjectRef,
} from '../model.ts';
import { accountOf, sameLogin } from './accounts.ts';
import { isDraftTitle } from './draft.ts';
import type { CommentNode, IssueNode, PullNode } from './subject-shapes.ts';

/** How many comments, counted from the last, may hold commands. */
const LAST_COMMENTS = 50;

/** A pull request or an issue as the forge answered; only the first has branches. */
export type SubjectNode = IssueNode | PullNode;

export function isPull(node: SubjectNode): node is PullNode {
  return 'head' in node;
}

export function subjectOf(
  node: SubjectNode,
  ref: SubjectRef,
  draftPrefixes?: readonly string[],
): Subject {
  const { owner, name, number } = ref;
  return {
    owner,
    name,
    number,
    kind: isPull(node) ? 'pull-request' : 'issue',
    title: node.title,
    body: node.body,
    author: accountOf(node.user),
    state: node.state === 'closed' ? 'closed' : 'open',
    merged: isPull(node) && node.merged,
    // The server knows the prefixes that its administrator set.
    draft: isPull(node) && (node.draft ?? isDraftTitle(node.title, draftPrefixes)),
    locked: node.is_locked,
    labels: node.labels.map((each) => each.name),
    assignees: node.assignees.map(({ login }) => login),
    url: node.html_url,
    createdAt: node.created_at,
    updatedAt: node.updated_at,
    ...(isPull(node) ? { branches: branchesOf(node) } : {}),
  };
}

function branchesOf({ base, head }: PullNode): Branches {
  return {
    base: base.ref,
    baseIsDefault: base.ref === base.repo?.default_branch,
    head: head.label === '' ? head.ref : head.label,
    headSha: head.sha,
    ...(head.repo === null || head.repo === undefined
      ? {}
      : { headRepository: head.repo.full_name }),
  };
}

/** Oldest first. Only the very first byte counts: further down somebody could have been quoted. */
export function noticesIn(
  nodes: readonly CommentNode[],
  { marker, self }: { marker: string; self: Account },
): Comment[] {
  return nodes.filter((node) => isOf(self, node) && node.body.startsWith(marker)).map(commentOf);
}

/** What could be a command; whether it was answered takes a look at its reactions. */
export function commandsIn(
  nodes: readonly CommentNode[],
  { prefix, self }: { prefix: string; self: Account },
): Comment[] {
  return nodes
    .slice(-LAST_COMMENTS)
    .filter((node) => !isOf(self, node) && node.body.trimStart().startsWith(prefix))
    .map(commentOf);
}

export function isOf({ login }: Account, { user }: Pick<CommentNode, 'user'>): boolean {
  return sameLogin(accountOf(user).login, login);
}

/** The forge folds no comments. */
function commentOf(node: CommentNode): Comment {
  return {
    id: String(node.id),
    author: accountOf(node.user),
    body: node.body,
    createdAt: node.created_at,
    url: node.html_url,
    minimised: false,
  };
}

export function referencedIssue(
  { owner, name, number }: IssueReference,
  found: IssueNode | undefined,
): ReferencedIssue {
  if (found === undefined) return { owner, name, number, kind: 'absent' };
  const isPullRequest = found.pull_request !== null && found.pull_request !== undefined;
  return {
    owner,
    name,
    number,
    kind: isPullRequest ? 'pull-request' : 'issue',
    open: found.state !== 'closed',
    assignees: found.assignees.map(({ login }) => login),
  };
}
