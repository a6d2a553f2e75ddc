import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { checked } from './checked.ts';
import { communityFolders } from './community-files.ts';
import { type Tree, tree, type TreeEntry } from './repository-shapes.ts';
import type { GiteaServer } from './version.ts';

export type Files = {
  /** The commit that was read. */
  commit: string;
  /** Files that can be read as text, by size; links to files elsewhere are none. In git's order. */
  paths: readonly string[];
};

/** As much of a tree as the forge gives at once. */
const AT_ONCE = 1_000;

/** A folder with more in it than this is no place for templates. */
const MOST_PAGES = 20;

/** No template is longer. */
const LONGEST_FILE = 1 << 20;

/**
 * Names of files where the forge looks for those about contributing. One request for a repository of up to a thousand
 * files; a larger one takes its root, and each folder in question that exists.
 */
export async function listFiles(
  calls: GiteaCalls,
  repository: Repository,
  branch: string,
  server: GiteaServer,
): Promise<Files | undefined> {
  const whole = await readTree(calls, repository, branch, true);
  if (whole === undefined) return undefined;
  if (!whole.truncated) return { commit: whole.sha, paths: pathsOf(whole.tree) };
  // What was cut off is behind the folders that begin with a dot, but may be of the root.
  const root = await readTree(calls, repository, whole.sha, false);
  if (root === undefined) return undefined;
  const folders = root.tree.filter(({ type, path }) => type === 'tree' && isLooked(path, server));
  const below = await Promise.all(folders.map((folder) => readFolder(calls, repository, folder)));
  return { commit: whole.sha, paths: pathsOf([...root.tree, ...below.flat()]) };
}

function isLooked(path: string, server: GiteaServer): boolean {
  return communityFolders(server).includes(path) || isTemplateFolder(path);
}

function isTemplateFolder(name: string): boolean {
  return name === 'ISSUE_TEMPLATE' || name === 'issue_template';
}

/** A folder and the folders of templates in it; documentation may be vast below. */
async function readFolder(
  calls: GiteaCalls,
  repository: Repository,
  { path, sha }: TreeEntry,
): Promise<TreeEntry[]> {
  const found = await readTree(calls, repository, sha, false);
  const entries = (found?.tree ?? []).map((entry) => ({ ...entry, path: `${path}/${entry.path}` }));
  const inner = entries.filter(
    (entry) => entry.type === 'tree' && isTemplateFolder(entry.path.slice(path.length + 1)),
  );
  const below = await Promise.all(inner.map((entry) => readFolder(calls, repository, entry)));
  return [...entries, ...below.flat()];
}

/** One page of a whole tree, or all pages of a single folder. */
async function readTree(
  calls: GiteaCalls,
  { owner, name }: Repository,
  of: string,
  recursive: boolean,
): Promise<Tree | undefined> {
  const purpose = {
    what: `list files of ${owner}/${name}`,
    needs: 'read:repository',
    // A repository without a commit has no tree.
    gone: [400, 409],
  };
  const route = ['repos', owner, name, 'git', 'trees', of];
  const entries: TreeEntry[] = [];
  for (let page = 1; ; page += 1) {
    const query = { recursive: recursive ? true : undefined, per_page: AT_ONCE, page };
    const found = await calls.get(route, purpose, query);
    if (found === undefined) return undefined;
    const { sha, tree: some, truncated } = checked(tree, found.data, purpose.what);
    entries.push(...some);
    const isLast = !truncated || some.length === 0 || page >= MOST_PAGES;
    if (recursive || isLast) return { sha, tree: entries, truncated };
  }
}

function pathsOf(entries: readonly TreeEntry[]): string[] {
  return entries
    .filter(({ type, mode, size }) => type === 'blob' && mode !== '120000' && size <= LONGEST_FILE)
    .map(({ path }) => path);
}
