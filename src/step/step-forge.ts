import { Forbidden } from '../forge/errors.ts';
import type { Forge } from '../forge/forge.ts';
import type { Account, Change, SubjectRef } from '../forge/model.ts';
import { dryFiles } from '../hygiene/dry-files.ts';
import { configsInPlace } from './config-in-place.ts';
import type { StepSettings } from './inputs.ts';

/** One change, written or, in a dry run, only meant. */
export type Written = { number: number; change: Change };

export type StepForge = Forge & {
  readonly written: readonly Written[];
  /** Writes that were given up, because the token of this job only reads. */
  readonly forbidden: readonly Forbidden[];
};

export type ForgeLimits = Pick<StepSettings, 'config' | 'mode' | 'dryRun'> & {
  /** Who writes; asked for when first needed. */
  self: () => Promise<Account>;
  /** The token may turn out to read only. */
  mayBeReadOnly: boolean;
};

/** The forge as this step uses it: the inputs in place of the repository's config, and a book of what was written. */
export function stepForge(forge: Forge, limits: ForgeLimits): StepForge {
  const written: Written[] = [];
  const forbidden: Forbidden[] = [];

  const mayWrite = async (subject: SubjectRef, changes: readonly Change[]): Promise<boolean> => {
    try {
      await forge.write(subject, changes);
      return true;
    } catch (error) {
      if (!(error instanceof Forbidden) || !limits.mayBeReadOnly) throw error;
      forbidden.push(error);
      return false;
    }
  };

  return {
    kind: forge.kind,
    host: forge.host,
    abilities: forge.abilities,
    ...(forge.files === undefined
      ? {}
      : { files: limits.dryRun ? dryFiles(forge.files) : forge.files }),
    written,
    forbidden,
    self: limits.self,

    async readRepository(repository) {
      const reading = await forge.readRepository(repository);
      if (reading === undefined) return undefined;
      const configs = await configsInPlace(reading.configs, limits, repository, forge);
      return { ...reading, configs };
    },

    async write(subject, changes) {
      if (!limits.dryRun && !(await mayWrite(subject, changes))) return;
      written.push(...noted(subject, changes));
    },

    readFile: (repository, path, ref) => forge.readFile(repository, path, ref),
    fileVersions: (repository, path, since) => forge.fileVersions(repository, path, since),
    readSubject: (subject, wanted) => forge.readSubject(subject, wanted),
    permissionOf: (repository, login) => forge.permissionOf(repository, login),
    isTeamMember: (repository, team, login) => forge.isTeamMember(repository, team, login),
    listLabelled: (repository, label, state) => forge.listLabelled(repository, label, state),
    listOpen: (repository) => forge.listOpen(repository),
    listRepositories: () => forge.listRepositories(),
  };
}

function noted({ number }: SubjectRef, changes: readonly Change[]): Written[] {
  return changes.map((change) => ({ number, change }));
}
