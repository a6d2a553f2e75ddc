import type { Repository } from '../../../../src/forge/model.ts';
import { commitOf } from '../history.ts';
import { ForgeRefusal } from '../refusal.ts';
import type { ForgeWorld } from '../world.ts';
import { named, noNode } from './node-ids.ts';
import { GithubProblem, problemOf } from './problem.ts';
import type { GithubNode } from './subject-nodes.ts';

type CommitInput = {
  branch: { repositoryNameWithOwner: string; branchName: string };
  expectedHeadOid: string;
  fileChanges: { additions: { path: string; contents: string }[] };
};
type Pull = Record<'repositoryId' | 'baseRefName' | 'headRefName' | 'title' | 'body', string>;

const DONE = { clientMutationId: null };

/** The fields of a mutation that write files, branches and pull requests. */
export function branchMutations(world: ForgeWorld): GithubNode {
  return {
    createCommitOnBranch: ({ input }: { input: CommitInput }) => {
      const { branchName, repositoryNameWithOwner } = input.branch;
      const [owner = '', name = ''] = repositoryNameWithOwner.split('/');
      const tip = commitOf(world.repositoryState({ owner, name }), branchName);
      if (tip?.oid !== input.expectedHeadOid) {
        const says = `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`;
        throw new GithubProblem('STALE_DATA', says);
      }
      const files = Object.fromEntries(
        input.fileChanges.additions.map(({ path, contents }) => [
          path,
          Buffer.from(contents, 'base64').toString(),
        ]),
      );
      return carriedOut(() => world.commitByApi({ owner, name }, branchName, files));
    },
    createRef: ({ input }: { input: Record<'repositoryId' | 'name' | 'oid', string> }) => {
      const repository = repositoryNamed(input.repositoryId);
      const branch = input.name.replace('refs/heads/', '');
      if (world.repositoryState(repository).branches.has(branch)) {
        const says = `A ref named "${input.name}" already exists in the repository.`;
        throw new GithubProblem('UNPROCESSABLE', says);
      }
      return carriedOut(() => world.branchByApi(repository, branch, input.oid));
    },
    updateRef: ({ input }: { input: { refId: string; oid: string } }) => {
      const ref = named(input.refId);
      if (ref.of !== 'ref') throw noNode(input.refId);
      return carriedOut(() => world.branchByApi(ref.repository, ref.branch, input.oid));
    },
    createPullRequest: ({ input }: { input: Pull }) => {
      const { headRefName: branch, baseRefName: base, title, body } = input;
      const repository = repositoryNamed(input.repositoryId);
      return carriedOut(() => world.openPullByApi(repository, { branch, base, title, body }));
    },
  };
}

function repositoryNamed(id: string): Repository {
  const found = named(id);
  if (found.of === 'repository') return found.repository;
  throw noNode(id);
}

function carriedOut(work: () => unknown): GithubNode {
  try {
    work();
    return DONE;
  } catch (error) {
    throw error instanceof ForgeRefusal ? problemOf(error) : error;
  }
}
