import type { Repository, RepositoryFile } from '../model.ts';
import type { GiteaCalls, Purpose } from './calls.ts';
import { checked } from './checked.ts';
import { pages } from './pages.ts';
import { commit, content } from './repository-shapes.ts';

const MOST_VERSIONS = 10;

/** Undefined for a folder, too, and for what is no text. */
export async function readFile(
  calls: GiteaCalls,
  repository: Repository,
  path: string,
  ref?: string,
): Promise<RepositoryFile | undefined> {
  const file = await readPage(calls, repository, path, ref);
  return file === undefined ? undefined : { path, text: file.text };
}

/** The same with the page that a person opens, for a file that is not the repository's own. */
export async function readPage(
  calls: GiteaCalls,
  { owner, name }: Repository,
  path: string,
  ref?: string,
): Promise<RepositoryFile | undefined> {
  const purpose = purposeOf({ owner, name }, 'a file');
  const route = ['repos', owner, name, 'contents', ...path.split('/')];
  const found = await calls.get(route, purpose, { ref });
  if (found === undefined || Array.isArray(found.data)) return undefined;
  const file = checked(content, found.data, purpose.what);
  const { type, encoding, content: coded, html_url: url } = file;
  if (type !== 'file' || encoding !== 'base64' || typeof coded !== 'string') return undefined;
  const text = textOf(Buffer.from(coded, 'base64'));
  if (text === undefined) return undefined;
  return { path, text, ...(typeof url === 'string' ? { url } : {}) };
}

/**
 * One request for each 50 commits since then, and one for each version. A commit that removed the file is no version of
 * it.
 */
export async function fileVersions(
  calls: GiteaCalls,
  repository: Repository,
  path: string,
  since: number,
): Promise<readonly RepositoryFile[]> {
  const shas: string[] = [];
  for await (const { sha, at } of commitsOf(calls, repository, path)) {
    const isCurrent = at <= since;
    // The one that was current then is never the one to be left out.
    if (shas.length < MOST_VERSIONS) shas.push(sha);
    else if (isCurrent) shas[MOST_VERSIONS - 1] = sha;
    if (isCurrent) break;
  }
  const versions = await Promise.all(shas.map((sha) => readFile(calls, repository, path, sha)));
  return versions.filter((version) => version !== undefined);
}

type PathCommit = { sha: string; at: number };

/** Commits of the default branch that touched a path, newest first. */
export async function* commitsOf(
  calls: GiteaCalls,
  { owner, name }: Repository,
  path: string,
): AsyncGenerator<PathCommit> {
  const purpose = purposeOf({ owner, name }, 'commits');
  const route = ['repos', owner, name, 'commits'];
  const query = { path, stat: false, verification: false, files: false };
  for await (const page of pages(calls, route, commit, purpose, query)) {
    for (const each of page) yield { sha: each.sha, at: each.commit.committer.date };
  }
}

function purposeOf({ owner, name }: Repository, what: string): Purpose {
  return { what: `read ${what} of ${owner}/${name}`, needs: 'read:repository' };
}

/** Undefined for bytes that are no text in UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
