import type { SubjectState } from '../state.ts';
import {
  type ApiRequest,
  MOST_AT_ONCE,
  paged,
  repositoryAt,
  type Route,
  type Site,
  subjectAt,
} from './request.ts';
import { commentNode, issueNode, labelNode, pullNode, userNode } from './subject-nodes.ts';
import { timelineOf } from './timeline.ts';

const pull: Route = (site, request) => {
  const subject = subjectAt(site, request);
  const node = subject && pullNode(site.world, subject);
  return node && { status: 200, body: node };
};

const issue: Route = (site, request) => {
  const subject = subjectAt(site, request);
  return subject && { status: 200, body: issueNode(site.world, subject) };
};

/** All at once: this list has no pages. */
const comments: Route = (site, request) => {
  const subject = subjectAt(site, request);
  return (
    subject && {
      status: 200,
      body: subject.comments.map((comment) => commentNode(site.world, subject, comment)),
      headers: { 'x-total-count': String(subject.comments.length) },
    }
  );
};

/**
 * What the bot may not see is taken out of a page that was cut before, and the count is that of what is left. Asked for no
 * page, Forgejo and Gitea before 1.26 give all of it.
 */
const timeline: Route = (site, request) => {
  const subject = subjectAt(site, request);
  if (subject === undefined) return undefined;
  const hidden = Array.from({ length: site.hiddenEntries }, () => undefined);
  const size = Math.min(Number(request.query.get('limit') ?? 30), MOST_AT_ONCE);
  const page = Number(request.query.get('page') ?? 1);
  const isWhole = !request.query.has('page') && !cutsByItself(site);
  const all = [...hidden, ...timelineOf(site.world, subject)];
  const entries = (isWhole ? all : all.slice((page - 1) * size, page * size)).filter(
    (entry) => entry !== undefined,
  );
  return {
    status: 200,
    body: entries.length === 0 ? null : entries,
    headers: { 'x-total-count': String(entries.length) },
  };
};

function cutsByItself({ version }: Site): boolean {
  const [, minor = '0'] = /^1\.(\d+)/.exec(version) ?? [];
  return Number(minor) >= 26;
}

const reactions: Route = (site, request) => {
  const found = commentAt(site, request);
  const given = found?.comment.reactions ?? [];
  if (found === undefined) return undefined;
  const body = given.map(({ by, content }) => ({ user: userNode(site.world, by), content }));
  return { status: 200, body: body.length === 0 ? null : body };
};

export function commentAt(site: Site, request: ApiRequest) {
  const state = repositoryAt(site, request);
  for (const subject of state?.subjects.values() ?? []) {
    const comment = subject.comments.find(({ id }) => id === request.path[5]);
    if (comment !== undefined) return { subject, comment };
  }
  return undefined;
}

/** Newest first, whatever was updated since; names that the repository does not have filter nothing. */
const subjects: Route = (site, request) => {
  const state = repositoryAt(site, request);
  if (state === undefined) return undefined;
  const { query } = request;
  const wanted = (query.get('labels') ?? '')
    .split(',')
    .filter((name) => state.labels.some((label) => label.name === name));
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
  const fits = (subject: SubjectState): boolean =>
    subject.state === (query.get('state') ?? 'open') &&
    subject.updatedAt >= since &&
    wanted.every((name) => subject.labels.includes(name));
  const found = [...state.subjects.values()].filter(fits).toReversed();
  return paged(found, request, (subject) => issueNode(site.world, subject));
};

const files: Route = (site, request) => {
  const found = subjectAt(site, request)?.pull;
  if (found === undefined) return undefined;
  const { lines } = found;
  return paged([...found.files.entries()], request, ([index, filename]) => ({
    filename,
    status: 'changed',
    additions: index === 0 ? lines : 0,
    deletions: 0,
    changes: index === 0 ? lines : 0,
  }));
};

const labelsOfSubject: Route = (site, request) => {
  const subject = subjectAt(site, request);
  return (
    subject && {
      status: 200,
      body: subject.labels.map((name) => labelNode(site.world, subject.ref, name)),
    }
  );
};

const labels: Route = (site, request) => {
  const state = repositoryAt(site, request);
  return state && paged(state.labels, request, ({ name }) => labelNode(site.world, state, name));
};

/** None of the owners here is an organisation with labels of its own. */
const ownersLabels: Route = () => undefined;

export const SUBJECT_ROUTES: Readonly<Record<string, Route>> = {
  'GET repos/*/*/pulls/*': pull,
  'GET repos/*/*/pulls/*/files': files,
  'GET repos/*/*/issues': subjects,
  'GET repos/*/*/issues/*': issue,
  'GET repos/*/*/issues/*/comments': comments,
  'GET repos/*/*/issues/*/timeline': timeline,
  'GET repos/*/*/issues/*/labels': labelsOfSubject,
  'GET repos/*/*/issues/comments/*/reactions': reactions,
  'GET repos/*/*/labels': labels,
  'GET orgs/*/labels': ownersLabels,
};
