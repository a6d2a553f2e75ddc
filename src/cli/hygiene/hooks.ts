import { type HookHome, installHook } from '../../forge/gitea/hooks.ts';
import * as say from '../../text/cli-hooks.ts';
import { EXIT, Mistake } from '../mistake.ts';
import type { Desk } from './desk.ts';
import { print, tell } from './desk.ts';
import { accessGitea } from './gitea-access.ts';
import { repositoryPlace } from './place.ts';
import type { InstallRequest } from './request.ts';

const SHORTEST_SECRET = 16;

/** Makes the one webhook that the bot needs, or makes it anew; done twice it leaves one. */
export async function installHooks(request: InstallRequest, desk: Desk): Promise<number> {
  const url = webhookAddress(request.url);
  const secret = secretIn(request.secretEnv, desk.environment);
  const { home, address } = await homeOf(request, desk);
  const { server, calls } = await accessGitea(address, request, desk);
  const installed = await installHook(calls, home, { kind: server.kind, url, secret });
  if (installed === undefined) throw new Mistake(say.hookHomeGone(home));
  print(desk, [say.hookInstalled(home, url, installed.replaced)]);
  const hint = say.allowListHint(server, url);
  if (hint !== undefined) tell(desk, [`hint: ${hint}`]);
  return EXIT.fine;
}

/** Where the webhook goes, and the address of the forge. */
async function homeOf(
  { org, user, ...where }: InstallRequest,
  desk: Desk,
): Promise<{ home: HookHome; address: string }> {
  const named = [org, user || undefined, where.repo].filter((each) => each !== undefined);
  if (named.length > 1) throw new Mistake(say.oneHookHome());
  if (org === undefined && !user) {
    const { server, repository } = await repositoryPlace(where, desk);
    return { home: { of: 'repository', ...repository }, address: server };
  }
  const address = (where.server ?? desk.environment['GITHUB_SERVER_URL'] ?? '').replace(/\/+$/, '');
  if (!URL.canParse(address)) throw new Mistake(say.serverNotNamed());
  return { home: org === undefined ? { of: 'user' } : { of: 'organisation', name: org }, address };
}

export function webhookAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname === '/') {
    throw new Mistake(say.notAWebhook(text));
  }
  return url.href;
}

function secretIn(name: string, environment: NodeJS.ProcessEnv): string {
  const secret = environment[name]?.trim() ?? '';
  if (secret === '') throw new Mistake(say.secretMissing(name));
  if (secret.length < SHORTEST_SECRET) throw new Mistake(say.secretShort(name, SHORTEST_SECRET));
  return secret;
}
