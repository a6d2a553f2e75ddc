import { createHash } from 'node:crypto';
import type { CommitState, RepositoryState } from './state.ts';

/** Commits and trees of a repository, as git has them: what a commit holds is what its ancestors left and it changed. */

export type TreeEntry = { name: string; path: string; isFolder: boolean };

export function oidOf(...parts: readonly string[]): string {
  return createHash('sha1').update(parts.join('\0')).digest('hex');
}

/** A ref is a branch, a commit or `HEAD`. */
export function commitOf(repository: RepositoryState, ref: string): CommitState | undefined {
  const branch = ref === 'HEAD' ? repository.defaultBranch : ref.replace(/^refs\/heads\//, '');
  return repository.commits.get(repository.branches.get(branch) ?? ref);
}

/** The commit and its ancestors, newest first. */
export function ancestors(repository: RepositoryState, ref: string): CommitState[] {
  const chain: CommitState[] = [];
  for (
    let commit = commitOf(repository, ref);
    commit !== undefined;
    commit = commit.parent === undefined ? undefined : repository.commits.get(commit.parent)
  ) {
    chain.push(commit);
  }
  return chain;
}

export function filesAt(repository: RepositoryState, ref: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { changes } of ancestors(repository, ref).toReversed()) {
    for (const [path, text] of changes) {
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
  }
  return files;
}

/** The entries of a folder in git's order, `''` for the root; undefined when there is none. */
export function folderAt(
  files: ReadonlyMap<string, string>,
  folder: string,
): TreeEntry[] | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = new Map<string, TreeEntry>();
  for (const path of files.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    names.set(name, { name, path: `${prefix}${name}`, isFolder: below.length > 0 });
  }
  if (names.size === 0) return undefined;
  // As git sorts: a folder as if its name ended in a slash.
  const nameOf = ({ name, isFolder }: TreeEntry): string => (isFolder ? `${name}/` : name);
  return [...names.values()].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

/** Commits that touched a path, newest first. */
export function commitsTouching(
  repository: RepositoryState,
  ref: string,
  path: string,
): CommitState[] {
  return ancestors(repository, ref).filter(({ changes }) =>
    [...changes.keys()].some((changed) => changed === path || changed.startsWith(`${path}/`)),
  );
}

/** Adds a commit on top of `parent`; nothing points at it yet. */
export function addCommit(
  repository: RepositoryState,
  commit: Omit<CommitState, 'oid'>,
): CommitState {
  const content = JSON.stringify([...commit.changes]);
  const count = String(repository.commits.size);
  const oid = oidOf(repository.owner, repository.name, commit.parent ?? '', content, count);
  const added = { ...commit, oid };
  repository.commits.set(oid, added);
  return added;
}
