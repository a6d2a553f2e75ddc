import type { NewStore } from '../../support/queue-world.ts';
import { claimsKeepTheContract } from './contract-claims.ts';
import { failuresKeepTheContract } from './contract-failures.ts';
import { manyAtOnceKeepTheContract } from './contract-many.ts';
import { notesKeepTheContract } from './contract-notes.ts';
import { putsKeepTheContract } from './contract-puts.ts';
import { restartsKeepTheContract } from './contract-restarts.ts';

/** What every engine of the queue promises; called inside a `describe` that names the engine. */
export function queueKeepsTheContract(newStore: NewStore): void {
  putsKeepTheContract(newStore);
  claimsKeepTheContract(newStore);
  failuresKeepTheContract(newStore);
  restartsKeepTheContract(newStore);
  manyAtOnceKeepTheContract(newStore);
  notesKeepTheContract(newStore);
}
