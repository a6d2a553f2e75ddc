import type { Clock } from '../clock.ts';
import type { Repository } from '../forge/model.ts';
import { createMemory } from '../hygiene/memory.ts';
import { builtInNotices } from '../hygiene/notice-files.ts';
import type { World } from '../hygiene/observe.ts';
import { createPolicies } from '../hygiene/policies.ts';
import type { RepositoryPolicy } from '../hygiene/read-policy.ts';
import type { Promises } from '../hygiene/reconcile.ts';
import * as say from '../text/step-problems.ts';
import { capped } from './config-in-place.ts';
import type { Connection } from './connection.ts';
import { StepFailed } from './failure.ts';
import type { StepSettings } from './inputs.ts';
import type { StepLog } from './log.ts';
import { type StepForge, stepForge } from './step-forge.ts';

/** What the work of one step has at hand. */
export type StepContext = {
  repository: Repository;
  settings: StepSettings;
  forge: StepForge;
  world: World;
  promises: Promises;
  connection: Connection;
  clock: Clock;
  log: StepLog;
};

export function stepContext(given: {
  repository: Repository;
  settings: StepSettings;
  connection: Connection;
  mayBeReadOnly: boolean;
  clock: Clock;
  log: StepLog;
}): StepContext {
  const { settings, connection, clock, mayBeReadOnly } = given;
  const { config, mode, dryRun, sweepEvery } = settings;
  const forge = stepForge(connection.forge, {
    ...(config === undefined ? {} : { config }),
    ...(mode === undefined ? {} : { mode }),
    dryRun,
    self: connection.self,
    mayBeReadOnly,
  });
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  return {
    ...given,
    forge,
    world: {
      forge,
      clock,
      memory: createMemory(),
      policies: {
        ...policies,
        of: async (repository) => {
          const home = await policies.of(repository);
          return home && { ...home, policy: capped(home.policy, mode) };
        },
      },
    },
    promises: promisesOf(sweepEvery),
  };
}

/** Nobody else than the next sweep keeps what a notice promises, so only its instants are promised. */
export function promisesOf(sweepEvery: number | undefined): Promises {
  // Every workflow of the repository writes as the same account.
  const sharesAccount = true;
  return sweepEvery === undefined
    ? { sharesAccount, promisesNoClose: true }
    : {
        sharesAccount,
        roundDeadline: (instant) => Math.ceil(instant / sweepEvery) * sweepEvery,
      };
}

/** What the repository wants; a token that does not open the repository is a mistake of the workflow. */
export async function homeOf({ world, repository }: StepContext): Promise<RepositoryPolicy> {
  const home = await world.policies.of(repository);
  if (home === undefined) {
    throw new StepFailed(say.repositoryNotVisible(`${repository.owner}/${repository.name}`));
  }
  return home;
}
