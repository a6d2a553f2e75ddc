import type { LabelLook, Repository, SubjectRef } from '../../../src/forge/model.ts';
import { Places } from './places.ts';
import { ForgeRefusal } from './refusal.ts';
import { kindOf, sameName, type SubjectState } from './state.ts';

export type NewIssue = {
  repository?: Repository;
  author?: string;
  title?: string;
  body?: string;
  /** Labels that it has from its first moment, as a template gives them. */
  labels?: readonly string[];
};

/** Who does it; the one most likely to when not told. */
export type By = { by?: string };

const PLAIN_LOOK: Omit<LabelLook, 'name'> = { color: 'ededed', description: '' };

/** What people and the bot do with pull requests and issues alike. */
export class Subjects extends Places {
  openIssue(given: NewIssue = {}): SubjectRef {
    const subject = this.newSubject(given);
    this.record(subject, subject.author, { kind: 'opened' });
    return subject.ref;
  }

  editTitle(ref: SubjectRef, title: string, { by }: By = {}): void {
    const subject = this.toEdit(ref, by);
    if (subject.title === title) return;
    const from = { title: subject.title };
    subject.title = title;
    this.touch(subject);
    this.record(subject, by ?? subject.author, { kind: 'edited', from });
  }

  editBody(ref: SubjectRef, body: string, { by }: By = {}): void {
    const subject = this.toEdit(ref, by);
    if (subject.body === body) return;
    const from = { body: subject.body };
    subject.body = body;
    subject.pull?.bodies.push({ at: this.now, body });
    subject.bodyEditedAt = this.now;
    this.touch(subject);
    this.record(subject, by ?? subject.author, { kind: 'edited', from });
  }

  label(ref: SubjectRef, label: string, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'triage', 'label');
    const name = this.makeLabel(ref, { ...PLAIN_LOOK, name: label });
    if (subject.labels.includes(name)) return;
    subject.labels.push(name);
    this.touch(subject);
    this.record(subject, who, { kind: 'labelled', label: name });
  }

  unlabel(ref: SubjectRef, label: string, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'triage', 'take a label off');
    const name = subject.labels.find((each) => sameName(each, label));
    if (name === undefined) return;
    subject.labels = subject.labels.filter((each) => each !== name);
    this.touch(subject);
    this.record(subject, who, { kind: 'unlabelled', label: name });
  }

  close(ref: SubjectRef, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    if (!sameName(who, subject.author)) this.demand(subject, who, 'triage', 'close');
    if (subject.state === 'closed') return;
    subject.state = 'closed';
    this.touch(subject);
    this.record(subject, who, { kind: 'closed' });
  }

  reopen(ref: SubjectRef, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demandReopening(subject, who);
    if (subject.state === 'open') return;
    if (subject.pull?.merged === true) throw new ForgeRefusal('refused', 'it was merged');
    if (subject.pull?.sealed !== undefined && this.traits.abilities.reopenNeedsSameHead) {
      throw new ForgeRefusal('refused', `its head branch was ${subject.pull.sealed}`);
    }
    subject.state = 'open';
    this.touch(subject);
    this.record(subject, who, { kind: 'reopened' });
  }

  assign(ref: SubjectRef, to: string, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'triage', 'assign');
    this.account(to);
    if (subject.assignees.includes(to)) return;
    subject.assignees.push(to);
    this.touch(subject);
    this.record(subject, who, { kind: 'assigned', to });
  }

  unassign(ref: SubjectRef, to: string, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'triage', 'unassign');
    if (!subject.assignees.includes(to)) return;
    subject.assignees = subject.assignees.filter((login) => login !== to);
    this.touch(subject);
    this.record(subject, who, { kind: 'unassigned', to });
  }

  lock(ref: SubjectRef, { by }: By = {}): void {
    this.#setLocked(ref, by, true);
  }

  unlock(ref: SubjectRef, { by }: By = {}): void {
    this.#setLocked(ref, by, false);
  }

  deleteIssue(ref: SubjectRef, { by }: By = {}): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'admin', 'delete an issue');
    if (kindOf(subject) === 'pull-request') {
      throw new ForgeRefusal('refused', 'pull requests cannot be deleted');
    }
    this.record(subject, who, { kind: 'deleted' });
    this.repositoryState(ref).subjects.delete(ref.number);
  }

  protected newSubject({ repository = this.home(), ...given }: NewIssue): SubjectState {
    const { owner, name, subjects } = this.repositoryState(repository);
    const author = given.author ?? 'ann';
    this.account(author);
    const subject: SubjectState = {
      ref: { owner, name, number: Math.max(0, ...subjects.keys()) + 1 },
      title: given.title ?? 'It breaks',
      body: given.body ?? '',
      author,
      state: 'open',
      locked: false,
      labels: (given.labels ?? []).map((label) =>
        this.makeLabel(repository, { ...PLAIN_LOOK, name: label }),
      ),
      assignees: [],
      createdAt: this.now,
      updatedAt: this.now,
      comments: [],
    };
    subjects.set(subject.ref.number, subject);
    return subject;
  }

  protected touch(subject: SubjectState): void {
    subject.updatedAt = this.now;
  }

  /** Somebody who may do everything in the repository. */
  protected maintainer({ owner }: Repository): string {
    return owner;
  }

  protected toEdit(ref: SubjectRef, by: string | undefined): SubjectState {
    const subject = this.subject(ref);
    const who = by ?? subject.author;
    if (!sameName(who, subject.author)) this.demand(subject, who, 'write', 'edit');
    return subject;
  }

  /** Who closed it may open it again; an author may not overrule somebody else, where the forge says so. */
  protected demandReopening(subject: SubjectState, who: string): void {
    if (this.may(subject.ref, who, 'triage')) return;
    const { owner, name, number } = subject.ref;
    const closing = this.acts.findLast(
      (act) =>
        act.kind === 'closed' &&
        act.subject.number === number &&
        sameName(act.subject.name, name) &&
        sameName(act.subject.owner, owner),
    );
    const isAuthor = sameName(who, subject.author);
    const isOwnClosing = closing !== undefined && sameName(closing.by, who);
    if (isAuthor && (isOwnClosing || this.traits.abilities.authorMayReopen)) return;
    throw new ForgeRefusal('forbidden', `${who} may not reopen what somebody else closed`);
  }

  #setLocked(ref: SubjectRef, by: string | undefined, locked: boolean): void {
    const subject = this.subject(ref);
    const who = by ?? this.maintainer(ref);
    this.demand(subject, who, 'write', 'lock');
    if (subject.locked === locked) return;
    subject.locked = locked;
    this.touch(subject);
    this.record(subject, who, { kind: locked ? 'locked' : 'unlocked' });
  }
}
