import type { IssueReference, Repository, SubjectRef } from '../../../src/forge/model.ts';
import type { Verdict } from './acts.ts';
import { Conversation } from './conversation.ts';
import { addCommit, commitOf, oidOf } from './history.ts';
import { linksIn } from './links.ts';
import { ForgeRefusal } from './refusal.ts';
import { kindOf, type PullState, sameName, type SubjectState } from './state.ts';
import type { By, NewIssue } from './subjects.ts';

export type NewPull = NewIssue & {
  /** The default branch when not told. */
  base?: string;
  head?: string;
  draft?: boolean;
  /** Paths that it changes, with the text they get. */
  files?: Readonly<Record<string, string>>;
  /** Changed lines, added and removed together. */
  lines?: number;
  /** False for a branch of the repository itself. */
  fromFork?: boolean;
};

type Pull = SubjectState & { pull: PullState };

/** An issue that the forge would close with a pull request. */
export type Closing = IssueReference & { manual: boolean };

/** What people do with pull requests. */
export class Pulls extends Conversation {
  openPull(given: NewPull = {}): SubjectRef {
    const {
      base,
      head = 'feature',
      draft = false,
      files = { 'src/a.ts': 'a' },
      lines = 10,
    } = given;
    const subject = this.newSubject({ title: 'fix: make it work', ...given });
    const repository = this.repositoryState(subject.ref);
    const onFork = given.fromFork ?? !this.may(subject.ref, subject.author, 'write');
    subject.pull = {
      base: base ?? repository.defaultBranch,
      head,
      headSha: this.#commit(subject.ref, subject.author, files),
      headRepository: `${onFork ? subject.author : repository.owner}/${repository.name}`,
      merged: false,
      draft,
      lines,
      files: Object.keys(files),
      bodies: [{ at: this.now, body: subject.body }],
      linked: [],
    };
    this.record(subject, subject.author, { kind: 'opened' });
    return subject.ref;
  }

  /** New commits on the head branch. A closed pull request does not follow its branch. */
  push(ref: SubjectRef, files: Readonly<Record<string, string>> = { 'src/a.ts': 'more' }): string {
    const subject = this.pullState(ref);
    const { pull } = subject;
    const before = pull.headSha;
    const after = this.#commit(ref, subject.author, files, before);
    if (subject.state === 'closed') return after;
    pull.headSha = after;
    pull.files = [...new Set([...pull.files, ...Object.keys(files)])];
    pull.lines += 1;
    this.touch(subject);
    this.record(subject, subject.author, { kind: 'pushed', before, after });
    return after;
  }

  /** Other commits in place of the old ones. */
  forcePush(ref: SubjectRef): string {
    const subject = this.pullState(ref);
    const { pull } = subject;
    const before = pull.headSha;
    const after = this.#commit(ref, subject.author, { 'src/a.ts': `${before} again` });
    this.record(subject, subject.author, { kind: 'head-replaced' });
    if (subject.state === 'closed') {
      pull.sealed = 'replaced';
      return after;
    }
    pull.headSha = after;
    this.touch(subject);
    this.record(subject, subject.author, { kind: 'pushed', before, after });
    return after;
  }

  /** The head branch goes; an open pull request is closed by that. */
  deleteHead(ref: SubjectRef, { by }: By = {}): void {
    const subject = this.pullState(ref);
    const who = by ?? subject.author;
    subject.pull.sealed = 'deleted';
    this.record(subject, who, { kind: 'head-deleted' });
    if (subject.state === 'open') this.#closeSubject(subject, who);
  }

  deleteFork(ref: SubjectRef): void {
    delete this.pullState(ref).pull.headRepository;
    this.deleteHead(ref);
  }

  changeBase(ref: SubjectRef, base: string, { by }: By = {}): void {
    const subject = this.pullState(ref);
    this.toEdit(ref, by);
    const from = { base: subject.pull.base };
    subject.pull.base = base;
    this.touch(subject);
    this.record(subject, by ?? subject.author, { kind: 'edited', from });
  }

  draft(ref: SubjectRef, { by }: By = {}): void {
    this.#setDraft(ref, by, true);
  }

  ready(ref: SubjectRef, { by }: By = {}): void {
    this.#setDraft(ref, by, false);
  }

  review(
    ref: SubjectRef,
    verdict: Verdict = 'approved',
    { by, body = '' }: By & { body?: string } = {},
  ): void {
    const subject = this.pullState(ref);
    const who = by ?? this.maintainer(ref);
    if (sameName(who, subject.author) && verdict !== 'commented') {
      throw new ForgeRefusal('refused', 'an author cannot judge the own pull request');
    }
    this.account(who);
    this.touch(subject);
    this.record(subject, who, { kind: 'reviewed', verdict, body });
  }

  /** Merges, and closes the issues that the forge links. */
  merge(ref: SubjectRef, { by }: By = {}): void {
    const subject = this.pullState(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'write', 'merge');
    if (subject.state === 'closed') throw new ForgeRefusal('refused', 'it is closed');
    subject.pull.merged = true;
    this.#closeSubject(subject, who);
    for (const issue of this.linksOf(subject, this.now)) {
      const linked = this.findSubject(issue);
      if (linked?.state === 'open') this.#closeSubject(linked, who);
    }
  }

  /** Links an issue in the sidebar: no webhook tells of it. */
  linkManually(ref: SubjectRef, issue: IssueReference, { by }: By = {}): void {
    const subject = this.pullState(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'write', 'link an issue');
    subject.pull.linked.push(issue);
    this.record(subject, who, { kind: 'linked' });
  }

  /** What the forge tells now of the issues it would close; keywords show only after the lag. */
  closingOf(ref: SubjectRef): Closing[] {
    const subject = this.pullState(ref);
    return this.linksOf(subject, this.clock.now() - this.linkLag);
  }

  protected pullState(ref: SubjectRef): Pull {
    const subject = this.subject(ref);
    if (subject.pull !== undefined) return subject as Pull;
    throw new ForgeRefusal('absent', `${ref.owner}/${ref.name}#${ref.number} is no pull request`);
  }

  protected linksOf({ ref, pull }: Pull, at: number): Closing[] {
    const isDefault = pull.base === this.repositoryState(ref).defaultBranch;
    const counts = isDefault || !this.traits.abilities.closesOnlyFromDefaultBranch;
    const body = pull.bodies.findLast((version) => version.at <= at)?.body ?? '';
    const texts = counts ? linksIn(body, ref, this.traits.host) : [];
    const links = new Map<string, Closing>();
    for (const [manual, references] of [
      [false, texts],
      [true, pull.linked],
    ] as const) {
      for (const reference of references) {
        const issue = this.findSubject({ ...reference });
        if (issue === undefined || kindOf(issue) !== 'issue') continue;
        const { owner, name, number } = issue.ref;
        links.set(`${owner}/${name}#${number}`, { owner, name, number, manual });
      }
    }
    return [...links.values()];
  }

  #setDraft(ref: SubjectRef, by: string | undefined, draft: boolean): void {
    const subject = this.pullState(ref);
    const who = by ?? subject.author;
    if (!sameName(who, subject.author)) this.demand(subject, who, 'write', 'change the draft');
    if (subject.pull.draft === draft) return;
    subject.pull.draft = draft;
    this.touch(subject);
    this.record(subject, who, { kind: draft ? 'drafted' : 'readied' });
  }

  #closeSubject(subject: SubjectState, by: string): void {
    subject.state = 'closed';
    this.touch(subject);
    this.record(subject, by, { kind: 'closed' });
  }

  #commit(
    repository: Repository,
    by: string,
    files: Readonly<Record<string, string>>,
    parent?: string,
  ): string {
    const state = this.repositoryState(repository);
    const below = parent ?? commitOf(state, 'HEAD')?.oid ?? oidOf('');
    return addCommit(state, {
      parent: below,
      at: this.now,
      by,
      message: 'Work',
      changes: new Map(Object.entries(files)),
    }).oid;
  }
}
