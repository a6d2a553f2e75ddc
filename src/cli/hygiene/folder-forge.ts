import type { Forge } from '../../forge/forge.ts';
import type { ForgeKind, Repository, RepositoryReading } from '../../forge/model.ts';
import type { CommunityFolder } from './community-folder.ts';

/** A forge that knows the files of one repository, and nobody and nothing else. */
export type FolderForge = Forge & {
  /** Files of other repositories that were asked for, as `owner/name:path`; each was taken for an empty one. */
  readonly notRead: ReadonlySet<string>;
};

export function folderForge(given: {
  kind: ForgeKind;
  host: string;
  folder: CommunityFolder;
  reading: RepositoryReading;
}): FolderForge {
  const { kind, host, folder, reading } = given;
  const notRead = new Set<string>();
  const isHere = ({ owner, name }: Repository): boolean =>
    owner === reading.repository.owner && name === reading.repository.name;
  return {
    kind,
    host,
    // Nothing is written and nothing closed, so that these decide nothing.
    abilities: {
      minimise: false,
      checks: 'commit-status',
      closesOnlyFromDefaultBranch: kind === 'github',
      authorMayReopen: true,
      reopenNeedsSameHead: false,
      pullRequestForms: kind !== 'github',
    },
    notRead,
    readRepository: async () => reading,
    async readFile(repository, path) {
      if (isHere(repository)) return folder.read(path);
      notRead.add(`${repository.owner}/${repository.name}:${path}`);
      return { path, text: '' };
    },
    fileVersions: async () => [],
    self: unknown,
    readSubject: unknown,
    permissionOf: unknown,
    isTeamMember: unknown,
    write: unknown,
    listLabelled: nothing,
    listOpen: nothing,
    listRepositories: nothing,
  };
}

function unknown(): Promise<never> {
  return Promise.reject(new Error('A folder knows files, and nothing of a forge.'));
}

async function* nothing(): AsyncGenerator<never> {}
