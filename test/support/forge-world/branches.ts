import type { Repository, SubjectRef } from '../../../src/forge/model.ts';
import type { ApiWrite } from './acts.ts';
import { commitOf, filesAt } from './history.ts';
import { Pulls } from './pulls.ts';
import { ForgeRefusal } from './refusal.ts';
import { sameName, type SubjectState } from './state.ts';

/** What the bot does to files and branches through an API, and what stands in its way. */
export class Branches extends Pulls {
  /** The default branch when none is told. */
  protectBranch({ branch, repository = this.home() }: Where = {}): void {
    const state = this.repositoryState(repository);
    state.protectedBranches.add(branch ?? state.defaultBranch);
  }

  /** Whoever installed the bot did not let it write files. */
  closeToCommits(repository: Repository = this.home()): void {
    this.repositoryState(repository).closedToCommits = true;
  }

  commitByApi(
    repository: Repository,
    branch: string,
    files: Readonly<Record<string, string>>,
  ): void {
    this.#write('commit', repository, () => {
      this.#demandPush(repository, branch);
      this.commitFiles(files, { by: this.bot, branch, repository });
    });
  }

  /** Makes a branch, or lets it point elsewhere. */
  branchByApi(repository: Repository, branch: string, oid: string): void {
    this.#write('make-branch', repository, () => {
      this.#demandPush(repository, branch);
      this.repositoryState(repository).branches.set(branch, oid);
      this.noteChange();
    });
  }

  deleteBranchByApi(repository: Repository, branch: string): void {
    this.#write('delete-branch', repository, () => {
      this.#demandPush(repository, branch);
      this.repositoryState(repository).branches.delete(branch);
      this.noteChange();
    });
  }

  openPullByApi(
    repository: Repository,
    { branch, base, title, body }: Record<'branch' | 'base' | 'title' | 'body', string>,
  ): SubjectRef {
    let made: SubjectRef | undefined;
    this.#write('open-pull', repository, () => {
      const tip = commitOf(this.repositoryState(repository), branch);
      if (tip === undefined) throw new ForgeRefusal('refused', `there is no branch ${branch}`);
      if (this.pullsFrom(repository, branch).some(({ state }) => state === 'open')) {
        throw new ForgeRefusal('refused', `A pull request already exists for ${branch}`);
      }
      const files = Object.fromEntries(
        [...tip.changes].flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
      );
      made = this.openPull({
        repository,
        author: this.bot,
        title,
        body,
        base,
        head: branch,
        files,
        fromFork: false,
      });
    });
    if (made === undefined) throw new Error('a pull request was opened and is not there');
    return made;
  }

  /** Pull requests from a branch of the repository itself, newest first. */
  pullsFrom(repository: Repository, branch: string): SubjectState[] {
    const { owner, name, subjects } = this.repositoryState(repository);
    return [...subjects.values()]
      .filter(
        ({ pull }) =>
          pull?.head === branch && sameName(pull.headRepository ?? '', `${owner}/${name}`),
      )
      .toReversed();
  }

  /** What the branch holds becomes what the default branch holds. */
  mergeBranch(ref: SubjectRef): void {
    const { pull } = this.subject(ref);
    const state = this.repositoryState(ref);
    const files = Object.fromEntries(filesAt(state, pull?.head ?? ''));
    this.merge(ref);
    this.commitFiles(files, { repository: ref });
  }

  #write(what: ApiWrite['do'], repository: Repository, work: () => void): void {
    if (this.repositoryState(repository).closedToCommits) {
      throw new ForgeRefusal('forbidden', 'the bot may not write files');
    }
    this.apiWrite({ by: this.bot, do: what }, work);
  }

  #demandPush(repository: Repository, branch: string): void {
    if (!this.repositoryState(repository).protectedBranches.has(branch)) return;
    throw new ForgeRefusal(
      'refused',
      'Repository rule violations found: Changes must be made through a pull request.',
    );
  }
}

type Where = { branch?: string; repository?: Repository };
