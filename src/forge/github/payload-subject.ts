import type { Account, Repository, Subject } from '../model.ts';
import type {
  PayloadAccount,
  PayloadIssue,
  PayloadPullRequest,
  PayloadRepository,
} from './payload-shapes.ts';

export function repositoryOf({ name, owner }: PayloadRepository): Repository {
  return { owner: owner.login, name };
}

/** A repository, and what its default branch is as far as the payload tells. */
export type PayloadHome = { repository: Repository; defaultBranch?: string | undefined };

export function homeOf(payload: PayloadRepository): PayloadHome {
  return { repository: repositoryOf(payload), defaultBranch: payload.default_branch };
}

export function pullRequestSubject(pull: PayloadPullRequest, home: PayloadHome): Subject {
  const { base, head } = pull;
  return {
    ...subjectOf(pull, home),
    kind: 'pull-request',
    draft: pull.draft === true,
    merged: pull.merged === true || (pull.merged_at ?? '') !== '',
    branches: {
      base: base.ref,
      baseIsDefault: base.ref === home.defaultBranch,
      head: head.ref,
      headSha: head.sha,
      ...(head.repo === null || head.repo === undefined
        ? {}
        : { headRepository: head.repo.full_name }),
    },
  };
}

export function issueSubject(issue: PayloadIssue, home: PayloadHome): Subject {
  return { ...subjectOf(issue, home), kind: 'issue', draft: false, merged: false };
}

/** Webhooks, unlike GraphQL, name an app with its suffix and say what kind of account somebody is. */
export function accountOf(account: PayloadAccount): Account {
  if (account === null || account === undefined) return { login: 'ghost', isBot: false };
  return {
    login: account.login,
    isBot: account.type === 'Bot' || account.login.endsWith('[bot]'),
  };
}

function subjectOf(
  from: PayloadIssue | PayloadPullRequest,
  { repository }: PayloadHome,
): Omit<Subject, 'kind' | 'draft' | 'merged'> {
  return {
    ...repository,
    number: from.number,
    title: from.title,
    body: from.body ?? '',
    author: accountOf(from.user),
    state: from.state === 'closed' ? 'closed' : 'open',
    locked: from.locked === true,
    labels: (from.labels ?? []).map(({ name }) => name),
    assignees: (from.assignees ?? []).flatMap((each) => each?.login ?? []),
    url: from.html_url,
    createdAt: from.created_at,
    updatedAt: from.updated_at,
  };
}
