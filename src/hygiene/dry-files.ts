import type { ForgeFiles } from '../forge/forge-files.ts';

/** A write that a dry run stopped at. */
export class OnlyMeant extends Error {
  override readonly name = 'OnlyMeant';
}

/** The files of a forge in a dry run: read as they are, and never written. */
export function dryFiles(files: ForgeFiles): ForgeFiles {
  return {
    readIssueFiles: (repository) => files.readIssueFiles(repository),
    issueConfig: (repository) => files.issueConfig(repository),
    commitFiles: meant,
    ensurePullRequest: meant,
  };
}

function meant(): Promise<never> {
  return Promise.reject(new OnlyMeant('a dry run writes no files'));
}
