import {
  ancestors,
  commitOf,
  commitsTouching,
  filesAt,
  folderAt,
  oidOf,
  type TreeEntry,
} from '../history.ts';
import type { CommitState, RepositoryState } from '../state.ts';
import { connection, type PageArguments, rankOf } from './connections.ts';
import { type GithubNode, isoOf } from './subject-nodes.ts';

type Files = ReadonlyMap<string, string>;

type HistoryArguments = PageArguments & { path?: string; since?: string; until?: string };

/** What `<ref>:<path>` means; null for nothing. */
export function objectNamed(repository: RepositoryState, expression: string): GithubNode | null {
  const [ref, path] = splitOnce(expression, ':');
  const commit = commitOf(repository, ref);
  if (commit === undefined) return null;
  if (path === undefined) return commitNode(repository, commit);
  return objectAt(filesAt(repository, commit.oid), path);
}

/** A blob or tree of the default branch, or any commit. */
export function objectOf(repository: RepositoryState, oid: string): GithubNode | null {
  const commit = repository.commits.get(oid);
  if (commit !== undefined) return commitNode(repository, commit);
  const files = filesAt(repository, 'HEAD');
  const folders = new Set(['']);
  for (const path of files.keys()) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      folders.add(parts.slice(0, depth).join('/'));
    }
  }
  const path = [...files.keys(), ...folders].find((each) => oidAt(files, each) === oid);
  return path === undefined ? null : objectAt(files, path);
}

export function commitNode(repository: RepositoryState, commit: CommitState): GithubNode {
  const { oid, at } = commit;
  return {
    __typename: 'Commit',
    oid,
    committedDate: isoOf(at),
    file: ({ path }: { path: string }) => {
      const object = objectAt(filesAt(repository, oid), path);
      return object === null ? null : { object };
    },
    history: ({ path, since, until, ...page }: HistoryArguments) => {
      const commits =
        path === undefined ? ancestors(repository, oid) : commitsTouching(repository, oid, path);
      const fitting = commits.filter(
        (each) =>
          (since === undefined || each.at >= Date.parse(since)) &&
          (until === undefined || each.at <= Date.parse(until)),
      );
      return connection(
        'history',
        fitting.map((each, index) => ({
          rank: rankOf(index),
          node: () => commitNode(repository, each),
        })),
        page,
      );
    },
  };
}

function objectAt(files: Files, path: string): GithubNode | null {
  const text = files.get(path);
  if (text !== undefined) {
    const byteSize = Buffer.byteLength(text);
    return { __typename: 'Blob', oid: oidAt(files, path), text, byteSize };
  }
  const folder = folderAt(files, path);
  if (folder === undefined) return null;
  return {
    __typename: 'Tree',
    oid: oidAt(files, path),
    entries: () => folder.map((entry) => entryNode(files, entry)),
  };
}

function entryNode(files: Files, { name, path, isFolder }: TreeEntry): GithubNode {
  return {
    name,
    type: isFolder ? 'tree' : 'blob',
    mode: isFolder ? 0o40000 : 0o100644,
    oid: oidAt(files, path),
    object: () => objectAt(files, path),
  };
}

function oidAt(files: Files, path: string): string {
  const text = files.get(path);
  if (text !== undefined) return oidOf('blob', text);
  const entries = folderAt(files, path) ?? [];
  return oidOf('tree', ...entries.flatMap((entry) => [entry.name, oidAt(files, entry.path)]));
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
