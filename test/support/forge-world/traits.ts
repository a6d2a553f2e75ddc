import type { ForgeAbilities } from '../../../src/forge/forge.ts';
import type { ForgeKind } from '../../../src/forge/model.ts';

/** What one brand of forge does otherwise than another; its rules for reopening and linking are among the abilities. */
export type ForgeTraits = {
  kind: ForgeKind;
  host: string;
  abilities: ForgeAbilities;
};

export const GITHUB: ForgeTraits = {
  kind: 'github',
  host: 'github.com',
  abilities: {
    minimise: true,
    checks: 'check-run',
    closesOnlyFromDefaultBranch: true,
    authorMayReopen: false,
    reopenNeedsSameHead: true,
    pullRequestForms: false,
  },
};
