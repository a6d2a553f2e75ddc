import type { Repository } from '../../../../src/forge/model.ts';
import { type CommentState, kindOf, type PullState, type SubjectState } from '../state.ts';
import { urlOf } from '../subject-view.ts';
import type { ForgeWorld } from '../world.ts';
import { repositoryNode } from './repository-nodes.ts';

/** Texts of the world in the words of the server's API. */
export type Node = Record<string, unknown>;

const WIP = 'WIP: ';

export function isoOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Deleted accounts are all one. */
export function userNode(world: ForgeWorld, login: string): Node {
  const account = world.account(login);
  if (account.deleted) return { id: -1, login: 'Ghost', username: 'Ghost' };
  const id = world.accounts.indexOf(account) + 1;
  return { id, login: account.login, username: account.login, full_name: '' };
}

export function labelNode(world: ForgeWorld, repository: Repository, name: string): Node | null {
  const found = world.repositoryState(repository).labels.find((each) => each.name === name);
  if (found === undefined) return null;
  const { id, color, description } = found;
  return { id, name, color, description, exclusive: false, is_archived: false };
}

/** A draft is nothing but the beginning of its title. */
export function shownTitle({ title, pull }: Pick<SubjectState, 'title' | 'pull'>): string {
  return pull?.draft === true && !isDraft(title) ? WIP + title : title;
}

export function draftTitle(title: string): string {
  return WIP + title;
}

function isDraft(title: string): boolean {
  return /^(wip:|\[wip\])/i.test(title);
}

function anyNode(world: ForgeWorld, subject: SubjectState): Node {
  const { ref } = subject;
  const assignees = subject.assignees.map((login) => userNode(world, login));
  return {
    id: 10_000 + ref.number,
    number: ref.number,
    title: shownTitle(subject),
    body: subject.body,
    user: userNode(world, subject.author),
    state: subject.state,
    is_locked: subject.locked,
    labels: subject.labels.map((name) => labelNode(world, ref, name)),
    assignees: assignees.length === 0 ? null : assignees,
    comments: subject.comments.length,
    html_url: urlOf(world, subject),
    created_at: isoOf(subject.createdAt),
    updated_at: isoOf(subject.updatedAt),
    closed_at: subject.state === 'closed' ? isoOf(subject.updatedAt) : null,
  };
}

export function issueNode(world: ForgeWorld, subject: SubjectState): Node {
  const { pull } = subject;
  return {
    ...anyNode(world, subject),
    url: `https://${world.traits.host}/api/v1/repos/${subject.ref.owner}/${subject.ref.name}/issues/${subject.ref.number}`,
    pull_request:
      pull === undefined
        ? null
        : {
            merged: pull.merged,
            merged_at: null,
            draft: pull.draft,
            html_url: urlOf(world, subject),
          },
  };
}

export function pullNode(world: ForgeWorld, subject: SubjectState): Node | undefined {
  const { pull, ref } = subject;
  if (pull === undefined) return undefined;
  const base = repositoryNode(world, world.repositoryState(ref));
  const reviews = world.storyOf(ref).filter(({ kind }) => kind === 'reviewed');
  return {
    ...anyNode(world, subject),
    // Not an address of the API, other than its name says.
    url: urlOf(world, subject),
    draft: isDraft(shownTitle(subject)),
    merged: pull.merged,
    merged_at: pull.merged ? isoOf(subject.updatedAt) : null,
    review_comments: reviews.length,
    base: { label: pull.base, ref: pull.base, sha: '', repo_id: 1, repo: base },
    head: {
      label: pull.head,
      // The label stays the branch's name when there is no such branch any more.
      ref: isGone(pull) ? `refs/pull/${ref.number}/head` : pull.head,
      sha: pull.headSha,
      repo_id: 2,
      repo:
        pull.headRepository === undefined
          ? null
          : { ...base, full_name: pull.headRepository, default_branch: 'main' },
    },
  };
}

function isGone({ headRepository, sealed }: PullState): boolean {
  return headRepository === undefined || sealed === 'deleted';
}

export function commentNode(world: ForgeWorld, subject: SubjectState, comment: CommentState): Node {
  const url = urlOf(world, subject);
  const isPull = kindOf(subject) === 'pull-request';
  return {
    id: Number(comment.id),
    html_url: `${url}#issuecomment-${comment.id}`,
    pull_request_url: isPull ? url : '',
    issue_url: isPull ? '' : url,
    user: userNode(world, comment.author),
    original_author: '',
    original_author_id: 0,
    body: comment.body,
    assets: [],
    created_at: isoOf(comment.createdAt),
    updated_at: isoOf(comment.updatedAt),
  };
}
