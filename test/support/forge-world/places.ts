import type { Permission, Repository } from '../../../src/forge/model.ts';
import { addCommit, commitOf, filesAt } from './history.ts';
import { Ground } from './ground.ts';
import { type RepositoryState, sameName } from './state.ts';

export type NewRepository = {
  owner?: string;
  name?: string;
  private?: boolean;
  archived?: boolean;
  /** False for one that the bot was not asked to look after. */
  installed?: boolean;
  defaultBranch?: string;
  /** The first commit. */
  files?: Readonly<Record<string, string>>;
  permissions?: Readonly<Record<string, Permission>>;
};

type CommitWords = { by?: string; branch?: string; repository?: Repository };

/** Verbs about repositories, people and files. */
export class Places extends Ground {
  repository({
    owner = 'octo',
    name = 'hello',
    private: isPrivate = false,
    archived = false,
    installed = true,
    defaultBranch = 'main',
    files = { 'README.md': 'Hello' },
    permissions = {},
  }: NewRepository = {}): Repository {
    const state: RepositoryState = {
      owner,
      name,
      private: isPrivate,
      archived,
      installed,
      defaultBranch,
      permissions: new Map(),
      commits: new Map(),
      branches: new Map(),
      protectedBranches: new Set(),
      closedToCommits: false,
      labels: [],
      subjects: new Map(),
      checks: [],
    };
    this.repositories.push(state);
    this.account(owner);
    for (const [login, permission] of Object.entries(permissions)) {
      this.permit(login, permission, { owner, name });
    }
    const { oid } = addCommit(state, {
      at: this.now,
      by: owner,
      message: 'Begin',
      changes: new Map(Object.entries(files)),
    });
    state.branches.set(defaultBranch, oid);
    return { owner, name };
  }

  /** The repository that is meant when a test names none: the first one. */
  home(): Repository {
    const [first] = this.repositories;
    return first ?? this.repository();
  }

  permit(login: string, permission: Permission, repository: Repository = this.home()): void {
    this.account(login);
    this.repositoryState(repository).permissions.set(login.toLowerCase(), permission);
  }

  team(
    slug: string,
    members: readonly string[],
    { owner = this.home().owner, hidden = false } = {},
  ): void {
    for (const login of members) this.account(login);
    this.teams.set(`${owner}/${slug}`.toLowerCase(), {
      members: new Set(members.map((login) => login.toLowerCase())),
      hidden,
    });
  }

  deleteLabel(label: string, repository: Repository = this.home()): void {
    const state = this.repositoryState(repository);
    state.labels = state.labels.filter(({ name }) => !sameName(name, label));
    for (const subject of state.subjects.values()) {
      subject.labels = subject.labels.filter((name) => !sameName(name, label));
    }
    this.noteChange();
  }

  /** The account's texts stay, under nobody's name. */
  deleteAccount(login: string): void {
    this.account(login).deleted = true;
  }

  /** The owner takes the bot away from a repository, or brings it in. */
  setInstalled(installed: boolean, repository: Repository = this.home()): void {
    this.repositoryState(repository).installed = installed;
  }

  /** Everything stays, and nothing can be written any more. */
  archive(repository: Repository): void {
    this.repositoryState(repository).archived = true;
  }

  deleteRepository(repository: Repository): void {
    this.repositories.splice(this.repositories.indexOf(this.repositoryState(repository)), 1);
  }

  /** Changes files in one commit; null removes one. Tells the commit's id. */
  commitFiles(files: Readonly<Record<string, string | null>>, words: CommitWords = {}): string {
    const state = this.repositoryState(words.repository ?? this.home());
    const branch = words.branch ?? state.defaultBranch;
    const by = words.by ?? state.owner;
    const parent = commitOf(state, state.branches.has(branch) ? branch : 'HEAD');
    const had = parent === undefined ? new Map<string, string>() : filesAt(state, parent.oid);
    const { oid } = addCommit(state, {
      ...(parent === undefined ? {} : { parent: parent.oid }),
      at: this.now,
      by,
      message: 'Change files',
      changes: new Map(Object.entries(files)),
    });
    state.branches.set(branch, oid);
    const paths = Object.keys(files);
    this.recordPush({
      at: this.now,
      by,
      owner: state.owner,
      name: state.name,
      branch,
      before: parent?.oid ?? '0'.repeat(40),
      after: oid,
      added: paths.filter((path) => files[path] !== null && !had.has(path)),
      modified: paths.filter((path) => files[path] !== null && had.has(path)),
      removed: paths.filter((path) => files[path] === null),
    });
    return oid;
  }

  commitFile(path: string, text: string, words: CommitWords = {}): string {
    return this.commitFiles({ [path]: text }, words);
  }

  removeFile(path: string, words: CommitWords = {}): string {
    return this.commitFiles({ [path]: null }, words);
  }

  fileOn(path: string, repository: Repository = this.home(), ref = 'HEAD'): string | undefined {
    return filesAt(this.repositoryState(repository), ref).get(path);
  }
}
