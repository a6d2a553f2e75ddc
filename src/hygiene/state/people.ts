import type { Account, SubjectReading } from '../../forge/model.ts';
import { MARKER_PREFIX } from '../../text/marker.ts';
import type { Policy } from '../policy.ts';
import type { Verdict } from '../verdict.ts';
import { CLOCK_SKEW, hasLabel, isSame } from './events.ts';
import { labelsOf } from './raised.ts';

/**
 * Whose permission the decision depends on: the author's when something is wrong, and of those who did something since
 * the bot spoke, or told it something. Nobody's for a subject that is as it should be.
 */
export function peopleWhoMatter(
  { reading, verdict, policy }: { reading: SubjectReading; verdict: Verdict; policy: Policy },
  self: Account,
): string[] {
  const { subject, commands, ownNotices } = reading;
  const isWrong = verdict.results.some(({ findings }) =>
    findings.some(({ severity }) => severity === 'error'),
  );
  const accounts = [
    ...(isWrong || ownNotices.length > 0 ? [subject.author] : []),
    ...commands.filter(({ answered }) => !answered).map(({ author }) => author),
    ...actorsSinceFlag(reading, policy),
  ];
  const logins = new Map(
    accounts
      .filter((account) => !isSame(account, self))
      .map(({ login }) => [login.toLowerCase(), login]),
  );
  return [...logins.values()];
}

function actorsSinceFlag({ ownNotices, events }: SubjectReading, policy: Policy): Account[] {
  const notices = ownNotices.filter(({ body }) => body.startsWith(MARKER_PREFIX));
  const since = Math.min(...notices.map(({ createdAt }) => createdAt)) - CLOCK_SKEW;
  const labels = [...labelsOf('all', policy), policy.report.labels.exempt].map(({ name }) => name);
  return events.flatMap((event) => {
    if (event.at < since || event.by === undefined || event.by.isBot) return [];
    const isOfInterest =
      event.kind === 'reopened' ||
      event.kind === 'reviewed' ||
      event.kind === 'assigned' ||
      (event.kind === 'unlabelled' && hasLabel(labels, event.label));
    return isOfInterest ? [event.by] : [];
  });
}
