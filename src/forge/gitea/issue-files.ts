import { z } from 'zod';
import type { EffectiveIssueConfig, IssueFile, IssueFiles } from '../forge-files.ts';
import type { Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';
import { checked } from './checked.ts';
import { listFiles } from './list-files.ts';
import { content, issueConfig as issueConfigShape, repository } from './repository-shapes.ts';
import type { GiteaServer } from './version.ts';

/** In every place of every forge, whatever this server looks at: others may read the same repository. */
const WANTED =
  /^(?:(?:\.gitea|\.forgejo|\.github|\.gitlab|docs)\/)?(?:ISSUE_TEMPLATE|issue_template)(?:\/[^/]+)?\.(?:md|ya?ml)$/;
const MOST_FILES = 200;
/** Stands for what cannot be read as text; no config says so. */
const UNREADABLE = '\0';

const fileContent = content.extend({ sha: z.string() });
const validation = z.object({ valid: z.boolean() });

/** The repository, its tree, and a request for each file. */
export async function readIssueFiles(
  { calls, server }: { calls: GiteaCalls; server: () => Promise<GiteaServer> },
  asked: Repository,
): Promise<IssueFiles | undefined> {
  const { owner, name } = asked;
  const purpose = { what: `read ${owner}/${name}`, needs: 'read:repository' };
  const found = await calls.get(['repos', owner, name], purpose);
  if (found === undefined) return undefined;
  const { default_branch: branch, empty } = checked(repository, found.data, purpose.what);
  const listed =
    empty || branch === '' ? undefined : await listFiles(calls, asked, branch, await server());
  const { commit, paths } = listed ?? { commit: '', paths: [] };
  const wanted = paths.filter((path) => WANTED.test(path)).slice(0, MOST_FILES);
  const files = await Promise.all(wanted.map((path) => readFileAt(calls, asked, path, commit)));
  return { commit, defaultBranch: branch, files, ownerFiles: [] };
}

/** Two requests. The server's own check knows rules that no copy of them would keep up with. */
export async function issueConfig(
  calls: GiteaCalls,
  { owner, name }: Repository,
): Promise<EffectiveIssueConfig> {
  const purpose = { what: `read the issue config of ${owner}/${name}`, needs: 'read:repository' };
  const route = ['repos', owner, name, 'issue_config'];
  const [config, validated] = await Promise.all([
    calls.get(route, purpose),
    calls.get([...route, 'validate'], purpose),
  ]);
  const value =
    config === undefined ||
    checked(issueConfigShape, config.data, purpose.what).blank_issues_enabled;
  if (validated === undefined) return { value };
  return { value, valid: checked(validation, validated.data, purpose.what).valid };
}

async function readFileAt(
  calls: GiteaCalls,
  { owner, name }: Repository,
  path: string,
  commit: string,
): Promise<IssueFile> {
  const purpose = { what: `read a file of ${owner}/${name}`, needs: 'read:repository' };
  const route = ['repos', owner, name, 'contents', ...path.split('/')];
  const found = await calls.get(route, purpose, { ref: commit });
  if (found === undefined || Array.isArray(found.data)) {
    return { path, text: UNREADABLE, whole: false };
  }
  const { type, encoding, content: coded, sha } = checked(fileContent, found.data, purpose.what);
  const text =
    type === 'file' && encoding === 'base64' && typeof coded === 'string'
      ? textOf(Buffer.from(coded, 'base64'))
      : undefined;
  return { path, text: text ?? UNREADABLE, sha, whole: text !== undefined };
}

/** With its byte order mark, which goes back where it was. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
