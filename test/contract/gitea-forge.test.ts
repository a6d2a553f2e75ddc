import { openedForgejo, openedGitea } from '../support/forge-world/gitea/opened-gitea.ts';
import { forgeContract } from './forge-contract.ts';
import { describe } from 'vitest';

describe.each([
  ['gitea', openedGitea],
  ['forgejo', openedForgejo],
] as const)('%s', (_, open) => {
  forgeContract(open);
});
