import { fakeForge } from '../support/forge-world/fake-forge.ts';
import { forgeWorld } from '../support/forge-world/world.ts';
import { forgeContract } from './forge-contract.ts';

forgeContract(async (options) => {
  const world = forgeWorld(options);
  return { world, forge: fakeForge(world) };
});
