import type { Forge } from '../../../src/forge/forge.ts';
import type { Repository } from '../../../src/forge/model.ts';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { likened } from './likened.ts';
import { RealActs } from './pull-acts.ts';
import type { RealSite } from './real-site.ts';
import { BOT } from './repository-acts.ts';

/** The verbs that the world in memory and a server have in common. */
export type Acts = Omit<RealActs, 'site'>;

export type Stage = {
  acts: Acts;
  /** Our adapter, before whichever of the two it is. */
  forge: Forge;
  /** Public, of `octo`; made by the story's first act. */
  repository: Repository;
};

/** What happens, and what our adapter then tells of it. */
export type Story = (stage: Stage) => Promise<(forge: Forge) => Promise<unknown>>;

/** What both tell of a story. A server follows its branches, and writes its books, a moment later: ask it until it fits. */
export type Told = { byFake: unknown; byServer: () => Promise<unknown> };

/** How long that may take it. */
export const SOON = { timeout: 15_000 };

let count = 0;

/** Plays the story before our fake and before a server: what is told of both must be the same. */
export async function playBoth(site: RealSite, story: Story): Promise<Told> {
  count += 1;
  const repository = { owner: 'octo', name: `story-${count}` };
  const { version } = await site.admin.must<{ version: string }>('GET', 'version');
  const open = site.server.kind === 'gitea' ? openedGitea : openedForgejo;
  const fake = await open({ bot: BOT, version });
  const read = await story({ acts: asked(fake.world), forge: fake.forge, repository });
  const byFake = likened(await read(fake.forge), `https://${fake.forge.host}`);

  const forge = await site.forge(await site.token(BOT));
  const readReal = await story({ acts: new RealActs(site), forge, repository });
  return { byFake, byServer: async () => likened(await readReal(forge), site.server.url) };
}

/** The world answers at once; on a stage everybody waits. */
function asked(world: object): Acts {
  return new Proxy(world, {
    get: (itself, verb) => {
      const act = Reflect.get(itself, verb) as (...given: unknown[]) => unknown;
      return async (...given: unknown[]) => act.apply(itself, given);
    },
  }) as Acts;
}

/** The name of the error that comes of it, or what comes of it. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? `fails: ${error.name}` : error;
  }
}
