import { createRequire } from 'node:module';
import type { Repository } from '../../../../src/forge/model.ts';
import type { Act, BranchPush } from '../acts.ts';
import { type CommentState, type RepositoryState, type SubjectState } from '../state.ts';
import { repositoryUrl, urlOf } from '../subject-view.ts';
import type { ForgeWorld } from '../world.ts';
import { installationOf } from './app-routes.ts';
import { isoOf } from './subject-nodes.ts';

/** A webhook as GitHub would send it. */
export type Webhook = { event: string; payload: Record<string, unknown> };

type Json = Record<string, unknown>;
type Examples = { name: string; examples: (Json & { action?: string })[] }[];

let loaded: Examples | undefined;

/** GitHub's name of what happened, as event and action; what has none is not announced. */
function announcedAs(act: Act, subject: SubjectState): readonly [string, string] | undefined {
  const event = subject.pull === undefined ? 'issues' : 'pull_request';
  switch (act.kind) {
    case 'opened':
    case 'closed':
    case 'reopened':
    case 'edited':
    case 'assigned':
    case 'unassigned':
    case 'locked':
    case 'unlocked':
    case 'deleted':
      return [event, act.kind];
    case 'labelled':
      return [event, 'labeled'];
    case 'unlabelled':
      return [event, 'unlabeled'];
    case 'drafted':
      return [event, 'converted_to_draft'];
    case 'readied':
      return [event, 'ready_for_review'];
    case 'pushed':
      return [event, 'synchronize'];
    case 'reviewed':
      return ['pull_request_review', 'submitted'];
    case 'commented':
      return ['issue_comment', 'created'];
    case 'comment-edited':
      return ['issue_comment', 'edited'];
    case 'comment-deleted':
      return ['issue_comment', 'deleted'];
    case 'linked':
    case 'head-replaced':
    case 'head-deleted':
    case 'minimised':
    case 'unminimised':
    case 'reacted':
      return undefined;
  }
}

/** An example of GitHub's with the values of the world laid over it, as they are at this moment. */
export function webhookOf(world: ForgeWorld, act: Act): Webhook | undefined {
  const subject = world.subject(act.subject);
  const repository = world.repositoryState(act.subject);
  const announced = announcedAs(act, subject);
  if (announced === undefined || !repository.installed) return undefined;
  const [event, action] = announced;
  const example = exampleOf(event, action);
  const key = event.startsWith('pull_request') ? 'pull_request' : 'issue';
  const payload: Json = {
    ...example,
    ...aroundOf(world, repository, act.by),
    action,
    [key]: { ...(example[key] as Json), ...subjectBody(world, subject, event) },
    ...(key === 'issue' || event === 'pull_request_review' ? {} : { number: subject.ref.number }),
    ...detailsOf(world, act, example),
  };
  if (act.kind !== 'edited' && act.kind !== 'comment-edited') delete payload['changes'];
  return { event, payload };
}

export function pushWebhookOf(world: ForgeWorld, push: BranchPush): Webhook | undefined {
  const repository = world.repositoryState(push);
  if (!repository.installed) return undefined;
  const { added, modified, removed } = push;
  const commit = {
    ...((exampleOf('push', '')['head_commit'] ?? {}) as Json),
    id: push.after,
    timestamp: isoOf(push.at),
    added,
    modified,
    removed,
  };
  return {
    event: 'push',
    payload: {
      ...exampleOf('push', ''),
      ...aroundOf(world, repository, push.by),
      ref: `refs/heads/${push.branch}`,
      before: push.before,
      after: push.after,
      created: false,
      deleted: false,
      forced: false,
      commits: [commit],
      head_commit: commit,
    },
  };
}

/** Any other event of GitHub's, by example; `fields` are laid over it. */
export function otherWebhookOf(
  world: ForgeWorld,
  repository: Repository,
  { event, action, ...fields }: { event: string; action: string } & Json,
): Webhook {
  const state = world.repositoryState(repository);
  const around = aroundOf(world, state, state.owner);
  return { event, payload: { ...exampleOf(event, action), ...around, action, ...fields } };
}

function aroundOf(world: ForgeWorld, repository: RepositoryState, by: string): Json {
  const { owner, name, defaultBranch } = repository;
  return {
    repository: {
      ...(exampleOf('issues', 'opened')['repository'] as Json),
      name,
      full_name: `${owner}/${name}`,
      private: repository.private,
      archived: repository.archived,
      owner: userBody(world, owner),
      html_url: repositoryUrl(world, repository),
      default_branch: defaultBranch,
    },
    sender: userBody(world, by),
    installation: { id: installationOf(world, owner), node_id: 'installation' },
  };
}

function subjectBody(world: ForgeWorld, subject: SubjectState, event: string): Json {
  const { ref, pull } = subject;
  const { labels } = world.repositoryState(ref);
  return {
    number: ref.number,
    title: subject.title,
    body: subject.body === '' ? null : subject.body,
    state: subject.state,
    locked: subject.locked,
    html_url: urlOf(world, subject),
    user: userBody(world, subject.author),
    labels: labels
      .filter(({ name }) => subject.labels.includes(name))
      .map(({ id, name, color, description }) => ({ id, name, color, description })),
    assignees: subject.assignees.map((login) => userBody(world, login)),
    assignee: subject.assignees[0] === undefined ? null : userBody(world, subject.assignees[0]),
    created_at: isoOf(subject.createdAt),
    updated_at: isoOf(subject.updatedAt),
    closed_at: subject.state === 'closed' ? isoOf(subject.updatedAt) : null,
    ...(pull === undefined ? {} : pullBody(world, subject, event)),
  };
}

/** A comment shows a pull request as an issue, a review shows less of it than its own events do. */
function pullBody(world: ForgeWorld, subject: SubjectState, event: string): Json {
  const { ref, pull } = subject;
  if (pull === undefined) return {};
  const mergedAt = pull.merged ? isoOf(subject.updatedAt) : null;
  if (event === 'issue_comment') {
    const pullRequest = { html_url: urlOf(world, subject), merged_at: mergedAt };
    return { draft: pull.draft, pull_request: pullRequest };
  }
  return {
    draft: pull.draft,
    ...(event === 'pull_request_review' ? {} : { merged: pull.merged }),
    merged_at: mergedAt,
    base: branchBody(world, ref, pull.base, '0'.repeat(40)),
    head: {
      ...branchBody(world, ref, pull.head, pull.headSha),
      repo: pull.headRepository === undefined ? null : { full_name: pull.headRepository },
    },
  };
}

function branchBody(world: ForgeWorld, repository: Repository, ref: string, sha: string): Json {
  const { owner, name, defaultBranch } = world.repositoryState(repository);
  const repo = {
    name,
    full_name: `${owner}/${name}`,
    owner: userBody(world, owner),
    default_branch: defaultBranch,
  };
  return { label: `${owner}:${ref}`, ref, sha, repo, user: userBody(world, owner) };
}

function detailsOf(world: ForgeWorld, act: Act, example: Json): Json {
  switch (act.kind) {
    case 'edited': {
      const { title, body, base } = act.from;
      return {
        changes: {
          ...(title === undefined ? {} : { title: { from: title } }),
          ...(body === undefined ? {} : { body: { from: body } }),
          ...(base === undefined ? {} : { base: { ref: { from: base }, sha: { from: '' } } }),
        },
      };
    }
    case 'labelled':
    case 'unlabelled':
      return { label: { name: act.label } };
    case 'assigned':
    case 'unassigned':
      return { assignee: userBody(world, act.to) };
    case 'pushed':
      return { before: act.before, after: act.after };
    case 'commented':
    case 'comment-deleted':
      return { comment: { ...(example['comment'] as Json), ...commentBody(world, act.comment) } };
    case 'comment-edited':
      return {
        comment: { ...(example['comment'] as Json), ...commentBody(world, act.comment) },
        changes: { body: { from: act.from } },
      };
    case 'reviewed':
      return {
        review: {
          ...(example['review'] as Json),
          user: userBody(world, act.by),
          body: act.body === '' ? null : act.body,
          state: act.verdict.replace('-', '_'),
          submitted_at: isoOf(act.at),
        },
      };
    case 'opened':
    case 'closed':
    case 'reopened':
    case 'drafted':
    case 'readied':
    case 'locked':
    case 'unlocked':
    case 'linked':
    case 'deleted':
    case 'head-replaced':
    case 'head-deleted':
    case 'minimised':
    case 'unminimised':
    case 'reacted':
      return {};
  }
}

function commentBody(world: ForgeWorld, comment: CommentState): Json {
  return {
    id: Number(comment.id),
    body: comment.body,
    user: userBody(world, comment.author),
    created_at: isoOf(comment.createdAt),
    updated_at: isoOf(comment.updatedAt),
  };
}

function userBody(world: ForgeWorld, login: string): Json {
  const { isBot, deleted } = world.account(login);
  return deleted ? { login: 'ghost', type: 'User' } : { login, type: isBot ? 'Bot' : 'User' };
}

/** The example of an action, or of another action of its event. */
function exampleOf(event: string, action: string): Json {
  loaded ??= createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;
  const examples = loaded.find(({ name }) => name === event)?.examples ?? [];
  const found = examples.find((example) => example.action === action) ?? examples[0];
  if (found === undefined) throw new Error(`GitHub's examples have no ${event}`);
  return structuredClone(found);
}
