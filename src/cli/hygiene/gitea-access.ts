import type { Forge } from '../../forge/forge.ts';
import { type GiteaCalls, giteaCalls } from '../../forge/gitea/calls.ts';
import { giteaForge } from '../../forge/gitea/gitea-forge.ts';
import type { GiteaSettings } from '../../forge/gitea/settings.ts';
import { type GiteaServer, readServer } from '../../forge/gitea/version.ts';
import * as say from '../../text/cli-hooks.ts';
import { Mistake } from '../mistake.ts';
import type { Desk } from './desk.ts';
import { forgeOfHost } from './place.ts';
import { probe } from './probe.ts';
import type { Whereabouts } from './request.ts';
import { serverSettingsOf } from './server-settings.ts';
import { tokenFor } from './token.ts';

/** A Gitea or Forgejo with a token for it. */
export type GiteaAccess = {
  server: GiteaServer;
  calls: GiteaCalls;
  forge: Forge;
  settings: GiteaSettings;
};

/** What runs at an address is what the server says; a GitHub is told that it needs none of this. */
export async function accessGitea(
  address: string,
  whereabouts: Whereabouts,
  { environment, clock }: Pick<Desk, 'environment' | 'clock'>,
): Promise<GiteaAccess> {
  const { forge: told, tokenEnv } = whereabouts;
  const { host } = new URL(address);
  const tokenOf = (kind: 'gitea' | 'forgejo'): string =>
    tokenFor(kind, host, { tokenEnv, environment });
  const kind =
    told ?? forgeOfHost(host, environment) ?? (await probe(address, clock, () => tokenOf('gitea')));
  if (kind === 'github') throw new Mistake(say.onlyGitea(address));
  const given = { baseUrl: address, token: tokenOf(kind), clock };
  const calls = giteaCalls(given);
  const server = await readServer(calls);
  const settings = serverSettingsOf(kind, whereabouts);
  const forge = giteaForge({ ...given, host, kind: server.kind, server, settings });
  return { server, calls, forge, settings };
}
