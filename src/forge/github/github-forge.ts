import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Forge, ForgeAbilities } from '../forge.ts';
import type { Account } from '../model.ts';
import { accountOfLogin } from './accounts.ts';
import {
  type DebugLog,
  type GithubCalls,
  githubCalls,
  type GithubClient,
  type Rate,
} from './calls.ts';
import { checked } from './checked.ts';
import { commitFiles } from './commit-files.ts';
import { issueConfig, readIssueFiles } from './issue-files.ts';
import { knownNodes } from './known-nodes.ts';
import { listRepositories } from './list-repositories.ts';
import { listSubjects } from './list-subjects.ts';
import { isTeamMember, permissionOf } from './permissions.ts';
import { ensurePullRequest } from './propose-files.ts';
import { fileVersions, readFile } from './read-file.ts';
import { readRepository } from './read-repository.ts';
import { readSubject } from './read-subject.ts';
import { write } from './write.ts';

const ABILITIES: ForgeAbilities = {
  minimise: true,
  checks: 'check-run',
  closesOnlyFromDefaultBranch: true,
  authorMayReopen: false,
  reopenNeedsSameHead: true,
  pullRequestForms: false,
};

export const SELF = 'query readSelf { rateLimit { cost remaining resetAt } viewer { login } }';

const viewer = z.object({ viewer: z.object({ login: z.string() }) });

/**
 * GitHub, or a GitHub Enterprise Server, for one installation of the app or one token. The Octokit should leave
 * throttling and retries to its caller: a request that it holds back here counts as lost after a minute.
 *
 * Permissions: metadata, contents: read; issues, pull_requests, checks: write; members: read only where a policy names
 * teams; contents: write only to switch blank issues.
 */
export function githubForge(given: {
  octokit: GithubClient;
  host: string;
  /** Spares the question when the account is known. */
  self?: Account;
  clock: Clock;
  /** Told after each answer that says what is left of the quota. */
  onRate?: (rate: Rate) => void;
  log?: DebugLog;
}): Forge {
  const { octokit, clock, onRate, log } = given;
  const calls = githubCalls({
    client: octokit,
    clock,
    ...(onRate === undefined ? {} : { onRate }),
    ...(log === undefined ? {} : { log }),
  });
  const known = knownNodes();
  let self = given.self === undefined ? undefined : Promise.resolve(given.self);
  return {
    kind: 'github',
    host: given.host,
    abilities: ABILITIES,
    self() {
      self ??= readSelf(calls).catch((error: unknown) => {
        self = undefined;
        throw error;
      });
      return self;
    },
    readRepository: (repository) => readRepository(calls, repository),
    readFile: (repository, path, ref) => readFile(calls, repository, path, ref),
    fileVersions: (repository, path, since) => fileVersions(calls, repository, path, since),
    readSubject: (subject, wanted) => readSubject(calls, known, subject, wanted),
    permissionOf: (repository, login) => permissionOf(calls, repository, login),
    isTeamMember: (repository, team, login) => isTeamMember(calls, repository, team, login),
    write: (subject, changes) => write(calls, known, clock, subject, changes),
    listLabelled: (repository, label, state) => listSubjects(calls, repository, { label, state }),
    listOpen: (repository) => listSubjects(calls, repository, { state: 'open' }),
    listRepositories: () => listRepositories(calls),
    files: {
      readIssueFiles: (repository) => readIssueFiles(calls, repository),
      issueConfig: (repository) => issueConfig(calls, repository),
      commitFiles: (repository, commit) => commitFiles({ calls, clock }, repository, commit),
      ensurePullRequest: (repository, proposal) =>
        ensurePullRequest({ calls, clock }, repository, proposal),
    },
  };
}

async function readSelf(calls: GithubCalls): Promise<Account> {
  const purpose = { what: 'read our own account', needs: 'metadata=read' };
  const { data } = await calls.query(SELF, {}, purpose);
  return accountOfLogin(checked(viewer, data, purpose.what).viewer.login);
}
