import type { Wanted } from '../forge.ts';
import type {
  Branches,
  CommandComment,
  Comment,
  IssueReference,
  Permission,
  ReferencedIssue,
  Subject,
  SubjectRef,
} from '../model.ts';
import type { z } from 'zod';
import { accountOf, permissionNamed } from './accounts.ts';
import { checked } from './checked.ts';
import {
  type ClosedNodes,
  collaborators,
  type CommentNode,
  referenced,
  type SubjectNode,
} from './subject-shapes.ts';

/** Reactions that the bot answers with; another one may be of another workflow that shares the account. */
const ANSWERS = ['THUMBS_UP', 'THUMBS_DOWN', 'CONFUSED'];

/** Associations of somebody who has more than what everybody has. */
const MEMBERS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

export function subjectOf(
  node: SubjectNode,
  ref: SubjectRef,
  defaultBranch: string | undefined,
): Subject {
  const isPull = node.kind === 'PullRequest';
  return {
    owner: ref.owner,
    name: ref.name,
    number: ref.number,
    kind: isPull ? 'pull-request' : 'issue',
    title: node.title,
    body: node.body,
    author: accountOf(node.author),
    state: node.closed ? 'closed' : 'open',
    merged: node.merged ?? false,
    draft: node.isDraft ?? false,
    locked: node.locked,
    labels: (node.labels?.nodes ?? []).map(({ name }) => name),
    assignees: node.assignees.nodes.map(({ login }) => login),
    url: node.url,
    createdAt: node.createdAt,
    updatedAt: node.updatedAt,
    ...(isPull ? { branches: branchesOf(node, defaultBranch) } : {}),
  };
}

/** When the title or the body was last edited, whichever was later. */
export function editedAt({ lastEditedAt, renames }: SubjectNode): number | undefined {
  const edits = [
    ...(lastEditedAt === null ? [] : [lastEditedAt]),
    ...renames.nodes.map(({ createdAt }) => createdAt),
  ];
  return edits.length === 0 ? undefined : Math.max(...edits);
}

function branchesOf(node: SubjectNode, defaultBranch: string | undefined): Branches {
  const base = node.baseRefName ?? '';
  return {
    base,
    baseIsDefault: base === defaultBranch,
    head: node.headRefName ?? '',
    headSha: node.headRefOid ?? '',
    ...(node.headRepository === undefined || node.headRepository === null
      ? {}
      : { headRepository: node.headRepository.nameWithOwner }),
  };
}

/** In the order of the comments, oldest first. Only the very first byte counts: further down somebody could have been quoted. */
export function noticesIn(nodes: readonly CommentNode[], marker: string): Comment[] {
  return nodes
    .filter(({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(marker))
    .map(commentOf);
}

export function commandsIn(nodes: readonly CommentNode[], prefix: string): CommandComment[] {
  return nodes
    .filter(({ viewerDidAuthor, body }) => !viewerDidAuthor && body.trimStart().startsWith(prefix))
    .map((node) => ({
      ...commentOf(node),
      answered: (node.reactionGroups ?? []).some(
        ({ content, viewerHasReacted }) => viewerHasReacted && ANSWERS.includes(content),
      ),
    }));
}

function commentOf(node: CommentNode): Comment {
  return {
    id: node.id,
    author: accountOf(node.author),
    body: node.body,
    createdAt: node.createdAt,
    url: node.url,
    minimised: node.isMinimized,
  };
}

/** Undefined where GitHub did not say. */
export function closingOf(
  closing: ClosedNodes,
  manual: ClosedNodes,
): (IssueReference & { manual: boolean })[] | undefined {
  if (closing === undefined || closing === null) return undefined;
  const byHand = new Set((manual?.nodes ?? []).map((node) => keyOf(referenceOf(node))));
  return closing.nodes.map((node) => {
    const reference = referenceOf(node);
    return { ...reference, manual: byHand.has(keyOf(reference)) };
  });
}

function referenceOf(node: NonNullable<ClosedNodes>['nodes'][number]): IssueReference {
  return { owner: node.repository.owner.login, name: node.repository.name, number: node.number };
}

function keyOf({ owner, name, number }: IssueReference): string {
  return `${owner}/${name}#${number}`;
}

/** What the numbered fields of an answer say of the references they were made from. */
export function referencesIn(
  answer: Record<string, unknown> & { repository?: Record<string, unknown> | null },
  references: readonly IssueReference[],
  what: string,
): ReferencedIssue[] {
  return references.map((reference, index) => {
    const elsewhere = answer[`repository${index}`] as { reference?: unknown } | null | undefined;
    const found = checked(
      referenced,
      answer.repository?.[`reference${index}`] ?? elsewhere?.reference,
      what,
    );
    return referencedIssue(reference, found);
  });
}

function referencedIssue(
  { owner, name, number }: IssueReference,
  found: z.infer<typeof referenced>,
): ReferencedIssue {
  if (found === undefined || found === null) return { owner, name, number, kind: 'absent' };
  return {
    owner,
    name,
    number,
    kind: found.kind === 'Issue' ? 'issue' : 'pull-request',
    open: !found.closed,
    assignees: found.assignees.nodes.map(({ login }) => login),
  };
}

/**
 * What the search among the collaborators tells of each login. Who is not found has what everybody has, unless the list
 * went on, or GitHub calls the author a member: then nothing is told, and `permissionOf` has to be asked.
 */
export function permissionsIn(
  repository: Record<string, unknown> & { isPrivate: boolean },
  logins: Wanted['permissionsOf'],
  author: { login: string; association: string },
  what: string,
): Map<string, Permission> {
  const everybody: Permission = repository.isPrivate ? 'none' : 'read';
  return new Map(
    logins.flatMap((login, index): [string, Permission][] => {
      const found = checked(collaborators, repository[`permission${index}`], what);
      if (found === undefined || found === null) return [];
      const same = (other: string): boolean => other.toLowerCase() === login.toLowerCase();
      const edge = found.edges.find(({ node }) => same(node.login));
      const permission = edge === undefined ? everybody : permissionNamed(edge.permission);
      const isDoubtful =
        edge === undefined &&
        (found.pageInfo.hasNextPage ||
          (same(author.login) && MEMBERS.includes(author.association)));
      return permission === undefined || isDoubtful ? [] : [[login, permission]];
    }),
  );
}
