import type { Clock } from '../../../src/clock.ts';
import {
  type LabelLook,
  type Permission,
  PERMISSIONS,
  type Repository,
  type SubjectRef,
} from '../../../src/forge/model.ts';
import { SteppedClock } from '../stepped-clock.ts';
import type { Act, ApiWrite, BranchPush, Happening } from './acts.ts';
import { Faults } from './faults.ts';
import { ForgeRefusal, ProcessDied } from './refusal.ts';
import { RequestLog } from './requests.ts';
import {
  type AccountState,
  type RepositoryState,
  sameName,
  SECOND,
  type SubjectState,
} from './state.ts';
import { type ForgeTraits, GITHUB } from './traits.ts';

export const START = Date.UTC(2026, 10, 22, 12);

export type WorldOptions = {
  clock?: Pick<Clock, 'now'>;
  traits?: ForgeTraits;
  /** The login of the bot's account. */
  bot?: string;
  /** How long the forge takes to show that a description links an issue. */
  linkLag?: number;
};

export type Listener = { act?(act: Act): void; push?(push: BranchPush): void };

/** Accounts, repositories and the books: what every verb of the world stands on. */
export class Ground {
  readonly clock: Pick<Clock, 'now'>;
  readonly traits: ForgeTraits;
  readonly bot: string;
  linkLag: number;
  /** When the bot's app was installed, for all owners. */
  installedAt = 0;
  readonly faults = new Faults();
  /** What the bot asked the forge for. */
  readonly requests = new RequestLog();
  /** Everything that happened, oldest first. */
  readonly acts: Act[] = [];
  readonly pushes: BranchPush[] = [];
  /** What the bot wrote, oldest first, repetitions without effect among it. */
  readonly writes: ApiWrite[] = [];
  readonly repositories: RepositoryState[] = [];
  readonly accounts: AccountState[] = [];
  /** Members by `owner/team`; a hidden team is not told to the bot. */
  protected readonly teams = new Map<string, { members: Set<string>; hidden: boolean }>();
  readonly #listeners: Listener[] = [];
  readonly #refused = new Map<ApiWrite['do'], string>();
  #ids = 1000;
  #changes = 0;

  constructor({ clock, traits = GITHUB, bot = 'hygiene[bot]', linkLag = 0 }: WorldOptions = {}) {
    this.clock = clock ?? new SteppedClock(START);
    this.traits = traits;
    this.bot = bot;
    this.linkLag = linkLag;
    this.account(bot);
  }

  /** The whole second that has begun. */
  get now(): number {
    return Math.floor(this.clock.now() / SECOND) * SECOND;
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** From now on the forge refuses this to the bot, in these words. */
  refuse(what: ApiWrite['do'], message: string): void {
    this.#refused.set(what, message);
  }

  /** Nothing is refused any more but what the rules of the forge forbid. */
  allowAll(): void {
    this.#refused.clear();
  }

  /** An account by its login; mentioned for the first time, it comes to be. */
  account(login: string): AccountState {
    const known = this.findAccount(login);
    if (known !== undefined) return known;
    const made = { login, isBot: login.endsWith('[bot]'), deleted: false };
    this.accounts.push(made);
    return made;
  }

  findAccount(login: string): AccountState | undefined {
    return this.accounts.find((each) => sameName(each.login, login));
  }

  findRepository({ owner, name }: Repository): RepositoryState | undefined {
    return this.repositories.find(
      (each) => sameName(each.owner, owner) && sameName(each.name, name),
    );
  }

  repositoryState(repository: Repository): RepositoryState {
    const found = this.findRepository(repository);
    if (found !== undefined) return found;
    throw new ForgeRefusal('absent', `no repository ${repository.owner}/${repository.name}`);
  }

  findSubject(ref: SubjectRef): SubjectState | undefined {
    return this.findRepository(ref)?.subjects.get(ref.number);
  }

  subject(ref: SubjectRef): SubjectState {
    const found = this.findSubject(ref);
    if (found !== undefined) return found;
    throw new ForgeRefusal('absent', `no ${ref.owner}/${ref.name}#${ref.number}`);
  }

  /** What an account may do in a repository; `none` for an account that does not exist. */
  permissionIn(repository: Repository, login: string): Permission {
    const state = this.repositoryState(repository);
    const account = this.findAccount(login);
    if (account === undefined || account.deleted) return 'none';
    if (sameName(account.login, this.bot)) {
      return state.installed ? 'write' : state.private ? 'none' : 'read';
    }
    if (sameName(account.login, state.owner)) return 'admin';
    return state.permissions.get(account.login.toLowerCase()) ?? (state.private ? 'none' : 'read');
  }

  may(repository: Repository, login: string, least: Permission): boolean {
    return PERMISSIONS.indexOf(this.permissionIn(repository, login)) >= PERMISSIONS.indexOf(least);
  }

  /** The bot sees public repositories and those that it looks after. */
  isVisible(repository: RepositoryState): boolean {
    return !repository.private || repository.installed;
  }

  /** Whether there is such a team that the bot is told of. */
  showsTeam(owner: string, team: string): boolean {
    return this.teams.get(`${owner}/${team}`.toLowerCase())?.hidden === false;
  }

  isInTeam(owner: string, team: string, login: string): boolean {
    const found = this.teams.get(`${owner}/${team}`.toLowerCase());
    return found !== undefined && !found.hidden && found.members.has(login.toLowerCase());
  }

  /** Carries a write of an API out and keeps it in the books; the process may die before it or behind it. */
  apiWrite(write: Pick<ApiWrite, 'by' | 'do' | 'subject'>, work: () => void): void {
    this.faults.beginChange();
    if (this.faults.isDead) throw new ProcessDied(`died before ${write.do}`);
    const refused = this.#refused.get(write.do);
    if (refused !== undefined) throw new ForgeRefusal('refused', refused);
    const before = this.#changes;
    work();
    this.writes.push({ ...write, at: this.now, changed: this.#changes !== before });
    this.faults.endChange();
  }

  /** A number that nothing else in the world has. */
  protected newId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  protected noteChange(): void {
    this.#changes += 1;
  }

  protected record(subject: SubjectState, by: string, happening: Happening): void {
    const { owner, name, number } = subject.ref;
    const act: Act = { ...happening, at: this.now, by, subject: { owner, name, number } };
    this.acts.push(act);
    this.noteChange();
    for (const listener of this.#listeners) listener.act?.(act);
  }

  protected recordPush(push: BranchPush): void {
    this.pushes.push(push);
    this.noteChange();
    for (const listener of this.#listeners) listener.push?.(push);
  }

  protected demand(subject: SubjectState, by: string, least: Permission, what: string): void {
    if (this.may(subject.ref, by, least)) return;
    throw new ForgeRefusal('forbidden', `${by} may not ${what}: it takes ${least} permission`);
  }

  /** The repository's own spelling of a label, which is made when it does not exist. */
  makeLabel(repository: Repository, look: LabelLook): string {
    const state = this.repositoryState(repository);
    const known = state.labels.find(({ name }) => sameName(name, look.name));
    if (known !== undefined) return known.name;
    state.labels.push({ ...look, id: this.newId() });
    this.noteChange();
    return look.name;
  }
}
