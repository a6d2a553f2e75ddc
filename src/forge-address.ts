import type { ForgeKind, Repository } from './forge/model.ts';
import { forgeOfRunner } from './runner-environment.ts';

/** Where the forge of a job is, and which repository the job is of. */
export type ForgeAddress = {
  forge: ForgeKind;
  /** The address that people open, without a slash at its end. */
  server: string;
  /** Host and port of the forge's pages. */
  host: string;
  /** Where its API is. */
  apiUrl: string;
  repository: Repository | undefined;
  /** As the runner wrote it, for a sentence about it. */
  repositoryName: string;
};

export function forgeAddress(environment: NodeJS.ProcessEnv): ForgeAddress {
  const forge = forgeOfRunner(environment);
  const server = (environment['GITHUB_SERVER_URL'] ?? '').replace(/\/+$/, '');
  const repositoryName = environment['GITHUB_REPOSITORY'] ?? '';
  return {
    forge,
    server: server === '' ? GITHUB : server,
    host: hostOf(server === '' ? GITHUB : server),
    apiUrl: apiOf(forge, environment['GITHUB_API_URL'] ?? '', server),
    repository: repositoryOf(repositoryName),
    repositoryName,
  };
}

const GITHUB = 'https://github.com';

function apiOf(forge: ForgeKind, told: string, server: string): string {
  const url = told.replace(/\/+$/, '');
  if (url !== '') return url;
  return forge === 'github' ? 'https://api.github.com' : `${server}/api/v1`;
}

function repositoryOf(text: string): Repository | undefined {
  const [, owner, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
