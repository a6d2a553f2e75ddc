import type { Act, BranchPush } from '../acts.ts';
import type { SubjectState } from '../state.ts';
import type { ForgeWorld } from '../world.ts';
import { repositoryNode } from './repository-nodes.ts';
import {
  commentNode,
  draftTitle,
  isoOf,
  issueNode,
  type Node,
  pullNode,
  userNode,
} from './subject-nodes.ts';

/** A webhook as the servers send it: the coarse name of its event, the fine one, and what is in it. */
export type GiteaWebhook = { event: string; type: string; payload: Node };

/** One edit of title and text at once is announced twice; what has no webhook there is not announced. */
export function webhooksOf(world: ForgeWorld, act: Act): GiteaWebhook[] {
  const subject = world.subject(act.subject);
  const home = world.repositoryState(act.subject);
  if (!home.installed) return [];
  const around = { repository: repositoryNode(world, home), sender: userNode(world, act.by) };
  return announced(world, act, subject).map(({ event, type, fields }) => ({
    event,
    type,
    payload: { ...fields, ...around, ...(event === 'issues' ? { commit_id: '' } : {}) },
  }));
}

type Announced = { event: string; type: string; fields: Node };

function announced(world: ForgeWorld, act: Act, subject: SubjectState): Announced[] {
  const event = subject.pull === undefined ? 'issues' : 'pull_request';
  const part = subject.pull === undefined ? 'issue' : 'pull_request';
  const about = (type: string, action: string, more: Node = {}): Announced => ({
    event,
    type: type === '' ? event : `${subject.pull === undefined ? 'issue' : event}_${type}`,
    fields: { action, number: subject.ref.number, [part]: nodeOf(world, subject), ...more },
  });
  switch (act.kind) {
    case 'opened':
    case 'closed':
    case 'reopened':
      return [about('', act.kind)];
    case 'edited': {
      const { title, body, base } = act.from;
      return Object.entries({ title, body, ref: base })
        .filter(([, from]) => from !== undefined)
        .map(([name, from]) => about('', 'edited', { changes: { [name]: { from } } }));
    }
    case 'drafted':
      return [about('', 'edited', { changes: { title: { from: subject.title } } })];
    case 'readied':
      return [about('', 'edited', { changes: { title: { from: draftTitle(subject.title) } } })];
    case 'labelled':
      return [about('label', 'label_updated')];
    case 'unlabelled':
      return [about('label', subject.labels.length === 0 ? 'label_cleared' : 'label_updated')];
    case 'assigned':
    case 'unassigned':
      return [about('assign', act.kind)];
    case 'pushed':
      return [about('sync', 'synchronized', { commit_id: act.after })];
    case 'reviewed':
      return [reviewed(world, act.verdict, act.body, subject)];
    case 'commented':
      return [commented(world, 'created', act.comment, subject)];
    case 'comment-edited':
      return [commented(world, 'edited', act.comment, subject)];
    case 'comment-deleted':
      return [commented(world, 'deleted', act.comment, subject)];
    case 'locked':
    case 'unlocked':
    case 'deleted':
    case 'linked':
    case 'head-replaced':
    case 'head-deleted':
    case 'minimised':
    case 'unminimised':
    case 'reacted':
      return [];
  }
}

function reviewed(
  world: ForgeWorld,
  verdict: string,
  content: string,
  subject: SubjectState,
): Announced {
  const word =
    verdict === 'approved' ? 'approved' : verdict === 'commented' ? 'comment' : 'rejected';
  const type = `pull_request_review_${word}`;
  return {
    event: `pull_request_${word}`,
    type,
    fields: {
      action: 'reviewed',
      number: subject.ref.number,
      pull_request: nodeOf(world, subject),
      requested_reviewer: null,
      review: { type, content },
    },
  };
}

function commented(
  world: ForgeWorld,
  action: string,
  comment: Parameters<typeof commentNode>[2],
  subject: SubjectState,
): Announced {
  const isPull = subject.pull !== undefined;
  return {
    event: 'issue_comment',
    type: isPull ? 'pull_request_comment' : 'issue_comment',
    fields: {
      action,
      issue: issueNode(world, subject),
      ...(isPull ? { pull_request: nodeOf(world, subject) } : {}),
      comment: commentNode(world, subject, comment),
      is_pull: isPull,
    },
  };
}

function nodeOf(world: ForgeWorld, subject: SubjectState): Node {
  return pullNode(world, subject) ?? issueNode(world, subject);
}

export function pushWebhookOf(world: ForgeWorld, push: BranchPush): GiteaWebhook[] {
  const home = world.repositoryState(push);
  if (!home.installed) return [];
  const commit = {
    id: push.after,
    message: 'Change',
    timestamp: isoOf(push.at),
    added: push.added,
    removed: push.removed,
    modified: push.modified,
  };
  const sender = userNode(world, push.by);
  const payload = {
    ref: `refs/heads/${push.branch}`,
    before: push.before,
    after: push.after,
    commits: [commit],
    total_commits: 1,
    head_commit: commit,
    repository: repositoryNode(world, home),
    pusher: sender,
    sender,
  };
  return [{ event: 'push', type: 'push', payload }];
}
