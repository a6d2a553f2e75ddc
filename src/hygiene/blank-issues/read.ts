import type { ForgeKind, RepositoryFile } from '../../forge/model.ts';
import type { ConfigProblem } from '../../text/blank-issues.ts';
import { decidingFile, isInTemplateFolder, isOffered } from './candidates.ts';
import { readConfigDocument } from './settings.ts';

/** What a forge makes of the configs of a repository. */
export type IssueConfig = {
  /** The file that decides; absent when there is none and the default holds. */
  path?: string;
  /** The file is the owner's, from the shared `.github` repository. */
  inherited: boolean;
  /** The effective value; the default is true. */
  value: boolean;
  /** False when the forge takes the whole file for nothing, or the switch in it for nothing. */
  valid: boolean;
  problem?: ConfigProblem;
  /** There is a menu: without a template or a contact link everybody gets a blank issue, whatever the switch says. */
  hasEffect: boolean;
};

/**
 * `files` are those of the repository's template folders, with their configs. `ownerFiles` are those of the owner's
 * public `.github` repository; only GitHub has them, and only for a repository without a folder of its own.
 */
export function readIssueConfig(
  files: readonly RepositoryFile[],
  kind: ForgeKind,
  ownerFiles: readonly RepositoryFile[] = [],
): IssueConfig {
  const inherited = inheritsFrom(files, kind, ownerFiles);
  const effective = inherited ? ownerFiles : files;
  const hasTemplates = effective.some((file) => isOffered(file, kind));
  const file = decidingFile(effective, kind);
  if (file === undefined) return { inherited, value: true, valid: true, hasEffect: hasTemplates };
  const said = saidBy(file.text, kind);
  return {
    path: file.path,
    inherited,
    value: said.value,
    valid: said.problem === undefined,
    ...(said.problem === undefined ? {} : { problem: said.problem }),
    hasEffect: hasTemplates || said.links > 0,
  };
}

/** One file in the repository's own folder is enough for GitHub to use none of the owner's. */
export function inheritsFrom(
  files: readonly RepositoryFile[],
  kind: ForgeKind,
  ownerFiles: readonly RepositoryFile[],
): boolean {
  return (
    kind === 'github' &&
    !files.some(({ path }) => isInTemplateFolder(path, kind)) &&
    ownerFiles.some(({ path }) => isInTemplateFolder(path, kind))
  );
}

type Said = { value: boolean; links: number; problem?: ConfigProblem };

/** Gitea and Forgejo drop a file for any mistake in it; GitHub looks past a broken link, and takes the last of two keys. */
function saidBy(text: string, kind: ForgeKind): Said {
  const read = readConfigDocument(text);
  if ('problem' in read) return { value: true, links: 0, problem: read.problem };
  const { blankIssues = true, links, problem } = read.settings;
  const isForgiven =
    kind === 'github' && problem?.kind !== 'not-a-boolean' && problem?.kind !== 'not-a-mapping';
  if (problem === undefined || isForgiven) return { value: blankIssues, links: links.length };
  return { value: true, links: 0, problem };
}
