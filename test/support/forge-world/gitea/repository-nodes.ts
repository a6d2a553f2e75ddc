import type { Repository } from '../../../../src/forge/model.ts';
import { commitOf, filesAt, folderAt, oidOf } from '../history.ts';
import type { CommitState, RepositoryState } from '../state.ts';
import { repositoryUrl } from '../subject-view.ts';
import type { ForgeWorld } from '../world.ts';

type Node = Record<string, unknown>;

export function repositoryNode(world: ForgeWorld, state: RepositoryState): Node {
  const { owner, name, defaultBranch } = state;
  const may = (least: 'read' | 'write' | 'admin'): boolean => world.may(state, world.bot, least);
  return {
    id: world.repositories.indexOf(state) + 1,
    owner: { id: 1, login: owner, username: owner },
    name,
    full_name: `${owner}/${name}`,
    empty: commitOf(state, 'HEAD') === undefined,
    private: state.private,
    archived: state.archived,
    html_url: repositoryUrl(world, state),
    default_branch: defaultBranch,
    permissions: { admin: may('admin'), push: may('write'), pull: may('read') },
  };
}

export function commitNode({ oid, at, by, message }: CommitState): Node {
  const date = new Date(at).toISOString();
  const person = { name: by, email: `${by}@noreply.localhost`, date };
  return { sha: oid, created: date, commit: { author: person, committer: person, message } };
}

export function contentNode(
  world: ForgeWorld,
  repository: RepositoryState,
  path: string,
  text: string | undefined,
): Node {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const where = `${repositoryUrl(world, repository)}/src/branch/${repository.defaultBranch}/${path}`;
  const any = { name, path, sha: oidOf(path, text ?? ''), html_url: where, target: null };
  return text === undefined
    ? { ...any, type: 'dir', encoding: null, content: null }
    : { ...any, type: 'file', encoding: 'base64', content: Buffer.from(text).toString('base64') };
}

type TreeNode = { path: string; mode: string; type: 'blob' | 'tree'; size: number; sha: string };

/** A tree by the name of a branch, by a commit, or by its own id; in git's order, folders before what is in them. */
export function treeOf(
  repository: RepositoryState,
  of: string,
  recursive: boolean,
): { sha: string; entries: TreeNode[] } | undefined {
  const commit = commitOf(repository, of) ?? commitOf(repository, 'HEAD');
  if (commit === undefined) return undefined;
  const files = filesAt(repository, commit.oid);
  const isRoot = commitOf(repository, of) !== undefined;
  const root = isRoot ? '' : foldersOf(files).find((path) => treeId(repository, path) === of);
  if (root === undefined) return undefined;
  const list = (folder: string): TreeNode[] =>
    (folderAt(files, folder) ?? []).flatMap(({ path, isFolder }): TreeNode[] => {
      const shown = root === '' ? path : path.slice(root.length + 1);
      if (!isFolder) {
        const text = files.get(path) ?? '';
        const sha = oidOf('blob', text);
        return [{ path: shown, mode: '100644', type: 'blob', size: Buffer.byteLength(text), sha }];
      }
      const sha = treeId(repository, path);
      const itself: TreeNode = { path: shown, mode: '040000', type: 'tree', size: 0, sha };
      return [itself, ...(recursive ? list(path) : [])];
    });
  return { sha: isRoot ? commit.oid : of, entries: list(root) };
}

function foldersOf(files: ReadonlyMap<string, string>): string[] {
  const folders = [...files.keys()].flatMap((path) => {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(folders)];
}

function treeId({ owner, name }: Repository, path: string): string {
  return oidOf('tree', owner, name, path);
}
