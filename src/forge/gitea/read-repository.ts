import type { BoundedMap } from '../../bounded-map.ts';
import type { Repository, RepositoryFile, RepositoryReading } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { checked } from './checked.ts';
import {
  configPaths,
  contributingGuide,
  isIssueTemplate,
  issueConfigPaths,
  issueTemplateFolders,
  issueTemplatePaths,
  pullRequestTemplatePaths,
} from './community-files.ts';
import { repositoryKey } from './known-ids.ts';
import { type Files, listFiles } from './list-files.ts';
import { commitsOf, readFile, readPage } from './read-file.ts';
import { folderEntries, issueConfig, repository as repositoryShape } from './repository-shapes.ts';
import { type GiteaServer, isAtLeast } from './version.ts';

/** The first Gitea whose closing keywords understand the address of an issue. */
const CLOSES_BY_ADDRESS = [1, 26] as const;

/** A folder with more templates than anybody would choose from. */
const MOST_TEMPLATES = 100;

export type RepositorySources = {
  calls: GiteaCalls;
  server: () => Promise<GiteaServer>;
  /** Names of repositories in which an owner may keep a config for all of theirs; the first that has one counts. */
  sharedRepositories: readonly string[];
  /** What repositories held when they were read last, by name. */
  remembered: BoundedMap<{ commit: string; files: OwnFiles }>;
};

/**
 * The repository, its tree, and at least one request for each place of the owner's config; of a commit that was not read
 * before also one for each file that counts, and one for the menu of issues when a file sets it up.
 */
export async function readRepository(
  sources: RepositorySources,
  asked: Repository,
): Promise<RepositoryReading | undefined> {
  const { calls } = sources;
  const { owner, name } = asked;
  const purpose = { what: `read ${owner}/${name}`, needs: 'read:repository' };
  const found = await calls.get(['repos', owner, name], purpose);
  if (found === undefined) return undefined;
  const {
    html_url: url,
    default_branch: branch,
    empty,
  } = checked(repositoryShape, found.data, purpose.what);
  const server = await sources.server();
  const files = empty || branch === '' ? undefined : await listFiles(calls, asked, branch, server);
  return {
    repository: { owner, name },
    url,
    defaultBranch: branch,
    commit: files?.commit ?? '',
    ...(await readOwnerConfig(sources, asked, server)),
    ...(await ownFiles(sources, asked, files ?? NO_FILES, server)),
    ...(server.kind === 'gitea' && !isAtLeast(server, CLOSES_BY_ADDRESS)
      ? { closesByAddress: false }
      : {}),
  };
}

/** What one commit holds; it holds the same as long as it is that commit. */
export type OwnFiles = Pick<
  RepositoryReading,
  | 'configs'
  | 'configSince'
  | 'contributing'
  | 'pullRequestTemplates'
  | 'issueTemplates'
  | 'blankIssues'
>;

const NO_FILES: Files = { commit: '', paths: [] };

/** Read once for each commit. */
async function ownFiles(
  { calls, remembered }: RepositorySources,
  asked: Repository,
  files: Files,
  server: GiteaServer,
): Promise<OwnFiles> {
  const key = repositoryKey(asked);
  const before = remembered.get(key);
  if (before !== undefined && before.commit === files.commit) return before.files;
  const read = await readOwnFiles(calls, asked, files, server);
  remembered.set(key, { commit: files.commit, files: read });
  return read;
}

async function readOwnFiles(
  calls: GiteaCalls,
  asked: Repository,
  { commit, paths }: Files,
  server: GiteaServer,
): Promise<OwnFiles> {
  const existing = new Set(paths);
  const read = (path: string): Promise<RepositoryFile | undefined> =>
    readFile(calls, asked, path, commit);
  const firstOf = (candidates: readonly string[]): string[] =>
    candidates.filter((path) => existing.has(path)).slice(0, 1);

  const configs = await textsOf(
    configPaths(server.kind).filter((path) => existing.has(path)),
    read,
  );
  const contributing = contributingGuide(server, paths);
  const since = configs[0] === undefined ? undefined : await firstCommit(calls, asked, configs[0]);
  return {
    configs,
    pullRequestTemplates: await textsOf(firstOf(pullRequestTemplatePaths(server)), read),
    issueTemplates: await textsOf(
      issueTemplates(server, paths) ?? firstOf(issueTemplatePaths(server)),
      read,
    ),
    blankIssues:
      firstOf(issueConfigPaths(server)).length === 0 || (await readBlankIssues(calls, asked)),
    ...(contributing === undefined ? {} : { contributing }),
    ...(since === undefined ? {} : { configSince: since }),
  };
}

async function textsOf(
  paths: readonly string[],
  read: (path: string) => Promise<RepositoryFile | undefined>,
): Promise<RepositoryFile[]> {
  const files = await Promise.all(paths.slice(0, MOST_TEMPLATES).map(read));
  return files.filter((file) => file !== undefined);
}

/** The files of all folders of templates, in the order of the folders; undefined when there are none. */
function issueTemplates(server: GiteaServer, paths: readonly string[]): string[] | undefined {
  const found = issueTemplateFolders(server).flatMap((folder) =>
    paths.filter(
      (path) => path.startsWith(`${folder}/`) && isIssueTemplate(path.slice(folder.length + 1)),
    ),
  );
  const direct = found.filter((path) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return issueTemplateFolders(server).includes(folder);
  });
  return direct.length === 0 ? undefined : direct;
}

/** As the server understands its file: one with a mistake in it counts as none. */
async function readBlankIssues(calls: GiteaCalls, { owner, name }: Repository): Promise<boolean> {
  const purpose = { what: `read the issue config of ${owner}/${name}`, needs: 'read:repository' };
  const found = await calls.get(['repos', owner, name, 'issue_config'], purpose);
  if (found === undefined) {
    calls.log.debug(
      `The forge, ${purpose.what}: it has no such address, blank issues are taken as allowed`,
    );
    return true;
  }
  return checked(issueConfig, found.data, purpose.what).blank_issues_enabled;
}

/** The forge has no such convention of its own: only our config is looked for there, templates are not inherited. */
async function readOwnerConfig(
  { calls, sharedRepositories }: RepositorySources,
  asked: Repository,
  { kind }: GiteaServer,
): Promise<Pick<RepositoryReading, 'ownerConfig' | 'ownerRepository'>> {
  for (const name of sharedRepositories) {
    const shared = { owner: asked.owner, name };
    if (name.toLowerCase() === asked.name.toLowerCase()) continue;
    const folders = await rootFolders(calls, shared);
    for (const path of configPaths(kind)) {
      if (!folders.includes(path.split('/')[0] ?? '')) continue;
      const config = await readPage(calls, shared, path);
      if (config !== undefined) return { ownerConfig: config, ownerRepository: name };
    }
  }
  return {};
}

/** None when there is no such repository, or none that we may see. */
async function rootFolders(calls: GiteaCalls, { owner, name }: Repository): Promise<string[]> {
  const purpose = {
    what: `look into ${owner}/${name}`,
    needs: 'read:repository',
    gone: [403, 409],
  };
  const found = await calls.get(['repos', owner, name, 'contents'], purpose);
  return checked(folderEntries, found?.data, purpose.what)
    .filter(({ type }) => type === 'dir')
    .map((entry) => entry.name);
}

async function firstCommit(
  calls: GiteaCalls,
  repository: Repository,
  { path }: RepositoryFile,
): Promise<number | undefined> {
  let first: number | undefined;
  for await (const { at } of commitsOf(calls, repository, path)) first = at;
  return first;
}
