import { mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { RepositoryReading } from '../../forge/model.ts';
import * as say from '../../text/cli-init.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { openCheckout } from './community-folder.ts';
import { type Desk, print, tell } from './desk.ts';
import { readFolder } from './folder-reading.ts';
import { findCheckout, type Remote } from './git-checkout.ts';
import {
  chooseForge,
  choosePreset,
  chooseTemplates,
  chooseWorkflow,
  isYes,
} from './init-choices.ts';
import type { InitRequest } from './request.ts';
import { scaffoldFiles, type ScaffoldFile } from './scaffold.ts';

const NOWHERE: Remote = {
  server: '',
  host: '',
  repository: { owner: 'owner', name: 'name' },
};

/** Writes what a repository needs, and nothing over what is there unless told to. */
export async function init(request: InitRequest, given: Desk): Promise<number> {
  const desk = request.yes ? withoutAsking(given) : given;
  const checkout = await findCheckout(desk.folder);
  const root = checkout?.root ?? desk.folder;
  if (checkout === undefined) tell(desk, [say.noCheckout(root)]);
  const folder = await openCheckout(root);
  const forge = await chooseForge(request, checkout?.remote?.host, folder.paths, desk);
  const reading = await readFolder(folder, forge, checkout?.remote ?? NOWHERE);
  const preset = await choosePreset(request, desk);
  const workflow = await chooseWorkflow(request, desk);
  const templates = await chooseTemplates(request, desk);
  const branch = request.branch ?? checkout?.defaultBranch ?? 'main';

  const isWanted = ({ part }: ScaffoldFile): boolean => {
    if (part === 'hygiene' || part === 'agent') return workflow === part || workflow === 'both';
    return part === 'config' || templates;
  };
  const files = (await scaffoldFiles({ forge, preset, branch })).filter(isWanted);
  let isAnythingNew = false;
  for (const file of files) {
    const inTheWay = folder.paths.includes(file.path) ? undefined : inPlaceOf(file, reading);
    const done =
      inTheWay === undefined
        ? await put(file, root, request, desk)
        : { line: say.thereAlready(file.path, inTheWay), isNew: false };
    print(desk, [done.line]);
    if (done.isNew) isAnythingNew = true;
  }
  const repository = checkout?.remote?.repository;
  const { dryRun: isDryRun } = request;
  const steps = { forge, workflow, branch, isDryRun, isAnythingNew, repository };
  print(desk, say.nextSteps(steps));
  return EXIT.fine;
}

function withoutAsking(desk: Desk): Desk {
  const { ask: _, ...others } = desk;
  return others;
}

/** A file of another name that serves the same purpose; beside it ours would be a second one, or hide it. */
function inPlaceOf({ path, part }: ScaffoldFile, reading: RepositoryReading): string | undefined {
  const others = {
    config: reading.configs,
    'pull-request-template': reading.pullRequestTemplates,
    'issue-templates': reading.issueTemplates,
    hygiene: [],
    agent: [],
  }[part];
  const isOwn = others.some((file) => file.path === path);
  return isOwn ? undefined : others[0]?.path;
}

async function put(
  { path, text }: ScaffoldFile,
  root: string,
  { force, dryRun }: InitRequest,
  desk: Desk,
): Promise<{ line: string; isNew: boolean }> {
  const target = join(root, path);
  const isThere = (await stat(target).catch(() => undefined)) !== undefined;
  const mayReplace =
    force || (isThere && !dryRun && (await isYes(say.askReplace(path), false, desk)));
  if (isThere && !mayReplace) return { line: say.left(path), isNew: false };
  if (dryRun) return { line: say.wouldWrite(path, isThere), isNew: true };
  await writeInside(root, target, text, isThere);
  return { line: say.wrote(path, isThere), isNew: true };
}

/** A folder that is a link may lead anywhere. */
async function writeInside(
  root: string,
  target: string,
  text: string,
  isThere: boolean,
): Promise<void> {
  const top = await realpath(root);
  const existing = await nearestFolder(dirname(target));
  const real = await realpath(isThere ? target : existing);
  if (real !== top && !real.startsWith(top + sep)) throw new Mistake(say.leadsOutside(target));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text, isThere ? {} : { flag: 'wx' });
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const parent = resolve(path, '..');
  return found !== undefined || parent === path ? path : nearestFolder(parent);
}
