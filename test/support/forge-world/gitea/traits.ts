import type { ForgeTraits } from '../traits.ts';

/** What the two have in common; their differences are in their addresses and in where they look for files. */
const ABILITIES: ForgeTraits['abilities'] = {
  minimise: false,
  checks: 'commit-status',
  closesOnlyFromDefaultBranch: false,
  authorMayReopen: true,
  reopenNeedsSameHead: false,
  pullRequestForms: true,
};

export const GITEA: ForgeTraits = { kind: 'gitea', host: 'gitea.test', abilities: ABILITIES };
export const FORGEJO: ForgeTraits = { kind: 'forgejo', host: 'forgejo.test', abilities: ABILITIES };

export const VERSIONS = { gitea: '1.26.1', forgejo: '15.0.3+gitea-1.22.0' };
