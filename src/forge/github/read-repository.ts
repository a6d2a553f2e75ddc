import type { Repository, RepositoryFile, RepositoryReading } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import {
  contributingGuide,
  type Entry,
  inMenuOrder,
  isIssueTemplate,
  isPullRequestTemplate,
  issueTemplateFolder,
  type Listings,
  pullRequestTemplates,
} from './community-files.ts';
import type { Problem } from './failures.ts';
import {
  CONFIGS,
  contentsDocument,
  OLDER_COMMITS,
  REPOSITORY_LISTINGS,
  type WantedObject,
} from './repository-documents.ts';
import {
  contents,
  contentsAnswer,
  type ListingNodes,
  listingsAnswer,
} from './repository-shapes.ts';

/** Commits of a config are counted by the dozen; more pages than this are a mistake. */
const MOST_PAGES_OF_COMMITS = 20;

/** Two requests: names, then the texts of those that count. One when nothing counts. */
export async function readRepository(
  calls: GithubCalls,
  { owner, name }: Repository,
): Promise<RepositoryReading | undefined> {
  const purpose = { what: `read ${owner}/${name}`, needs: 'contents=read' };
  const { data } = await calls.query(REPOSITORY_LISTINGS, { owner, name }, purpose, isOptional);
  const { repository, shared } = checked(listingsAnswer, data, purpose.what);
  if (repository === null) return undefined;

  const commit = repository.defaultBranchRef?.target?.oid ?? '';
  const configs = [repository.config0, repository.config1, repository.config2].flatMap(
    (config, index) => fileOf(CONFIGS[index] ?? '', config?.text),
  );
  const isSharedItself = name.toLowerCase() === '.github';
  const [ownerConfig] = isSharedItself ? [] : fileOf(CONFIGS[0], shared?.config0?.text);
  const own = listingsOf(repository);
  // What GitHub shows in place of own files comes from a public repository only.
  const others = shared === null || shared.isPrivate ? undefined : listingsOf(shared);
  const chosen = {
    pulls: candidates(pullRequestTemplates(own), others && pullRequestTemplates(others)),
    issues: choose(folderOf(own), others && folderOf(others)),
  };
  const config = configs[0]?.path;
  const read = await readContents(
    calls,
    { owner, name },
    {
      entries: [...chosen.pulls, ...chosen.issues],
      ...(config === undefined ? {} : { history: { commit, config } }),
    },
  );
  const contributing = contributingGuide(own);
  const filesOf = (entry: ChosenEntry, fits: (name: string) => boolean): RepositoryFile[] =>
    read
      .files(entry, fits)
      .map((file) => (entry.from === 'shared' ? ofShared(repository.url, file) : file));
  return {
    repository: { owner, name },
    url: repository.url,
    defaultBranch: repository.defaultBranchRef?.name ?? '',
    commit,
    configs,
    ...(ownerConfig === undefined ? {} : { ownerConfig: ofShared(repository.url, ownerConfig) }),
    pullRequestTemplates:
      ['repository', 'shared']
        .map((from) => chosen.pulls.filter((entry) => entry.from === from))
        .map((entries) => entries.flatMap((entry) => filesOf(entry, isPullRequestTemplate)))
        .find((files) => files.length > 0) ?? [],
    issueTemplates: inMenuOrder(chosen.issues.flatMap((entry) => filesOf(entry, isIssueTemplate))),
    blankIssues: repository.isBlankIssuesEnabled,
    ...(contributing === undefined ? {} : { contributing }),
    ...(read.since === undefined ? {} : { configSince: read.since }),
  };
}

/** The owner's shared repository may be closed to us; a repository without it is the usual case. */
function isOptional({ type, path }: Problem): boolean {
  return type === 'NOT_FOUND' || (type === 'FORBIDDEN' && path[0] === 'shared');
}

type ChosenEntry = Entry & { from: WantedObject['from'] };

function choose(own: readonly Entry[], shared: readonly Entry[] = []): ChosenEntry[] {
  return own.length > 0
    ? own.map((entry) => ({ ...entry, from: 'repository' }))
    : shared.map((entry) => ({ ...entry, from: 'shared' }));
}

/** As `choose`; but whether a folder has a template in it is only known once it was read. */
function candidates(own: readonly Entry[], shared: readonly Entry[] = []): ChosenEntry[] {
  const isSure = own.some(({ isFolder }) => !isFolder);
  return [...choose(own), ...(isSure ? [] : choose([], shared))];
}

function folderOf(listings: Listings): Entry[] {
  const folder = issueTemplateFolder(listings);
  return folder === undefined ? [] : [folder];
}

function listingsOf({ dotGithub, root, docs }: ListingNodes): Listings {
  return {
    '.github': entriesOf('.github', dotGithub),
    '': entriesOf('', root),
    docs: entriesOf('docs', docs),
  };
}

function entriesOf(folder: string, listing: ListingNodes['root']): Entry[] {
  return (listing?.entries ?? []).map(({ name, type, oid }) => ({
    name,
    path: folder === '' ? name : `${folder}/${name}`,
    isFolder: type === 'tree',
    oid,
  }));
}

function fileOf(path: string, text: string | null | undefined): RepositoryFile[] {
  return text === undefined || text === null ? [] : [{ path, text }];
}

/** A file of the repository beside this one. Its default branch need not be known for its page. */
function ofShared(url: string, file: RepositoryFile): RepositoryFile {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return { ...file, url: `${url.replace(/[^/]+$/, '.github')}/blob/HEAD/${path}` };
}

type Read = {
  /** The entry itself when it is a file, else the files in it whose name fits. */
  files(entry: ChosenEntry, fits: (name: string) => boolean): RepositoryFile[];
  since?: number;
};

async function readContents(
  calls: GithubCalls,
  { owner, name }: Repository,
  wanted: { entries: readonly ChosenEntry[]; history?: { commit: string; config: string } },
): Promise<Read> {
  const { entries, history } = wanted;
  if (entries.length === 0 && history === undefined) return { files: () => [] };
  const purpose = { what: `read files of ${owner}/${name}`, needs: 'contents=read' };
  const document = contentsDocument(entries, history !== undefined);
  const oids = Object.fromEntries(entries.map(({ oid }, index) => [`oid${index}`, oid]));
  const { data } = await calls.query(
    document,
    { owner, name, ...oids, ...history },
    purpose,
    isOptional,
  );
  const answer = checked(contentsAnswer, data, purpose.what);
  const page = answer.repository?.commit?.history;
  const since =
    history === undefined || page === undefined
      ? undefined
      : await firstCommit(calls, { owner, name, ...history }, page);
  return {
    files(entry, fits) {
      const index = entries.indexOf(entry);
      const found = checked(contents, answer[entry.from]?.[`object${index}`], purpose.what);
      return [
        ...fileOf(entry.path, found?.text),
        ...(found?.entries ?? [])
          .filter((inner) => inner.type === 'blob' && fits(inner.name))
          .flatMap((inner) => fileOf(`${entry.path}/${inner.name}`, inner.object?.text)),
      ];
    },
    ...(since === undefined ? {} : { since }),
  };
}

type Commits = {
  nodes: readonly { committedDate: number }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/** When the first of the commits was made that touched a path; they come newest first. */
async function firstCommit(
  calls: GithubCalls,
  asked: Repository & { commit: string; config: string },
  newest: Commits,
): Promise<number | undefined> {
  const purpose = { what: `read commits of ${asked.owner}/${asked.name}`, needs: 'contents=read' };
  let page = newest;
  for (let pages = 1; pages < MOST_PAGES_OF_COMMITS && page.pageInfo.hasNextPage; pages += 1) {
    const variables = { ...asked, after: page.pageInfo.endCursor };
    const { data } = await calls.query(OLDER_COMMITS, variables, purpose);
    const older = checked(contentsAnswer, data, purpose.what).repository?.commit?.history;
    if (older === undefined || older.nodes.length === 0) break;
    page = older;
  }
  return page.nodes.at(-1)?.committedDate;
}
