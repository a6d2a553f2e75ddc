import type { Account, SubjectReading } from '../../forge/model.ts';
import type { NoticeRecord } from '../record.ts';
import { canWrite, isSame, type Permissions } from './events.ts';
import { seriesStart, type OwnNotice } from './own-notices.ts';
import { startedAnewAt } from './waiver.ts';

/**
 * The maintainer who looks after the subject: whoever reviewed it or took it over since one of its notices. That holds
 * for all of them, also for one that is yet to come.
 */
export function attentionOf(
  notices: readonly OwnNotice[],
  about: {
    reading: SubjectReading;
    permissions: Permissions;
    self: Account;
    exemptLabel: string;
  },
): NoticeRecord['attended'] {
  const { subject, events } = about.reading;
  const start = startedAnewAt(events, about.exemptLabel);
  const recorded = notices.map(({ record }) => record.attended).find((attended) => attended);
  if (notices.length === 0 || (recorded !== undefined && recorded.at >= start)) return recorded;
  const since = Math.max(start, Math.min(...notices.map(seriesStart)));
  // People only: what other bots say of a pull request is no maintainer's look.
  const event = events.find(
    ({ kind, at, by }) =>
      (kind === 'reviewed' || kind === 'assigned') &&
      at >= since &&
      by !== undefined &&
      !by.isBot &&
      !isSame(by, about.self) &&
      !isSame(by, subject.author) &&
      canWrite(about.permissions, by.login),
  );
  return event?.by && { by: event.by.login, at: event.at };
}
