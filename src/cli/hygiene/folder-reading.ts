import type { ForgeKind, RepositoryFile, RepositoryReading } from '../../forge/model.ts';
import * as giteaFiles from '../../forge/gitea/community-files.ts';
import * as githubFiles from '../../forge/github/community-files.ts';
import { CONFIGS } from '../../forge/github/repository-documents.ts';
import { readIssueConfig } from '../../hygiene/blank-issues/read.ts';
import type { CommunityFolder } from './community-folder.ts';
import type { Remote } from './git-checkout.ts';

/** A folder read as the newest version of a forge would read its default branch. */
export async function readFolder(
  folder: CommunityFolder,
  kind: ForgeKind,
  remote: Remote,
): Promise<RepositoryReading> {
  const found = kind === 'github' ? githubPaths(folder.paths) : giteaPaths(folder.paths, kind);
  const read = async (paths: readonly string[]): Promise<RepositoryFile[]> =>
    (await Promise.all(paths.map((path) => folder.read(path)))).filter(
      (file) => file !== undefined,
    );
  const issueTemplates = await read(found.issues);
  const menu = await read(found.menu);
  return {
    repository: remote.repository,
    url: `${remote.server}/${remote.repository.owner}/${remote.repository.name}`,
    defaultBranch: '',
    commit: '',
    configs: await read(found.configs),
    pullRequestTemplates: await read(found.pulls),
    issueTemplates,
    blankIssues: readIssueConfig([...issueTemplates, ...menu], kind).value,
    ...(found.contributing === undefined ? {} : { contributing: found.contributing }),
  };
}

type Paths = Record<'configs' | 'pulls' | 'issues' | 'menu', readonly string[]> & {
  contributing?: string | undefined;
};

function githubPaths(paths: readonly string[]): Paths {
  const listings: githubFiles.Listings = {
    '.github': entriesOf(paths, '.github'),
    '': entriesOf(paths, ''),
    docs: entriesOf(paths, 'docs'),
  };
  const folder = githubFiles.issueTemplateFolder(listings)?.path;
  const inFolder = entriesOf(paths, folder ?? '').filter(() => folder !== undefined);
  return {
    configs: CONFIGS.filter((path) => paths.includes(path)),
    pulls: githubFiles.pullRequestTemplates(listings).flatMap(({ path, isFolder }) =>
      isFolder
        ? entriesOf(paths, path)
            .filter(({ name }) => githubFiles.isPullRequestTemplate(name))
            .map((entry) => entry.path)
        : [path],
    ),
    issues: githubFiles
      .inMenuOrder(inFolder.filter(({ name }) => githubFiles.isIssueTemplate(name)))
      .map(({ path }) => path),
    menu: inFolder.filter(({ name }) => /^config\.ya?ml$/i.test(name)).map(({ path }) => path),
    contributing: githubFiles.contributingGuide(listings),
  };
}

/** What a listing of the folder would tell; the forge's own folders alone matter. */
function entriesOf(paths: readonly string[], folder: string): githubFiles.Entry[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, githubFiles.Entry>();
  for (const path of paths.filter((each) => each.startsWith(prefix))) {
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    entries.set(name, { path: prefix + name, name, isFolder: rest.length > 0, oid: '' });
  }
  return [...entries.values()];
}

/** A version that looks wherever any does. */
const NEWEST = { version: '', major: 1000, minor: 0 };

function giteaPaths(paths: readonly string[], kind: 'gitea' | 'forgejo'): Paths {
  const server = { kind, ...NEWEST };
  const first = (candidates: readonly string[]): string[] =>
    candidates.filter((path) => paths.includes(path)).slice(0, 1);
  const folders = giteaFiles.issueTemplateFolders(server);
  const issues = folders.flatMap((folder) =>
    entriesOf(paths, folder)
      .filter(({ name, isFolder }) => !isFolder && giteaFiles.isIssueTemplate(name))
      .map(({ path }) => path),
  );
  return {
    configs: giteaFiles.configPaths(kind).filter((path) => paths.includes(path)),
    pulls: first(giteaFiles.pullRequestTemplatePaths(server)),
    issues: issues.length > 0 ? issues : first(giteaFiles.issueTemplatePaths(server)),
    menu: first(giteaFiles.issueConfigPaths(server)),
    contributing: giteaFiles.contributingGuide(server, paths),
  };
}
