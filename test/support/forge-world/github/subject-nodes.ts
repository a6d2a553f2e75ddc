import { type CommentState, kindOf, sameName, type SubjectState } from '../state.ts';
import { urlOf } from '../subject-view.ts';
import type { ForgeWorld } from '../world.ts';
import { connection, type PageArguments, rankOf } from './connections.ts';
import { nodeId } from './node-ids.ts';
import { timeline } from './timeline.ts';

export type GithubNode = Record<string, unknown>;

const REACTIONS = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  confused: 'CONFUSED',
  heart: 'HEART',
} as const;

export function isoOf(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Null for a deleted account. GraphQL leaves the suffix of an app's login away. */
export function actorNode(world: ForgeWorld, login: string): GithubNode | null {
  const { deleted, isBot, login: spelled } = world.account(login);
  if (deleted) return null;
  return isBot
    ? { __typename: 'Bot', login: spelled.replace(/\[bot\]$/, '') }
    : { __typename: 'User', login: spelled };
}

export function subjectNode(world: ForgeWorld, subject: SubjectState): GithubNode {
  const { ref, pull } = subject;
  const labels = (page: PageArguments): GithubNode => {
    const state = world.repositoryState(ref);
    const worn = state.labels.filter(({ name }) => subject.labels.includes(name));
    return connection(
      'labels',
      worn.map((label) => ({
        rank: rankOf(label.id),
        node: () => labelNode(ref, label),
      })),
      page,
    );
  };
  return {
    __typename: kindOf(subject) === 'issue' ? 'Issue' : 'PullRequest',
    id: nodeId({ of: 'subject', ref }),
    number: ref.number,
    title: subject.title,
    body: subject.body,
    url: urlOf(world, subject),
    locked: subject.locked,
    closed: subject.state === 'closed',
    createdAt: isoOf(subject.createdAt),
    updatedAt: isoOf(subject.updatedAt),
    lastEditedAt: subject.bodyEditedAt === undefined ? null : isoOf(subject.bodyEditedAt),
    author: () => actorNode(world, subject.author),
    authorAssociation: () => associationOf(world, subject),
    repository: () => ({ name: ref.name, owner: { __typename: 'User', login: ref.owner } }),
    labels,
    assignees: (page: PageArguments) =>
      connection(
        'assignees',
        subject.assignees.map((login, index) => ({ rank: rankOf(index), node: () => ({ login }) })),
        page,
      ),
    comments: (page: PageArguments) =>
      connection(
        'comments',
        subject.comments.map((comment) => ({
          rank: rankOf(Number(comment.id)),
          node: () => commentNode(world, subject, comment),
        })),
        page,
      ),
    timelineItems: (page: PageArguments & { itemTypes?: string[] }) =>
      connection('timelineItems', timeline(world, subject, page.itemTypes), page),
    ...(pull === undefined ? {} : pullFields(world, subject)),
  };
}

function pullFields(world: ForgeWorld, subject: SubjectState): GithubNode {
  const { ref, pull } = subject;
  if (pull === undefined) return {};
  return {
    merged: pull.merged,
    state: pull.merged ? 'MERGED' : subject.state.toUpperCase(),
    isDraft: pull.draft,
    isCrossRepository: pull.headRepository !== `${ref.owner}/${ref.name}`,
    baseRefName: pull.base,
    headRefName: pull.head,
    headRefOid: pull.headSha,
    headRepository:
      pull.headRepository === undefined ? null : { nameWithOwner: pull.headRepository },
    additions: pull.lines,
    deletions: 0,
    files: (page: PageArguments) =>
      connection(
        'files',
        pull.files.map((path, index) => ({ rank: rankOf(index), node: () => ({ path }) })),
        page,
      ),
    closingIssuesReferences: (page: PageArguments & { userLinkedOnly?: boolean }) => {
      const linked = world
        .closingOf(ref)
        .filter(({ manual }) => manual || page.userLinkedOnly !== true)
        .filter((issue) => world.isVisible(world.repositoryState(issue)));
      return connection(
        'closingIssuesReferences',
        linked.map((issue, index) => ({
          rank: rankOf(index),
          node: () => subjectNode(world, world.subject(issue)),
        })),
        page,
      );
    },
  };
}

export function labelNode(
  { owner, name }: { owner: string; name: string },
  label: { id: number; name: string },
): GithubNode {
  return {
    id: nodeId({ of: 'label', repository: { owner, name }, id: label.id }),
    name: label.name,
  };
}

export function commentNode(
  world: ForgeWorld,
  subject: SubjectState,
  comment: CommentState,
): GithubNode {
  return {
    __typename: 'IssueComment',
    id: nodeId({ of: 'comment', id: comment.id }),
    body: comment.body,
    createdAt: isoOf(comment.createdAt),
    url: `${urlOf(world, subject)}#issuecomment-${comment.id}`,
    isMinimized: comment.minimised,
    viewerDidAuthor: sameName(comment.author, world.bot),
    author: () => actorNode(world, comment.author),
    reactionGroups: Object.entries(REACTIONS).map(([content, name]) => ({
      content: name,
      viewerHasReacted: comment.reactions.some(
        (each) => each.content === content && sameName(each.by, world.bot),
      ),
    })),
  };
}

function associationOf(world: ForgeWorld, { ref, author }: SubjectState): string {
  const { owner, permissions } = world.repositoryState(ref);
  if (sameName(owner, author)) return 'OWNER';
  return permissions.has(author.toLowerCase()) ? 'COLLABORATOR' : 'NONE';
}
