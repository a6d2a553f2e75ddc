import type { ForgeKind } from '../../forge/model.ts';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';

/**
 * The token for a host, from the variable that was named or the usual ones. A token of GitHub's variables is only sent to
 * GitHub itself, or to the server that the environment names beside it: who follows a link must not lose a token.
 */
export function tokenFor(
  kind: ForgeKind,
  host: string,
  { tokenEnv, environment }: { tokenEnv: string | undefined; environment: NodeJS.ProcessEnv },
): string {
  const names = tokenEnv === undefined ? usualNames(kind, host, environment) : [tokenEnv];
  const token = names.map((name) => environment[name]?.trim() ?? '').find((text) => text !== '');
  if (token === undefined) {
    throw new Mistake(
      tokenEnv === undefined ? say.tokenMissing(host, names) : say.tokenEnvEmpty(tokenEnv),
    );
  }
  // What cannot stand in a header would be quoted by the error of whoever tries.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Mistake(say.notAToken());
  return token;
}

const OF_GITHUB = ['GITHUB_TOKEN', 'GH_TOKEN'];

function usualNames(kind: ForgeKind, host: string, environment: NodeJS.ProcessEnv): string[] {
  const isRunner = hostOf(environment['GITHUB_SERVER_URL'] ?? '') === host;
  if (kind === 'github') {
    if (host === 'github.com' || isRunner) return OF_GITHUB;
    return environment['GH_HOST'] === host ? ['GH_ENTERPRISE_TOKEN', ...OF_GITHUB] : [];
  }
  const own =
    kind === 'gitea' ? ['GITEA_TOKEN', 'FORGEJO_TOKEN'] : ['FORGEJO_TOKEN', 'GITEA_TOKEN'];
  return isRunner ? [...own, 'GITHUB_TOKEN'] : own;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
