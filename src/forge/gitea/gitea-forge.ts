import { BoundedMap } from '../../bounded-map.ts';
import { UnexpectedAnswer } from '../errors.ts';
import type { Forge, ForgeAbilities } from '../forge.ts';
import type { Account } from '../model.ts';
import { accountOf, user } from './accounts.ts';
import { type GiteaCalls, giteaCalls, type GiteaConnection } from './calls.ts';
import { checked } from './checked.ts';
import { commitFiles } from './commit-files.ts';
import { DRAFT_PREFIXES } from './draft.ts';
import { issueConfig, readIssueFiles } from './issue-files.ts';
import { knownIds } from './known-ids.ts';
import { listRepositories } from './list-repositories.ts';
import { listSubjects } from './list-subjects.ts';
import { isTeamMember, permissionOf } from './permissions.ts';
import { ensurePullRequest } from './propose-files.ts';
import { fileVersions, readFile } from './read-file.ts';
import { type OwnFiles, readRepository } from './read-repository.ts';
import { readSubject } from './read-subject.ts';
import { type GiteaSettings, SHARED_REPOSITORIES } from './settings.ts';
import { agedServer, type GiteaKind, type GiteaServer, probeGitea, readServer } from './version.ts';
import { write } from './write.ts';

/** As many as a bot keeps policies of. */
const MOST_REMEMBERED = 5000;

export type { GiteaSettings } from './settings.ts';

const ABILITIES: ForgeAbilities = {
  minimise: false,
  checks: 'commit-status',
  closesOnlyFromDefaultBranch: false,
  // Whoever opened it may set its state, whoever set it before.
  authorMayReopen: true,
  // A pull request takes the head branch as it is now; the API reopens it even without one.
  reopenNeedsSameHead: false,
  pullRequestForms: true,
};

export type GiteaForgeOptions = GiteaConnection & {
  kind: GiteaKind;
  /** Host and port as in the web address: part of a subject's identity. */
  host: string;
  /** Spares the question when the account is known. */
  self?: Account;
  /** Spares the question when `probeGitea` was asked before. */
  server?: GiteaServer;
  settings?: GiteaSettings;
};

/**
 * Gitea or Forgejo, for one account's token.
 *
 * Scopes: write:repository (statuses, closing and editing of pull requests), write:issue, read:user; read:organization
 * where a policy names teams or labels are the organisation's. The account needs write access to each repository, and
 * administers it where permissions above `write` should be told.
 */
export function giteaForge(given: GiteaForgeOptions): Forge {
  const { settings = {} } = given;
  const calls = giteaCalls(given);
  const known = knownIds();
  const { closingKeywords, draftPrefixes = DRAFT_PREFIXES } = settings;
  const self = once(given.self, () => readSelf(calls));
  const server = once(given.server, () => readOwnServer(calls, given.kind));
  const sources = {
    calls,
    server,
    sharedRepositories: settings.sharedRepositories ?? SHARED_REPOSITORIES,
    remembered: new BoundedMap<{ commit: string; files: OwnFiles }>(MOST_REMEMBERED),
  };
  return {
    kind: given.kind,
    host: given.host,
    abilities: closingKeywords === undefined ? ABILITIES : { ...ABILITIES, closingKeywords },
    self,
    readRepository: (repository) => readRepository(sources, repository),
    readFile: (repository, path, ref) => readFile(calls, repository, path, ref),
    fileVersions: (repository, path, since) => fileVersions(calls, repository, path, since),
    readSubject: (subject, wanted) =>
      readSubject({ calls, known, self, server, draftPrefixes }, subject, wanted),
    permissionOf: (repository, login) => permissionOf(calls, repository, login),
    isTeamMember: (repository, team, login) => isTeamMember(calls, known, repository, team, login),
    write: (subject, changes) => write(calls, known, given.kind, subject, changes),
    listLabelled: (repository, label, state) =>
      listSubjects(calls, given.kind, repository, { label, state }),
    listOpen: (repository) => listSubjects(calls, given.kind, repository, { state: 'open' }),
    listRepositories: () => listRepositories(calls),
    files: {
      readIssueFiles: (repository) => readIssueFiles({ calls, server }, repository),
      issueConfig: (repository) => issueConfig(calls, repository),
      commitFiles: (repository, commit) => commitFiles(calls, repository, commit),
      ensurePullRequest: (repository, proposal) => ensurePullRequest(calls, repository, proposal),
    },
  };
}

/** The same, for a server that is asked which of the two it is. */
export async function connectGitea(
  given: Omit<GiteaForgeOptions, 'kind' | 'server'>,
): Promise<Forge> {
  const server = await probeGitea(given);
  return giteaForge({ ...given, kind: server.kind, server });
}

async function readSelf(calls: GiteaCalls): Promise<Account> {
  const purpose = { what: 'read our own account', needs: 'read:user' };
  const found = await calls.get(['user'], purpose);
  return accountOf(checked(user, found?.data, purpose.what));
}

/** What is configured decides how the engine reads texts, so that a server of the other kind must not go unnoticed. */
async function readOwnServer(calls: GiteaCalls, kind: GiteaKind): Promise<GiteaServer> {
  const server = await readServer(calls);
  const aged = agedServer(server);
  if (aged !== undefined) calls.log.debug(aged);
  if (server.kind === kind) return server;
  throw new UnexpectedAnswer(
    `The forge is configured as ${kind}, but says that it is ${server.kind} ${server.version}: correct the kind`,
  );
}

/** Asks when first needed, and again only after a failure. */
function once<T extends object>(told: T | undefined, ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined = told === undefined ? undefined : Promise.resolve(told);
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
