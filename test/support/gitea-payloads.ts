/** Payloads of Gitea and Forgejo with what a test is about; the rest is as the servers send it. */

type Json = Record<string, unknown>;

const ANN = { id: 2, login: 'ann', username: 'ann', email: 'ann@noreply.tea.test' };

export const HOME = {
  id: 1,
  name: 'hello',
  full_name: 'octo/hello',
  owner: { id: 1, login: 'octo', username: 'octo' },
  default_branch: 'main',
};

function subject(kind: 'pulls' | 'issues', given: Json): Json {
  return {
    id: 77,
    number: 5,
    title: 'fix: it',
    body: 'Closes #1',
    user: ANN,
    state: 'open',
    is_locked: false,
    labels: [{ id: 3, name: 'bug', color: 'ee0701', exclusive: false, is_archived: false }],
    assignees: [{ id: 3, login: 'bob', username: 'bob' }],
    // The page, whatever the name says.
    url: `https://tea.test/octo/hello/${kind}/5`,
    html_url: `https://tea.test/octo/hello/${kind}/5`,
    created_at: '2026-11-22T12:00:00Z',
    updated_at: '2026-11-22T13:00:05+01:00',
    closed_at: null,
    ...given,
  };
}

function around(given: Json): Json {
  return { repository: HOME, sender: ANN, ...given };
}

export function pullRequestPayload(given: Json = {}, action = 'opened', more: Json = {}): Json {
  const repo = { ...HOME, full_name: 'ann/hello' };
  return around({
    action,
    number: 5,
    pull_request: subject('pulls', {
      draft: false,
      merged: false,
      merged_at: null,
      review_comments: 0,
      base: { label: 'main', ref: 'main', sha: 'b', repo_id: 1, repo: HOME },
      head: { label: 'fix', ref: 'fix', sha: 'h', repo_id: 2, repo },
      ...given,
    }),
    requested_reviewer: null,
    ...more,
  });
}

export function reviewPayload(sender: string, type: string): Json {
  return {
    ...pullRequestPayload({}, 'reviewed'),
    sender: { ...ANN, login: sender },
    review: { type: `pull_request_review_${type}`, content: 'well' },
  };
}

export function issuePayload(given: Json = {}, action = 'opened'): Json {
  const issue = subject('issues', { pull_request: null, ...given });
  return around({ action, number: 5, issue, commit_id: '' });
}

export function commentPayload(body: unknown, action = 'created', isPull = true): Json {
  return around({
    action,
    issue: subject('issues', { pull_request: isPull ? { merged: false } : null }),
    ...(isPull ? { pull_request: pullRequestPayload()['pull_request'] } : {}),
    comment: { id: 9, body, user: ANN },
    is_pull: isPull,
  });
}

export function pushPayload(paths: readonly string[], given: Json = {}): Json {
  return around({
    ref: 'refs/heads/main',
    before: 'a',
    after: 'b',
    commits: [{ id: 'b', added: null, removed: null, modified: paths }],
    total_commits: 1,
    pusher: ANN,
    ...given,
  });
}
