import { ForgeRefusal } from '../refusal.ts';
import type { ReactionState, RepositoryState } from '../state.ts';
import {
  type ApiAnswer,
  isForgejo,
  repositoryAt,
  type Route,
  type Site,
  STUMBLED,
  subjectAt,
  written,
} from './request.ts';
import { commentAt } from './subject-routes.ts';
import { commentNode, issueNode, labelNode, pullNode, type Node } from './subject-nodes.ts';

const VALID_COLOUR = /^#?[0-9a-f]{6}$/i;
const STATES = ['pending', 'success', 'error', 'failure', 'warning'];
const REACTIONS = ['+1', '-1', 'confused', 'heart'];

/** Whoever may write to the repository speaks in a locked conversation, apps among them: they are users here. */
const createComment: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const { world } = site;
  if (repositoryAt(site, request) === undefined) return undefined;
  // On Gitea not 404, as everywhere else.
  if (subject === undefined) return isForgejo(site) ? undefined : STUMBLED;
  const { body = '' } = request.body as { body?: string };
  if (body === '') return unprocessable('[Body]: Required');
  if (subject.locked && !world.may(subject.ref, world.bot, 'write')) {
    return { status: 403, body: { message: 'Comment on locked issue' } };
  }
  let made: Node = {};
  written(site, body.startsWith('<!--') ? 'post-notice' : 'reply', subject.ref, () => {
    const { locked } = subject;
    subject.locked = false;
    try {
      made = commentNode(world, subject, world.comment(subject.ref, body, { by: world.bot }));
    } finally {
      subject.locked = locked;
    }
  });
  return { status: 201, body: made };
};

const editComment: Route = (site, request) => {
  const found = commentAt(site, request);
  if (found === undefined) return undefined;
  const { subject, comment } = found;
  written(site, 'edit-notice', subject.ref, () => {
    site.world.editComment(comment.id, String(request.body['body']), { by: site.world.bot });
  });
  return { status: 200, body: commentNode(site.world, subject, comment) };
};

const deleteComment: Route = (site, request) => {
  const found = commentAt(site, request);
  if (found === undefined) return undefined;
  written(site, 'delete-notice', found.subject.ref, () => {
    site.world.deleteComment(found.comment.id, { by: site.world.bot });
  });
  return { status: 204 };
};

const react: Route = (site, request) => {
  const found = commentAt(site, request);
  if (found === undefined) return undefined;
  const content = String(request.body['content']) as ReactionState['content'];
  if (!REACTIONS.includes(content)) return { status: 403, body: { message: 'not allowed' } };
  const before = found.comment.reactions.length;
  written(site, 'react', found.subject.ref, () => {
    site.world.react(found.comment.id, content, { by: site.world.bot });
  });
  return { status: found.comment.reactions.length === before ? 200 : 201, body: { content } };
};

/** Ids or names, not both; what the repository does not have is left out without a word. */
const addLabels: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const state = repositoryAt(site, request);
  if (subject === undefined || state === undefined) return undefined;
  const wanted = request.body['labels'] as (number | string)[];
  if (new Set(wanted.map((each) => typeof each)).size > 1) {
    return { status: 400, body: { message: 'a list of either ids or names' } };
  }
  const names = state.labels
    .filter(({ id, name }) => wanted.includes(id) || wanted.includes(name))
    .map(({ name }) => name)
    .toSorted();
  written(site, 'add-labels', subject.ref, () => {
    for (const name of names) site.world.label(subject.ref, name, { by: site.world.bot });
  });
  const labels = subject.labels.map((name) => labelNode(site.world, subject.ref, name));
  return { status: 200, body: labels };
};

/** All others go. */
const putLabels: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const state = repositoryAt(site, request);
  if (subject === undefined || state === undefined) return undefined;
  const { labels: wanted } = request.body as { labels: number[] };
  const kept = state.labels.filter(({ id }) => wanted.includes(id)).map(({ name }) => name);
  const by = site.world.bot;
  written(site, 'remove-labels', subject.ref, () => {
    for (const name of subject.labels.filter((each) => !kept.includes(each))) {
      site.world.unlabel(subject.ref, name, { by });
    }
    for (const name of kept) site.world.label(subject.ref, name, { by });
  });
  return { status: 200, body: kept.map((name) => labelNode(site.world, subject.ref, name)) };
};

const removeLabel: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const state = repositoryAt(site, request);
  const wanted = request.path[6] ?? '';
  if (subject === undefined) return undefined;
  // Since 15 Forgejo finds one by its name, too, and before any id.
  const named = isNewForgejo(site) ? state?.labels.find(({ name }) => name === wanted) : undefined;
  const found = named ?? state?.labels.find(({ id }) => String(id) === wanted);
  if (found === undefined) return unprocessable('label does not exist');
  written(site, 'remove-labels', subject.ref, () => {
    site.world.unlabel(subject.ref, found.name, { by: site.world.bot });
  });
  return { status: 204 };
};

/** Several labels may have one name here. */
const createLabel: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { name, color, description } = request.body as Record<string, string>;
  if (name === undefined || color === undefined || !VALID_COLOUR.test(color)) {
    return unprocessable('bad colour');
  }
  const look = { name, color: color.replace('#', ''), description: description ?? '' };
  written(site, 'make-label', undefined, () => void site.world.makeLabel(state, look));
  return { status: 201, body: labelNode(site.world, state, name) };
};

/** Both kinds answer 201 to an edit. */
const edit: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const { world } = site;
  if (subject === undefined) return undefined;
  const isPulls = request.path[3] === 'pulls';
  if (isPulls && subject.pull === undefined) return undefined;
  const { body, state } = request.body;
  const by = world.bot;
  if (typeof body === 'string') {
    written(site, 'edit-body', subject.ref, () => world.editBody(subject.ref, body, { by }));
  }
  if (state !== undefined) {
    if (subject.pull?.merged === true) throw new ForgeRefusal('refused', 'it was merged');
    const verb = state === 'closed' ? 'close' : 'reopen';
    written(site, verb, subject.ref, () => world[verb](subject.ref, { by }));
  }
  const node = isPulls ? pullNode(world, subject) : issueNode(world, subject);
  return { status: 201, body: node };
};

function isNewForgejo({ version }: Site): boolean {
  return isForgejo({ version }) && Number.parseInt(version, 10) >= 15;
}

/** Each status is a new one; its answer calls `status` what the request calls `state`. */
const createStatus: Route = (site, request) => {
  const state = repositoryAt(site, request);
  const sha = request.path[4] ?? '';
  if (state === undefined) return undefined;
  // Since Forgejo 15 it is no mistake of the server's.
  if (!state.commits.has(sha)) return isNewForgejo(site) ? undefined : STUMBLED;
  const {
    state: said = '',
    context = '',
    description = '',
  } = request.body as Record<string, string>;
  if (!STATES.includes(said)) return unprocessable('bad state');
  const conclusion = said === 'success' ? 'success' : 'failure';
  const check = { conclusion, title: description, summary: '' } as const;
  written(site, 'set-check', pullOf(state, sha), () => {
    site.world.setCheck(state, sha, context, check);
  });
  return { status: 201, body: { id: 1, status: said, context, description } };
};

function pullOf(state: RepositoryState, sha: string) {
  return [...state.subjects.values()].find(({ pull }) => pull?.headSha === sha)?.ref;
}

function unprocessable(message: string): ApiAnswer {
  return { status: 422, body: { message } };
}

export const WRITE_ROUTES: Readonly<Record<string, Route>> = {
  'POST repos/*/*/issues/*/comments': createComment,
  'PATCH repos/*/*/issues/comments/*': editComment,
  'DELETE repos/*/*/issues/comments/*': deleteComment,
  'POST repos/*/*/issues/comments/*/reactions': react,
  'POST repos/*/*/issues/*/labels': addLabels,
  'PUT repos/*/*/issues/*/labels': putLabels,
  'DELETE repos/*/*/issues/*/labels/*': removeLabel,
  'POST repos/*/*/labels': createLabel,
  'PATCH repos/*/*/issues/*': edit,
  'PATCH repos/*/*/pulls/*': edit,
  'POST repos/*/*/statuses/*': createStatus,
};
