import type { Repository, RepositoryFile } from '../model.ts';
import type { GithubCalls } from './calls.ts';
import { checked } from './checked.ts';
import type { Problem } from './failures.ts';
import { FILE, VERSIONS } from './repository-documents.ts';
import { fileAnswer, versionsAnswer } from './repository-shapes.ts';

const MOST_VERSIONS = 10;

/** Undefined for a folder, too, and for what is no text. */
export async function readFile(
  calls: GithubCalls,
  { owner, name }: Repository,
  path: string,
  ref = 'HEAD',
): Promise<RepositoryFile | undefined> {
  // A colon would end the ref early and begin another path.
  if (ref.includes(':')) return undefined;
  const purpose = { what: `read a file of ${owner}/${name}`, needs: 'contents=read' };
  const variables = { owner, name, expression: `${ref}:${path}` };
  const { data } = await calls.query(FILE, variables, purpose, isAbsent);
  const text = checked(fileAnswer, data, purpose.what).repository?.object?.text;
  return text === undefined || text === null ? undefined : { path, text };
}

/** One request. A commit that removed the file is no version of it. */
export async function fileVersions(
  calls: GithubCalls,
  { owner, name }: Repository,
  path: string,
  since: number,
): Promise<readonly RepositoryFile[]> {
  const purpose = { what: `read versions of a file of ${owner}/${name}`, needs: 'contents=read' };
  const variables = { owner, name, path, since: gitTimestamp(since) };
  const { data } = await calls.query(VERSIONS, variables, purpose, isAbsent);
  const { repository } = checked(versionsAnswer, data, purpose.what);
  const found = repository?.defaultBranchRef?.target;
  const atSince = found?.before?.nodes ?? [];
  const newer = (found?.since?.nodes ?? []).filter(({ oid }) => oid !== atSince[0]?.oid);
  return [...newer.slice(0, MOST_VERSIONS - atSince.length), ...atSince].flatMap(({ file }) => {
    const text = file?.object?.text;
    return text === undefined || text === null ? [] : [{ path, text }];
  });
}

function isAbsent({ type }: Problem): boolean {
  return type === 'NOT_FOUND';
}

/** Git counts whole seconds. */
function gitTimestamp(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
