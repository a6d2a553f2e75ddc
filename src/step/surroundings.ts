import type { ForgeKind, Repository } from '../forge/model.ts';
import { forgeOfRunner, readEventPayload } from '../runner-environment.ts';

/** What the runner says about the job, read once. */
export type Surroundings = {
  forge: ForgeKind;
  /** Host and port of the forge's pages. */
  host: string;
  /** Where its API is. */
  apiUrl: string;
  repository: Repository | undefined;
  /** As the runner wrote it, for a sentence about it. */
  repositoryName: string;
  event: string;
  payload: unknown;
  /** The job was started again: what its payload tells may be long over. */
  isRepeated: boolean;
};

export function readSurroundings(environment: NodeJS.ProcessEnv): Surroundings {
  const forge = forgeOfRunner(environment);
  const server = environment['GITHUB_SERVER_URL'] ?? '';
  const repositoryName = environment['GITHUB_REPOSITORY'] ?? '';
  return {
    forge,
    host: hostOf(server === '' ? 'https://github.com' : server),
    apiUrl: apiOf(forge, environment['GITHUB_API_URL'] ?? '', server),
    repository: repositoryOf(repositoryName),
    repositoryName,
    event: environment['GITHUB_EVENT_NAME'] ?? '',
    payload: readEventPayload(environment),
    isRepeated: Number(environment['GITHUB_RUN_ATTEMPT'] ?? '1') > 1,
  };
}

function apiOf(forge: ForgeKind, told: string, server: string): string {
  const url = told.replace(/\/+$/, '');
  if (url !== '') return url;
  return forge === 'github' ? 'https://api.github.com' : `${server.replace(/\/+$/, '')}/api/v1`;
}

function repositoryOf(text: string): Repository | undefined {
  const [, owner, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
