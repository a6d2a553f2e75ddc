import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Forge } from '../../forge/forge.ts';
import type { ForgeKind, RepositoryReading } from '../../forge/model.ts';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';
import { type CommunityFolder, openCheckout, openTemplates } from './community-folder.ts';
import { connect } from './connection.ts';
import type { Desk } from './desk.ts';
import { type FolderForge, folderForge } from './folder-forge.ts';
import { readFolder } from './folder-reading.ts';
import { type Checkout, findCheckout, type Remote } from './git-checkout.ts';
import { forgeOfCheckout, repositoryPlace } from './place.ts';
import type { Whereabouts } from './request.ts';
import { readText } from './text-file.ts';

/** Where a repository's files come from. */
export type Home = {
  forge: Forge;
  reading: RepositoryReading;
  /** Files of other repositories that were not looked up. */
  notRead: ReadonlySet<string>;
};

/** Of a folder that comes from nowhere. */
const NOWHERE: Remote = {
  server: 'https://github.com',
  host: 'github.com',
  repository: { owner: 'local', name: 'checkout' },
};

export type FolderWanted = {
  forge?: ForgeKind;
  templateFolder?: string;
  /** What a folder that holds nothing but templates is for. */
  subject: 'pull-request' | 'issue';
  /** No checkout is needed: without one there are no files. */
  mayBeNowhere?: boolean;
};

const NO_FILES: CommunityFolder = { paths: [], read: async () => undefined };

/** The checkout around the current folder, or a folder of templates; the network is not asked. */
export async function homeInFolder(
  given: FolderWanted,
  desk: Pick<Desk, 'folder' | 'environment'>,
): Promise<Home> {
  const checkout = await findCheckout(desk.folder);
  const folder = await folderOf(given, checkout, desk);
  const remote = checkout?.remote ?? NOWHERE;
  const kind =
    given.forge ?? forgeOfCheckout(checkout?.remote?.host, folder.paths, desk.environment);
  const reading = await readFolder(folder, kind, remote);
  const forge: FolderForge = folderForge({ kind, host: remote.host, folder, reading });
  return { forge, reading, notRead: forge.notRead };
}

async function folderOf(
  { templateFolder, subject, mayBeNowhere }: FolderWanted,
  checkout: Checkout | undefined,
  { folder }: Pick<Desk, 'folder'>,
): Promise<CommunityFolder> {
  if (templateFolder === undefined) {
    if (checkout !== undefined) return openCheckout(checkout.root);
    if (mayBeNowhere === true) return NO_FILES;
    throw new Mistake(say.noCheckout());
  }
  const path = resolve(folder, templateFolder);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new Mistake(say.folderMissing('--template-folder', templateFolder));
  }
  return openTemplates(path, subject);
}

/** The default branch of a repository on its forge. */
export async function homeOnForge(where: Whereabouts, desk: Desk): Promise<Home> {
  const remote = await repositoryPlace(where, desk);
  const { forge } = await connect(remote, where, desk);
  const reading = await forge.readRepository(remote.repository);
  if (reading === undefined) {
    throw new Mistake(say.repositoryGone(`${remote.repository.owner}/${remote.repository.name}`));
  }
  return { forge, reading, notRead: new Set() };
}

/** The home as it would be with this file, of this machine, in place of its config. */
export async function withConfigFile(
  home: Home,
  path: string,
  { folder }: Pick<Desk, 'folder'>,
): Promise<Home> {
  const text = await readText('the config', path, folder);
  return { ...home, reading: { ...home.reading, configs: [{ path, text }] } };
}
