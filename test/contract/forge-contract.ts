import { budgetContract } from './budget-contract.ts';
import { failureContract } from './failure-contract.ts';
import { fileContract } from './file-contract.ts';
import { issueFileContract } from './issue-file-contract.ts';
import { listContract } from './list-contract.ts';
import type { OpenForge } from './opened-forge.ts';
import { referenceContract } from './reference-contract.ts';
import { repositoryContract } from './repository-contract.ts';
import { subjectContract } from './subject-contract.ts';
import { writeContract } from './write-contract.ts';

/** What every adapter of the port must do, and the fake that stands for them in all other tests with them. */
export function forgeContract(open: OpenForge): void {
  subjectContract(open);
  referenceContract(open);
  repositoryContract(open);
  fileContract(open);
  issueFileContract(open);
  listContract(open);
  writeContract(open);
  failureContract(open);
  budgetContract(open);
}
