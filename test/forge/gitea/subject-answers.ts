import type { Wanted } from '../../../src/forge/forge.ts';
import type { GiteaWire } from './gitea-wire.ts';

/* What Gitea 1.26 and Forgejo 15 answer about subjects, as their sources say. */

export const REF = { owner: 'octo', name: 'hello', number: 7 };
export const PULL = 'repos/octo/hello/pulls/7';
export const ISSUE = 'repos/octo/hello/issues/7';

export const WANTED: Wanted = {
  marker: '<!-- ours',
  commandPrefix: '/hygiene',
  references: [],
  permissionsOf: [],
  changes: false,
};

export const ANN = {
  id: 3,
  login: 'ann',
  login_name: '',
  full_name: 'Ann',
  email: 'ann@noreply.gitea.test',
  username: 'ann',
};
export const BOT = { id: 9, login: 'hygiene-bot', username: 'hygiene-bot' };
export const GHOST = { id: -1, login: 'Ghost', username: 'Ghost' };

const REPOSITORY = { id: 1, name: 'hello', full_name: 'octo/hello', default_branch: 'main' };

export function labelOf(id: number, name: string): object {
  return { id, name, color: 'd93f0b', description: '', exclusive: false, is_archived: false };
}

function subject(more: object): object {
  return {
    id: 70,
    number: 7,
    title: 'fix: a',
    body: 'Because.',
    user: ANN,
    state: 'open',
    is_locked: false,
    labels: [labelOf(11, 'bug')],
    assignees: null,
    milestone: null,
    comments: 0,
    html_url: 'https://gitea.test/git/octo/hello/pulls/7',
    created_at: '2026-06-24T16:00:00+02:00',
    updated_at: '2026-06-24T14:01:00Z',
    ...more,
  };
}

export function pullAnswer(more: object = {}): object {
  return subject({
    draft: false,
    merged: false,
    merged_by: null,
    base: { label: 'main', ref: 'main', sha: 'b', repo_id: 1, repo: REPOSITORY },
    head: {
      label: 'topic',
      ref: 'topic',
      sha: 'abc',
      repo_id: 2,
      repo: { ...REPOSITORY, full_name: 'ann/hello' },
    },
    ...more,
  });
}

export function issueAnswer(more: object = {}): object {
  return subject({ pull_request: null, ...more });
}

export function commentAnswer(id: number, user: object, body: string, more: object = {}): object {
  return {
    id,
    html_url: `https://gitea.test/git/octo/hello/pulls/7#issuecomment-${id}`,
    pull_request_url: 'https://gitea.test/git/octo/hello/pulls/7',
    issue_url: '',
    user,
    original_author: '',
    original_author_id: 0,
    body,
    assets: [],
    created_at: '2026-06-24T14:02:00Z',
    updated_at: '2026-06-24T14:02:00Z',
    ...more,
  };
}

export function entry(type: string, more: object = {}): object {
  return {
    ...commentAnswer(90, ANN, ''),
    type,
    old_title: '',
    new_title: '',
    label: null,
    assignee: null,
    assignee_team: null,
    removed_assignee: false,
    ref_action: '',
    ...more,
  };
}

export const timelinePage = (page: number): string => `${ISSUE}/timeline?page=${page}&limit=50`;

/** Answers a look at the pull request; what was said stands in its timeline. */
export function looksAt(
  wire: GiteaWire,
  { pull = pullAnswer(), comments = [], timeline = [] }: Look = {},
): GiteaWire {
  wire.on('GET', PULL, 200, pull);
  const told = [...comments.map((each) => each && { ...each, type: 'comment' }), ...timeline];
  if (told.length > 0) wire.on('GET', timelinePage(1), 200, told);
  const last = told.length > 0 ? 2 : 1;
  // What holds nothing is the end already.
  if (told.length > 0 && told.every((each) => each === null)) return wire;
  return wire.on('GET', timelinePage(last), 200, 'null', { 'x-total-count': '0' });
}

type Look = { pull?: object; comments?: object[]; timeline?: object[] };
