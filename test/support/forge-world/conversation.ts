import type { SubjectRef } from '../../../src/forge/model.ts';
import { ForgeRefusal } from './refusal.ts';
import { type CommentState, type ReactionState, sameName, type SubjectState } from './state.ts';
import { type By, Subjects } from './subjects.ts';

type Found = { subject: SubjectState; comment: CommentState };

/** Comments, and what is done with them. */
export class Conversation extends Subjects {
  comment(ref: SubjectRef, body: string, { by }: By = {}): CommentState {
    const subject = this.subject(ref);
    const who = by ?? subject.author;
    this.account(who);
    // An app cannot write into a locked conversation, whatever its permissions are.
    const isInsider = this.may(ref, who, 'write') && !sameName(who, this.bot);
    if (subject.locked && !isInsider) {
      throw new ForgeRefusal('refused', 'the conversation is locked');
    }
    this.demand(subject, who, 'read', 'comment');
    const comment: CommentState = {
      id: String(this.newId()),
      author: who,
      body,
      createdAt: this.now,
      updatedAt: this.now,
      minimised: false,
      reactions: [],
    };
    subject.comments.push(comment);
    this.touch(subject);
    this.record(subject, who, { kind: 'commented', comment });
    return comment;
  }

  editComment(id: string, body: string, { by }: By = {}): void {
    const { subject, comment } = this.#toChange(id, by);
    if (comment.body === body) return;
    const from = comment.body;
    comment.body = body;
    comment.updatedAt = this.now;
    this.touch(subject);
    this.record(subject, by ?? comment.author, { kind: 'comment-edited', comment, from });
  }

  deleteComment(id: string, { by }: By = {}): void {
    const { subject, comment } = this.#toChange(id, by);
    subject.comments = subject.comments.filter((each) => each !== comment);
    this.touch(subject);
    this.record(subject, by ?? comment.author, { kind: 'comment-deleted', comment });
  }

  minimise(id: string, { by }: By = {}): void {
    this.#setMinimised(id, by, true);
  }

  unminimise(id: string, { by }: By = {}): void {
    this.#setMinimised(id, by, false);
  }

  react(id: string, content: ReactionState['content'], { by }: By = {}): void {
    const { subject, comment } = this.findComment(id);
    const who = by ?? subject.author;
    this.account(who);
    const isSame = (each: ReactionState): boolean =>
      each.content === content && sameName(each.by, who);
    if (comment.reactions.some(isSame)) return;
    comment.reactions.push({ by: who, content });
    this.record(subject, who, { kind: 'reacted', comment });
  }

  findComment(id: string): Found {
    for (const { subjects } of this.repositories) {
      for (const subject of subjects.values()) {
        const comment = subject.comments.find((each) => each.id === id);
        if (comment !== undefined) return { subject, comment };
      }
    }
    throw new ForgeRefusal('absent', `no comment ${id}`);
  }

  #setMinimised(id: string, by: string | undefined, minimised: boolean): void {
    if (!this.traits.abilities.minimise) {
      throw new ForgeRefusal('refused', 'this forge folds no comments');
    }
    const { subject, comment } = this.#toChange(id, by);
    if (comment.minimised === minimised) return;
    comment.minimised = minimised;
    const kind = minimised ? 'minimised' : 'unminimised';
    this.record(subject, by ?? comment.author, { kind, comment });
  }

  #toChange(id: string, by: string | undefined): Found {
    const found = this.findComment(id);
    const who = by ?? found.comment.author;
    if (!sameName(who, found.comment.author)) {
      this.demand(found.subject, who, 'write', "change somebody else's comment");
    }
    return found;
  }
}
