import { type Clock, TIMED_OUT, within } from '../../clock.ts';
import type { ForgeAddress } from '../../forge-address.ts';
import type { Forge } from '../../forge/forge.ts';

type Reached = { address: ForgeAddress; token: string; clock: Clock };

/** The forge of the job; only its own code is loaded. */
export async function forgeOfJob({ address, token, clock }: Reached): Promise<Forge> {
  const { forge: kind, host, apiUrl } = address;
  const given = { token, host, apiUrl, clock, onRate: () => undefined };
  if (kind === 'github') {
    const { connectToGithub } = await import('../../forge/github/job-connection.ts');
    return connectToGithub(given).forge;
  }
  const { connectToGitea } = await import('../../forge/gitea/job-connection.ts');
  return (await connectToGitea({ ...given, kind })).forge;
}

/** The version is only asked for a link. */
const VERSION_PATIENCE = 1_000;

/**
 * The page of the workflow's run. Gitea names it by the id of the run since 1.26, before that by its number, as Forgejo
 * does; the list of runs where that is not known, and undefined where no server shows any.
 */
export async function runPage(
  reached: Reached,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { address, clock } = reached;
  const pages = `${address.server}/${address.repositoryName}/actions`;
  const id = environment['GITHUB_RUN_ID'] ?? '';
  const number = environment['GITHUB_RUN_NUMBER'] ?? '';
  const attempt = environment['GITHUB_RUN_ATTEMPT'] ?? '';
  if (address.forge === 'github') {
    // act runs on a machine of its own, whose runs no server knows.
    if ((environment['ACT'] ?? '') !== '' || id === '') return undefined;
    return `${pages}/runs/${id}${Number(attempt) > 1 ? `/attempts/${attempt}` : ''}`;
  }
  const isById =
    address.forge === 'gitea' && (await within(clock, VERSION_PATIENCE, goesById(reached)));
  if (isById === TIMED_OUT || isById === undefined) return pages;
  const name = isById ? id : number;
  return name === '' ? pages : `${pages}/runs/${name}`;
}

/** Undefined when the server does not tell. */
async function goesById({ address, token, clock }: Reached): Promise<boolean | undefined> {
  const { isAtLeast, probeGitea } = await import('../../forge/gitea/version.ts');
  try {
    const server = await probeGitea({ baseUrl: address.apiUrl, token, clock });
    return server.kind === 'gitea' && isAtLeast(server, [1, 26]);
  } catch {
    return undefined;
  }
}
