import type { Comment } from '../../forge/model.ts';
import { isNewerMarker, readMarker } from '../../text/marker.ts';
import type { NoticeKind, NoticeRecord } from '../record.ts';
import { CLOCK_SKEW } from './events.ts';

/** A comment of ours that stands for a notice. */
export type OwnNotice = { comment: Comment; record: NoticeRecord };

export type OwnNotices = {
  /** Of each kind the oldest: its deadline was promised. */
  kept: readonly OwnNotice[];
  /** Further ones of a kind, from two looks at once. */
  surplus: readonly Comment[];
};

/** Sorts out what carries a record of this subject; everything else that our account wrote is left alone. */
export function ownNotices(comments: readonly Comment[], subject: string): OwnNotices {
  const kept = new Map<NoticeKind, OwnNotice>();
  const surplus: Comment[] = [];
  for (const comment of comments.toSorted((one, other) => one.createdAt - other.createdAt)) {
    const record = readMarker(comment.body, subject);
    if (record === undefined) continue;
    if (kept.has(record.notice)) surplus.push(comment);
    else kept.set(record.notice, { comment, record });
  }
  return { kept: [...kept.values()], surplus };
}

/**
 * From when on people's acts are about this notice. The comment's own instant is told by the forge's clock, as those acts
 * are; only for a series that began later ours has to do.
 */
export function seriesStart({ comment, record }: OwnNotice): number {
  return Math.max(comment.createdAt, record.flaggedAt - CLOCK_SKEW);
}

export function hasNewerNotice(comments: readonly Comment[]): boolean {
  return comments.some(({ body }) => isNewerMarker(body));
}
