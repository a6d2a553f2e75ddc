/** Payloads of GitHub with what a test is about; the rest is as GitHub would send it. */

export const HOME = { name: 'hello', owner: { login: 'octo' }, default_branch: 'main' };

type Json = Record<string, unknown>;

export function around(given: Json = {}): Json {
  return {
    repository: HOME,
    sender: { login: 'ann', type: 'User' },
    installation: { id: 7 },
    ...given,
  };
}

export function pullRequestPayload(given: Json = {}, action = 'opened'): Json {
  return around({
    action,
    pull_request: {
      number: 5,
      title: 'fix: it',
      body: 'Closes #1',
      user: { login: 'ann', type: 'User' },
      state: 'open',
      locked: false,
      labels: [{ name: 'bug' }],
      assignees: [{ login: 'bob' }],
      html_url: 'https://github.com/octo/hello/pull/5',
      created_at: '2026-11-22T12:00:00Z',
      updated_at: '2026-11-22T12:00:05Z',
      draft: false,
      merged: false,
      base: { ref: 'main', sha: 'b', repo: { full_name: 'octo/hello' } },
      head: { ref: 'fix', sha: 'h', repo: { full_name: 'ann/hello' } },
      ...given,
    },
  });
}

export function commentPayload(body: unknown, action = 'created'): Json {
  return around({ action, issue: { number: 5 }, comment: { body } });
}

export function pushPayload(paths: readonly string[], given: Json = {}): Json {
  return around({
    ref: 'refs/heads/main',
    forced: false,
    commits: [{ added: [], removed: [], modified: paths }],
    ...given,
  });
}
