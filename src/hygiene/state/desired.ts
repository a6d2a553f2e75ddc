import type { Change, Check, Comment } from '../../forge/model.ts';
import type { NoticeTemplates } from '../../text/notice-view.ts';
import { renderNotice, renderThanks } from '../../text/notices.ts';
import { writeMarker } from '../../text/marker.ts';
import type { Policy } from '../policy.ts';
import type { NoticeRecord, Phase } from '../record.ts';
import type { LabelsWanted } from './labels.ts';
import type { Place } from './layout.ts';
import { noticeView, type Showing } from './view.ts';
import { isWhole } from './waiver.ts';

/** How the subject should look when everything is written; what is left out is to be left as it is. */
export type Desired = {
  notices: readonly DesiredNotice[];
  /** Our comments that nothing needs any more. */
  superfluous: readonly Comment[];
  labels: LabelsWanted;
  state?: 'open' | 'closed';
  /** Our check belongs to this commit. */
  check?: { sha: string; check: Check };
  thanks?: string;
  body?: string;
  answers: readonly (Change & { do: 'react' })[];
};

export type DesiredNotice = {
  /** Absent when it has to be posted. */
  comment?: Comment;
  body?: string;
  minimised?: boolean;
};

/** A notice of the layout after this look. */
export type Noticed = { place: Place; record: NoticeRecord };

export function desiredNotice(
  { place, record }: Noticed,
  showing: Showing & { templates: NoticeTemplates; exempt: boolean },
): DesiredNotice {
  const comment = place.notice?.comment;
  const isKept = place.notice !== undefined && isSettled(record, place.notice.record);
  const minimised = isFolded(record, showing);
  return {
    ...(comment === undefined ? {} : { comment }),
    ...(isKept
      ? {}
      : {
          body: `${writeMarker(record)}\n${renderNotice(noticeView(record, place.raised, showing), showing.templates)}`,
        }),
    ...(minimised === undefined || !showing.forge.abilities.minimise ? {} : { minimised }),
  };
}

/** The words of such a notice are about what was; they are not written anew when something else changes. */
function isSettled(record: NoticeRecord, before: NoticeRecord): boolean {
  const settled: readonly Phase[] = ['resolved', 'waived', 'done', 'closed'];
  return (
    settled.includes(record.phase) &&
    record.explain !== true &&
    writeMarker(record) === writeMarker(before)
  );
}

/** Whether the forge should fold the comment; undefined leaves it as people have it. */
function isFolded(
  { phase, waiver, ...record }: NoticeRecord,
  { policy, exempt }: { policy: Policy; exempt: boolean },
): boolean | undefined {
  switch (phase) {
    case 'flagged':
    case 'paused':
    case 'closed':
      return false;
    case 'resolved':
      return policy.report.onFixed === 'edit' ? undefined : !isAskedFor(record);
    case 'waived':
      return isWhole(waiver) ? !isAskedFor(record) : undefined;
    case 'done':
      return exempt ? true : undefined;
  }
}

/** A fixed notice that the policy wants gone; one that somebody asked to see stays. */
export function isToBeDeleted(record: NoticeRecord, policy: Policy): boolean {
  return policy.report.onFixed === 'delete' && record.phase === 'resolved' && !isAskedFor(record);
}

/** Somebody wants to read something there. */
function isAskedFor({ explain, help }: Pick<NoticeRecord, 'explain' | 'help'>): boolean {
  return explain === true || help !== undefined;
}

/** A comment of its own, for the first notice that was fixed in this look. */
export function thanksFor(
  fixed: readonly Noticed[],
  showing: Showing & { templates: NoticeTemplates },
): string | undefined {
  const [first] = fixed;
  return first === undefined || showing.policy.report.onFixed !== 'thank'
    ? undefined
    : renderThanks(noticeView(first.record, first.place.raised, showing), showing.templates);
}
