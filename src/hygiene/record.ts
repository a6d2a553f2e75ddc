/**
 * What the bot has to remember of a subject. It lives in a hidden block at the very start of the notice and nowhere else;
 * `src/text/marker.ts` writes and reads it. It counts only in a comment of the bot's own account that names the very
 * subject it stands on.
 */

/** One notice for everything, or one for each concern. */
export const NOTICE_KINDS = ['all', 'template', 'link', 'title'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const PHASES = [
  /** The author was told; with a deadline when something of it may close. */
  'flagged',
  /** The clock stands still: a draft, a locked conversation, or a maintainer's hold. */
  'paused',
  /** The bot closed it, or is about to: the notice is written before the close. */
  'closed',
  /** Everything was fixed. */
  'resolved',
  /** A maintainer said that this one is to be left alone. */
  'waived',
  /** Merged, closed by a person, or out of the policy's reach. */
  'done',
] as const;
export type Phase = (typeof PHASES)[number];

/** Instants are milliseconds since the epoch. */
export type NoticeRecord = {
  version: 1;
  /** `host/owner/name#number`, lower case. */
  subject: string;
  notice: NoticeKind;
  phase: Phase;
  /** Keys of the errors the notice shows, sorted, as far as the block has room: what progress is measured by. */
  findings: readonly string[];
  /** Keys of those that may lead to a close, sorted. */
  closing: readonly string[];
  /** The first flag of the present series; a fix and a new failure do not reset it. */
  flaggedAt: number;
  /** Never moves to an earlier instant. Only while flagged, and only when something may close. */
  deadline?: number;
  /** What was left of the grace period when the clock was stopped or the findings were fixed. */
  remaining?: number;
  /** The reminder was shown. */
  reminded?: true;
  closedAt?: number;
  /** Only while closed: it cannot be reopened, because its head was replaced or deleted, or because the forge refused. */
  sealed?: 'head' | 'refused';
  resolvedAt?: number;
  paused?: { why: 'draft' | 'locked' | 'hold'; until?: number; by?: string };
  /** A maintainer reviewed or took it over since the flag: nothing is closed any more. */
  attended?: { by: string; at: number };
  waiver?: {
    by: string;
    at: number;
    how: 'command' | 'reopened' | 'label' | 'exempt-label';
    reason?: string;
    /** Only these rules are waived; absent: everything, for good. */
    rules?: readonly string[];
  };
  /** The author reopened it and got a whole grace period again; this happens once. */
  secondChance?: true;
  /** Somebody asked for the result rule by rule. */
  explain?: true;
  /** Somebody asked what there is to ask for; with the word that was no command, as it was typed, and what it may have meant. */
  help?: { word?: string; nearest?: string };
};
