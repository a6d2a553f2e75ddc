import { parse } from 'yaml';
import type { Repository, RepositoryFile, RepositoryReading } from '../../../src/forge/model.ts';
import { commitOf, commitsTouching, filesAt, folderAt } from './history.ts';
import type { RepositoryState } from './state.ts';
import { repositoryUrl } from './subject-view.ts';
import type { ForgeWorld } from './world.ts';

type Files = ReadonlyMap<string, string>;

/** Where a brand of forge looks for the files that shape its subjects. */
export type Places = {
  configs: readonly string[];
  /** The folders of such files in the forge's order, `''` for the root. */
  folders: readonly string[];
  pullRequestTemplate: RegExp;
  /** A folder of templates, in each of the folders. */
  pullRequestTemplates?: RegExp;
  issueTemplateFolders: readonly RegExp[];
  issueTemplate: RegExp;
  /** The owner's repository whose files stand in for absent ones. */
  shared?: string;
};

export const GITHUB_PLACES: Places = {
  configs: ['.github/hygiene.yml', '.gitea/hygiene.yml', '.forgejo/hygiene.yml'],
  folders: ['.github', '', 'docs'],
  pullRequestTemplate: /^pull_request_template(\.(md|txt))?$/i,
  pullRequestTemplates: /^pull_request_template$/i,
  issueTemplateFolders: [/^\.github\/issue_template$/i],
  issueTemplate: /\.(md|ya?ml)$/i,
  shared: '.github',
};

/** What the default branch of a repository says, in the words of the port. */
export function repositoryView(
  world: ForgeWorld,
  state: RepositoryState,
  places: Places,
): RepositoryReading {
  const { owner, name, defaultBranch } = state;
  const files = filesAt(state, 'HEAD');
  const shared = sharedOf(world, state, places);
  const elsewhere = (file: RepositoryFile): RepositoryFile => ({
    ...file,
    url: `${repositoryUrl(world, { owner, name: places.shared ?? '' })}/blob/HEAD/${file.path}`,
  });
  // A private shared repository shows nothing to people; its config is still ours to read.
  const offered: Files = shared?.private === false ? filesAt(shared, 'HEAD') : new Map();
  const configs = textsOf(files, places.configs);
  const [ownerConfig] =
    shared === undefined ? [] : textsOf(filesAt(shared, 'HEAD'), places.configs.slice(0, 1));
  const since = configSince(state, configs[0]?.path);
  const contributing = contributingIn(files, places);
  const own = pullRequestTemplatesIn(files, places);
  return {
    repository: { owner, name },
    url: repositoryUrl(world, state),
    defaultBranch,
    commit: commitOf(state, 'HEAD')?.oid ?? '',
    configs,
    ...(ownerConfig === undefined ? {} : { ownerConfig: elsewhere(ownerConfig) }),
    pullRequestTemplates:
      own.length > 0 ? own : pullRequestTemplatesIn(offered, places).map(elsewhere),
    issueTemplates:
      issueFolders(files, places).length > 0
        ? issueTemplatesIn(files, places)
        : issueTemplatesIn(offered, places).map(elsewhere),
    blankIssues: blankIssuesOf(state, shared, places),
    ...(contributing === undefined ? {} : { contributing }),
    ...(since === undefined ? {} : { configSince: since }),
  };
}

/** Whether there is anything whose text would have to be fetched, once the names of all files are known. */
export function hasCandidates(world: ForgeWorld, state: RepositoryState, places: Places): boolean {
  const own = filesAt(state, 'HEAD');
  const shared = sharedOf(world, state, places);
  const offered: Files = shared?.private === false ? filesAt(shared, 'HEAD') : new Map();
  const isCandidate = (files: Files): boolean =>
    issueFolders(files, places).length > 0 ||
    places.folders
      .flatMap((folder) => folderAt(files, folder) ?? [])
      .some(({ name, isFolder }) =>
        (isFolder ? places.pullRequestTemplates : places.pullRequestTemplate)?.test(name),
      );
  return textsOf(own, places.configs).length > 0 || isCandidate(own) || isCandidate(offered);
}

/** Whether the menu of new issues offers an empty one. */
export function blankIssuesOf(
  state: RepositoryState,
  shared: RepositoryState | undefined,
  places: Places,
): boolean {
  const own = filesAt(state, 'HEAD');
  const offered: Files = shared?.private === false ? filesAt(shared, 'HEAD') : new Map();
  const files = issueFolders(own, places).length > 0 ? own : offered;
  const [chooser] = issueFolders(files, places).flatMap((folder) =>
    textsOf(files, [`${folder}/config.yml`, `${folder}/config.yaml`]),
  );
  try {
    const config = parse(chooser?.text ?? '') as { blank_issues_enabled?: unknown } | null;
    return config?.blank_issues_enabled !== false;
  } catch {
    return true;
  }
}

export function sharedOf(
  world: ForgeWorld,
  { owner, name }: Repository,
  { shared }: Places,
): RepositoryState | undefined {
  if (shared === undefined || name.toLowerCase() === shared) return undefined;
  const found = world.findRepository({ owner, name: shared });
  return found !== undefined && world.isVisible(found) ? found : undefined;
}

function pullRequestTemplatesIn(files: Files, places: Places): RepositoryFile[] {
  const entries = places.folders.flatMap((folder) => folderAt(files, folder) ?? []);
  const single = entries.filter(
    ({ name, isFolder }) => !isFolder && places.pullRequestTemplate.test(name),
  );
  const several = entries
    .filter(({ name, isFolder }) => isFolder && places.pullRequestTemplates?.test(name) === true)
    .flatMap(({ path }) => folderAt(files, path) ?? [])
    .filter(({ name, isFolder }) => !isFolder && /\.(md|txt)$/i.test(name));
  return textsOf(
    files,
    [...single, ...several].map(({ path }) => path),
  );
}

function issueFolders(files: Files, { folders, issueTemplateFolders }: Places): string[] {
  const paths = folders
    .flatMap((folder) => folderAt(files, folder) ?? [])
    .filter(({ isFolder }) => isFolder)
    .map(({ path }) => path);
  return issueTemplateFolders.flatMap((folder) => paths.filter((path) => folder.test(path)));
}

/** Forms before Markdown, each by name. */
function issueTemplatesIn(files: Files, places: Places): RepositoryFile[] {
  const templates = issueFolders(files, places)
    .flatMap((folder) => folderAt(files, folder) ?? [])
    .filter(({ name, isFolder }) => !isFolder && places.issueTemplate.test(name))
    .filter(({ name }) => !/^config\.ya?ml$/i.test(name))
    .map(({ path }) => path);
  return textsOf(files, [
    ...templates.filter(isForm),
    ...templates.filter((path) => !isForm(path)),
  ]);
}

const isForm = (path: string): boolean => /\.ya?ml$/i.test(path);

function contributingIn(files: Files, { folders }: Places): string | undefined {
  return folders
    .flatMap((folder) => folderAt(files, folder) ?? [])
    .find(({ name, isFolder }) => !isFolder && /^contributing(\.[a-z]+)?$/i.test(name))?.path;
}

function configSince(state: RepositoryState, path: string | undefined): number | undefined {
  return path === undefined ? undefined : commitsTouching(state, 'HEAD', path).at(-1)?.at;
}

function textsOf(files: Files, paths: readonly string[]): RepositoryFile[] {
  return paths.flatMap((path) => {
    const text = files.get(path);
    return text === undefined ? [] : [{ path, text }];
  });
}
