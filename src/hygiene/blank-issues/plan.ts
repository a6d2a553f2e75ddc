import { basename, dirname } from 'node:path/posix';
import type { ForgeKind, RepositoryFile } from '../../forge/model.ts';
import type { BlankIssuesRefusal, BlankIssuesWarning } from '../../text/blank-issues.ts';
import {
  decidingFile,
  FORGES,
  isConfig,
  isInTemplateFolder,
  isSingleTemplate,
  SHARED_CONFIG,
} from './candidates.ts';
import { withBlankIssues } from './edit.ts';
import { readIssueConfig, type IssueConfig } from './read.ts';

/** What to write so that blank issues are as wanted; whoever carries it out decides nothing more. */
export type BlankIssuesPlan = { warnings: readonly BlankIssuesWarning[] } & (
  | { do: 'nothing'; path?: string }
  | { do: 'edit'; path: string; before: string; text: string }
  /** `copies` belong to the same commit: without them the new file would hide what they hold. */
  | { do: 'create'; path: string; text: string; copies: readonly RepositoryFile[] }
  | { do: 'refuse'; refusal: BlankIssuesRefusal }
);

export type PlanInput = {
  kind: ForgeKind;
  /** Of the repository's template folders, and templates and configs that lie elsewhere, all from one commit. */
  files: readonly RepositoryFile[];
  /** Of the template folder of the owner's public `.github` repository; empty where the forge has none. */
  ownerFiles: readonly RepositoryFile[];
  wanted: boolean;
  /** Somebody agreed to copying the owner's templates into the repository. */
  copyOwners: boolean;
};

export function planBlankIssues(input: PlanInput): BlankIssuesPlan {
  const { kind, files, ownerFiles, wanted } = input;
  const config = readIssueConfig(files, kind, ownerFiles);
  if (config.value === wanted) {
    const warnings = [...invalid(config), ...warningsAbout(input, config)];
    return { do: 'nothing', warnings, ...(config.path === undefined ? {} : { path: config.path }) };
  }
  return config.inherited ? detach(input) : change(input);
}

/** In the file that decides, or in a new one. */
function change(input: PlanInput): BlankIssuesPlan {
  const { kind, files, wanted } = input;
  const deciding = decidingFile(files, kind);
  const path = deciding?.path ?? newPath(files, kind);
  const edited = withBlankIssues(deciding?.text, wanted);
  if ('problem' in edited) return refuse({ kind: 'not-changed', path, problem: edited.problem });
  const { text } = edited;

  const others = files.filter((file) => file !== deciding);
  const after = readIssueConfig([...others, { path, text }], kind);
  if (after.value !== wanted) {
    const problem = after.problem ?? { kind: 'not-editable' };
    return refuse({ kind: 'not-changed', path, problem });
  }
  const warnings = warningsAbout({ ...input, files: [...others, { path, text }] }, after);
  return deciding === undefined
    ? { do: 'create', path, text, copies: [], warnings }
    : { do: 'edit', path, before: deciding.text, text, warnings };
}

/** Any file in the repository's own folder hides all of the owner's; a copy of these keeps them. */
function detach(input: PlanInput): BlankIssuesPlan {
  const { kind, ownerFiles, wanted, copyOwners } = input;
  const shared = ownerFiles.filter(({ path }) => isInTemplateFolder(path, kind));
  const config = decidingFile(shared, kind);
  const copies = shared.filter((file) => file !== config);
  if (copies.length > 0 && !copyOwners) {
    return refuse({ kind: 'hides-owner-files', files: copies.map(({ path }) => path) });
  }
  const edited = withBlankIssues(config?.text, wanted);
  const path = config?.path ?? SHARED_CONFIG;
  if ('problem' in edited) return refuse({ kind: 'not-changed', path, problem: edited.problem });
  const { text } = edited;
  const after = [...input.files, ...copies, { path, text }];
  const detached: BlankIssuesWarning = {
    kind: 'detached-from-owner',
    files: shared.map((file) => file.path),
  };
  return {
    do: 'create',
    path,
    text,
    copies: copies.map((copy) => ({ path: copy.path, text: copy.text })),
    warnings: [
      detached,
      ...warningsAbout({ ...input, files: after }, readIssueConfig(after, kind)),
    ],
  };
}

/** Beside the templates, where their folder is spelled in another way that the forge takes. */
function newPath(files: readonly RepositoryFile[], kind: ForgeKind): string {
  const neighbour = files.find(({ path }) => isInTemplateFolder(path, kind));
  return kind === 'github' && neighbour !== undefined
    ? `${dirname(neighbour.path)}/${basename(SHARED_CONFIG)}`
    : SHARED_CONFIG;
}

function refuse(refusal: BlankIssuesRefusal): BlankIssuesPlan {
  return { do: 'refuse', refusal, warnings: [] };
}

function invalid({ path, problem }: IssueConfig): BlankIssuesWarning[] {
  return path === undefined || problem === undefined ? [] : [{ kind: 'invalid', path, problem }];
}

/** What keeps the switch from doing what people expect, once everything is written. */
function warningsAbout(
  { kind, files, wanted }: PlanInput,
  { hasEffect }: IssueConfig,
): BlankIssuesWarning[] {
  const deciding = decidingFile(files, kind);
  const others = files.filter((file) => isConfig(file) && file !== deciding);
  const single = files.find((file) => isSingleTemplate(file, kind));
  return [
    ...(wanted || hasEffect ? [] : [{ kind: 'no-effect' } as const]),
    ...(wanted || single === undefined
      ? []
      : [{ kind: 'single-template', path: single.path } as const]),
    ...others.map((file): BlankIssuesWarning => ({
      kind: 'other-config',
      path: file.path,
      decidesOn: FORGES.filter((forge) => forge !== kind && decidingFile(files, forge) === file),
    })),
  ];
}
