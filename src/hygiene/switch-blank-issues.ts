import { Forbidden, Refused } from '../forge/errors.ts';
import type { ForgeFiles, FileWrite, IssueFile, IssueFiles } from '../forge/forge-files.ts';
import type { Forge } from '../forge/forge.ts';
import type { Repository } from '../forge/model.ts';
import { blankIssuesBody, blankIssuesTitle } from '../text/blank-issues.ts';
import type { BlankIssuesResult, ByHand } from '../text/blank-issues-result.ts';
import { markdownPen } from '../text/pen.ts';
import { unifiedDiff } from './blank-issues/diff.ts';
import { planBlankIssues, type BlankIssuesPlan } from './blank-issues/plan.ts';
import { readIssueConfig, type IssueConfig } from './blank-issues/read.ts';
import { OnlyMeant } from './dry-files.ts';

/** What somebody wants, and how far it may go. */
export type SwitchRequest = {
  wanted: boolean;
  write: 'pull-request' | 'commit';
  because: 'command' | 'policy' | 'terminal';
  /** Somebody agreed to copying the owner's templates into the repository. */
  copyOwners?: boolean;
  dryRun?: boolean;
};

export type FilesOf = Pick<Forge, 'kind' | 'files'>;

/** Each time everything is read and decided anew. */
const MOST_TRIES = 3;

/** What the files of a repository say, one read; undefined when they cannot be reached. */
export async function readBlankIssues(
  repository: Repository,
  { kind, files }: FilesOf,
): Promise<IssueConfig | undefined> {
  const read = await files?.readIssueFiles(repository);
  return read && readIssueConfig(read.files, kind, read.ownerFiles);
}

/**
 * Makes the switch what is wanted, or says why not. Doing it twice changes nothing the second time. Rejects only where
 * the forge cannot be asked at all.
 */
export async function setBlankIssues(
  repository: Repository,
  request: SwitchRequest,
  { kind, files }: FilesOf,
): Promise<BlankIssuesResult> {
  const { wanted, copyOwners = false } = request;
  let change: Change | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const read = await files?.readIssueFiles(repository);
    if (files === undefined || read === undefined) {
      return { result: 'out-of-reach', wanted, warnings: [] };
    }
    const plan = planBlankIssues({ ...read, kind, wanted, copyOwners });
    const { warnings } = plan;
    if (plan.do === 'nothing') return { result: 'as-wanted', wanted, warnings };
    if (plan.do === 'refuse') return { result: 'refused', refusal: plan.refusal, wanted, warnings };
    if (isInexact(plan, read)) return notEditable(plan.path, wanted);
    change = changeOf(plan, read);
    if (request.dryRun === true) return byHand(request, change, 'dry-run');
    if (read.commit === '') return byHand(request, change, 'no-commit');
    const told = await carryOut(repository, request, change, files);
    if (told !== 'conflict') return told;
  }
  return change === undefined
    ? { result: 'out-of-reach', wanted, warnings: [] }
    : byHand(request, change, 'kept-changing');
}

type Writing = Extract<BlankIssuesPlan, { do: 'edit' | 'create' }>;

type Change = {
  path: string;
  writes: readonly FileWrite[];
  diff: string;
  warnings: Writing['warnings'];
  read: IssueFiles;
};

function changeOf(plan: Writing, read: IssueFiles): Change {
  const { path, text, warnings } = plan;
  const sha = read.files.find((file) => file.path === path)?.sha;
  const copies = plan.do === 'create' ? plan.copies : [];
  const before = plan.do === 'edit' ? plan.before : undefined;
  return {
    path,
    read,
    warnings,
    writes: [
      { path, text, ...(sha === undefined ? {} : { sha }) },
      ...copies.map((copy) => ({ path: copy.path, text: copy.text })),
    ],
    diff: [
      unifiedDiff(path, before, text),
      ...copies.map((copy) => unifiedDiff(copy.path, undefined, copy.text)),
    ].join(''),
  };
}

/** What was read is not all there is, and writing it back would lose the rest. */
function isInexact(plan: Writing, { files, ownerFiles }: IssueFiles): boolean {
  return plan.do === 'edit'
    ? isPart(files, [plan.path])
    : isPart(ownerFiles, [plan.path, ...plan.copies.map(({ path }) => path)]);
}

function isPart(among: readonly IssueFile[], paths: readonly string[]): boolean {
  return among.some(({ path, whole }) => !whole && paths.includes(path));
}

function notEditable(path: string, wanted: boolean): BlankIssuesResult {
  const problem = { kind: 'not-editable' } as const;
  const refusal = { kind: 'not-changed', path, problem } as const;
  return { result: 'refused', refusal, wanted, warnings: [] };
}

function byHand(
  { wanted }: SwitchRequest,
  { diff, warnings }: Change,
  why: ByHand,
): BlankIssuesResult {
  return { result: 'by-hand', diff, why, wanted, warnings };
}

async function carryOut(
  repository: Repository,
  request: SwitchRequest,
  change: Change,
  files: ForgeFiles,
): Promise<BlankIssuesResult | 'conflict'> {
  try {
    if (request.write === 'commit') {
      const told = await commit(repository, request, change, files);
      if (told !== 'protected') return told;
    }
    return await propose(repository, request, change, files);
  } catch (error) {
    // Without this permission the rest of the bot works on: what is to be done is told instead.
    if (error instanceof Forbidden) return byHand(request, change, 'forbidden');
    if (error instanceof Refused) return byHand(request, change, 'refused');
    if (error instanceof OnlyMeant) return byHand(request, change, 'dry-run');
    throw error;
  }
}

async function commit(
  repository: Repository,
  { wanted }: SwitchRequest,
  { path, writes, warnings, read }: Change,
  files: ForgeFiles,
): Promise<BlankIssuesResult | 'conflict' | 'protected'> {
  const committed = await files.commitFiles(repository, {
    branch: read.defaultBranch,
    onto: read.commit,
    files: writes,
    message: blankIssuesTitle(wanted),
  });
  if (committed !== 'done') return committed;
  const { value, valid } = await files.issueConfig(repository);
  const agrees = value === wanted && valid !== false;
  return { result: 'committed', path, agrees, wanted, warnings };
}

async function propose(
  repository: Repository,
  { wanted, because }: SwitchRequest,
  { path, writes, warnings, read }: Change,
  files: ForgeFiles,
): Promise<BlankIssuesResult> {
  const pen = markdownPen({ subject: 'pull-request', repository });
  const title = blankIssuesTitle(wanted);
  const pull = await files.ensurePullRequest(repository, {
    branch: `hygiene/blank-issues-${wanted ? 'on' : 'off'}`,
    base: read.defaultBranch,
    onto: read.commit,
    files: writes,
    message: title,
    title,
    body: blankIssuesBody({ path, wanted, because }, pen),
    again: because !== 'policy',
  });
  return { result: 'proposed', path, pull, wanted, warnings };
}
