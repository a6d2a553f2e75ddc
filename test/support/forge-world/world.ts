import type { Check, Repository, SubjectRef } from '../../../src/forge/model.ts';
import type { Act, ApiWrite } from './acts.ts';
import { Branches } from './branches.ts';
import type { WorldOptions } from './ground.ts';
import { type CheckState, type CommentState, sameName, type SubjectState } from './state.ts';

/**
 * A forge in memory with the verbs of those who use it, and nouns for what came of it. It keeps the rules that forges
 * keep: who may do what, when something can be reopened, when a link shows. Verbs that break one throw ForgeRefusal.
 */
export class ForgeWorld extends Branches {
  /** The result of a check on a commit, by an app. The latest of a name is what people see. */
  setCheck(
    repository: Repository,
    sha: string,
    name: string,
    check: Check,
    id?: number,
  ): CheckState {
    const { checks } = this.repositoryState(repository);
    const made = { ...check, id: id ?? this.newId(), name, sha, by: this.bot, at: this.now };
    const last = checks.findIndex((each) => each.id === id);
    if (last === -1) checks.push(made);
    else checks[last] = made;
    this.noteChange();
    return made;
  }

  checkOn(ref: SubjectRef | (Repository & { sha: string })): CheckState | undefined {
    const sha = 'sha' in ref ? ref.sha : (this.subject(ref).pull?.headSha ?? '');
    return this.repositoryState(ref).checks.findLast((check) => check.sha === sha);
  }

  commentsOn(ref: SubjectRef): readonly CommentState[] {
    return this.subject(ref).comments;
  }

  /** What the bot's account has said. */
  noticesOn(ref: SubjectRef): readonly CommentState[] {
    return this.commentsOn(ref).filter(({ author }) => sameName(author, this.bot));
  }

  labelsOn(ref: SubjectRef): readonly string[] {
    return this.subject(ref).labels.toSorted();
  }

  stateOf(ref: SubjectRef): 'open' | 'closed' | 'merged' {
    const { state, pull } = this.subject(ref);
    return pull?.merged === true ? 'merged' : state;
  }

  bodyOf(ref: SubjectRef): string {
    return this.subject(ref).body;
  }

  /** Everything that happened to a subject, oldest first. */
  storyOf(ref: SubjectRef): Act[] {
    return this.acts.filter(({ subject }) => isSame(subject, ref));
  }

  /** What the bot wrote to a subject, oldest first. */
  writesOn(ref: SubjectRef): ApiWrite[] {
    return this.writes.filter(({ subject }) => subject !== undefined && isSame(subject, ref));
  }

  subjectsOf(repository: Repository): SubjectState[] {
    return [...this.repositoryState(repository).subjects.values()];
  }

  /** What a failing test should show: the state of the subject and what the bot did to it. */
  describe(ref: SubjectRef): string {
    const { title, labels } = this.subject(ref);
    const writes = this.writesOn(ref).map(
      ({ at, do: what }) => `${new Date(at).toISOString()} ${what}`,
    );
    return [
      `#${ref.number} "${title}" is ${this.stateOf(ref)}, labels: ${labels.join(', ') || 'none'}`,
      ...this.noticesOn(ref).map(({ id, body }) => `notice ${id}: ${body}`),
      `writes of the bot: ${writes.join('; ') || 'none'}`,
      `requests of the bot: ${this.requests.toString() || 'none'}`,
    ].join('\n');
  }
}

export function forgeWorld(options: WorldOptions = {}): ForgeWorld {
  return new ForgeWorld(options);
}

function isSame(one: SubjectRef, other: SubjectRef): boolean {
  return (
    one.number === other.number &&
    sameName(one.owner, other.owner) &&
    sameName(one.name, other.name)
  );
}
