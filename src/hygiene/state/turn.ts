import type { NoticeKind, NoticeRecord } from '../record.ts';
import type { Clockwork } from './deadline.ts';
import type { Waiver } from './orders.ts';
import type { Situation } from './situation.ts';

/** One turn of the state machine of one notice. */
export type Turn = {
  previous: NoticeRecord | undefined;
  subject: string;
  kind: NoticeKind;
  /** Keys, sorted. */
  errors: readonly string[];
  closing: readonly string[];
  /** Errors that only the waiver of a rule keeps out of `errors`. */
  hidesWaived: boolean;
  situation: Situation;
  clockwork: Clockwork;
  /** The rules of this notice that a maintainer has waived one by one. */
  ruleWaiver?: Waiver;
  /** A series was begun anew in this look. */
  isAnew?: boolean;
  /** A maintainer took a waiver back at this instant. */
  lifted?: number;
};

/** The first words about this subject. */
export function blank({ subject, kind, errors, closing, clockwork, lifted }: Turn): NoticeRecord {
  return {
    version: 1,
    subject,
    notice: kind,
    phase: 'flagged',
    findings: errors,
    closing,
    flaggedAt: Math.max(clockwork.now, lifted ?? 0),
  };
}

/** The author was told, or the bot was about to close: there is a clock to stop. */
export function isRunning(record: NoticeRecord | undefined): boolean {
  return record?.phase === 'flagged' || record?.phase === 'paused' || record?.phase === 'closed';
}
