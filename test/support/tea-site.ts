import { onTestFinished } from 'vitest';
import type { GiteaConfiguration } from '../../src/bot/forge-configuration.ts';
import { type BotWorld, SECRET } from './bot-world.ts';
import { type Brand, GiteaDeliveries } from './forge-world/gitea/deliveries.ts';
import { GiteaServer } from './forge-world/gitea/server.ts';
import { FORGEJO, GITEA, VERSIONS } from './forge-world/gitea/traits.ts';
import { type ForgeWorld, forgeWorld } from './forge-world/world.ts';

/** A fake Gitea or Forgejo in the time of a bot, with what `bot.yml` would say of it. */
export type TeaSite = {
  world: ForgeWorld;
  configuration: GiteaConfiguration;
  deliveries: GiteaDeliveries;
  /** Sends everything that happened there to the bot; tells the statuses. */
  deliver(options?: { reversed?: boolean; times?: number }): Promise<number[]>;
};

export async function teaSite(here: BotWorld, brand: Brand, name: string): Promise<TeaSite> {
  const traits = brand === 'gitea' ? GITEA : FORGEJO;
  const world = forgeWorld({ clock: here.clock, traits, bot: 'hygiene' });
  here.otherWorlds.push(world);
  const deliveries = new GiteaDeliveries(world, brand, SECRET);
  const server = new GiteaServer({
    world,
    version: VERSIONS[brand],
    botIsAdmin: true,
    hiddenEntries: 0,
  });
  await server.listen();
  onTestFinished(() => server.close());
  return {
    world,
    deliveries,
    configuration: {
      kind: brand,
      name,
      url: server.url,
      host: traits.host,
      token: 'token of a test',
      webhookSecret: SECRET,
      settings: {},
    },
    deliver: (options) => deliveries.sendTo(`${here.url}/webhooks/${name}`, options),
  };
}
