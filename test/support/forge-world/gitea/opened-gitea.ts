import { onTestFinished } from 'vitest';
import type { Forge } from '../../../../src/forge/forge.ts';
import type { GiteaSettings } from '../../../../src/forge/gitea/gitea-forge.ts';
import { giteaForge } from '../../../../src/forge/gitea/gitea-forge.ts';
import { SteppedClock } from '../../stepped-clock.ts';
import { START, type WorldOptions } from '../ground.ts';
import { type ForgeWorld, forgeWorld } from '../world.ts';
import type { Site } from './request.ts';
import { GiteaServer } from './server.ts';
import { FORGEJO, GITEA, VERSIONS } from './traits.ts';

export type OpenedGitea = { world: ForgeWorld; server: GiteaServer; forge: Forge };

type Openings = WorldOptions & Partial<Omit<Site, 'world'>> & { settings?: GiteaSettings };

/** A world behind real HTTP, and the adapter before it. The test's end closes it. */
export async function openedGitea(options: Openings = {}): Promise<OpenedGitea> {
  return opened('gitea', options);
}

export async function openedForgejo(options: Openings = {}): Promise<OpenedGitea> {
  return opened('forgejo', options);
}

async function opened(kind: 'gitea' | 'forgejo', options: Openings): Promise<OpenedGitea> {
  const clock = new SteppedClock(START);
  const traits = kind === 'gitea' ? GITEA : FORGEJO;
  const world = forgeWorld({ clock, traits, ...options });
  const site: Site = {
    world,
    version: VERSIONS[kind],
    botIsAdmin: true,
    hiddenEntries: 0,
    ...options,
  };
  const server = new GiteaServer(site);
  await server.listen();
  onTestFinished(() => server.close());
  const forge = giteaForge({
    kind,
    baseUrl: server.url,
    host: traits.host,
    token: 'token of a test',
    clock,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  return { world, server, forge };
}
