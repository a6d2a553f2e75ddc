import { subjectIdentity } from '../../text/marker.ts';
import type { Change } from '../../forge/model.ts';
import type { NoticeKind, Phase } from '../record.ts';
import { checkWanted } from './check.ts';
import { desiredNotice, isToBeDeleted, thanksFor, type Desired, type Noticed } from './desired.ts';
import { difference } from './difference.ts';
import type { Decision, DecisionInput } from './input.ts';
import { labelsOf, type Raised } from './raised.ts';
import { lookAround, type Look } from './look.ts';
import { nextLookAt } from './next-look.ts';
import { noticesAfter } from './notices-after.ts';
import type { Answer } from './orders.ts';
import { outcomesOf } from './outcomes.ts';
import { hasNewerNotice, ownNotices } from './own-notices.ts';
import { isWhole } from './waiver.ts';

const NOTHING: Decision = { phases: new Map(), changes: [], outcomes: [], blankIssues: [] };

/** A pull request that names no issue yet is looked at once more: a link made by hand takes a while to be seen. */
const FRESH_FOR = 60_000;
const LOOK_AGAIN_IN = 20_000;

/** What to write, and when to look again. Applying the changes and deciding again gives no changes. */
export function decide(input: DecisionInput): Decision {
  const { policy, reading, forge, now } = input;
  if (policy.mode === 'off') return NOTHING;
  if (hasNewerNotice(reading.ownNotices)) return { ...NOTHING, leftToNewerBot: true };
  const own = ownNotices(reading.ownNotices, subjectIdentity(forge.host, reading.subject));
  const look = lookAround(input, own);
  if (policy.mode === 'dry-run') return { ...NOTHING, changes: onlyCheck(look) };
  if (isPending(look)) return { ...NOTHING, nextLook: now + LOOK_AGAIN_IN };

  const { notices, reopens } = noticesAfter(look);
  const closes =
    look.around.life === 'open' && notices.some(({ record }) => record.phase === 'closed');
  const desired = desiredOf(look, notices, { closes, reopens });
  const nextLook = earliest(notices, look, { closes, reopens });
  return {
    phases: new Map<NoticeKind, Phase>(notices.map(({ record }) => [record.notice, record.phase])),
    changes: difference(observed(look), desired),
    ...(nextLook === undefined ? {} : { nextLook }),
    outcomes: outcomesOf(notices, { closes, reopens }),
    blankIssues: look.around.orders.blankIssues,
  };
}

type Move = { closes: boolean; reopens: boolean };

function desiredOf(look: Look, notices: readonly Noticed[], move: Move): Desired {
  const { input, around, own, obsolete, showing } = look;
  const { policy, bodyWithTemplate } = input;
  const deleted = notices.filter(
    ({ record }) => isToBeDeleted(record, policy) && (around.life === 'open' || move.reopens),
  );
  const kept = notices.filter((notice) => !deleted.includes(notice));
  const isOpen = (around.life === 'open' && !move.closes) || move.reopens;
  const check = checkWanted(look, notices, move);
  const thanks = thanksFor(notices.filter(wasFixed), showing);
  return {
    notices: kept.map((notice) => desiredNotice(notice, showing)),
    superfluous: [
      ...own.surplus,
      ...obsolete.map(({ comment }) => comment),
      ...deleted.flatMap(({ place }) => place.notice?.comment ?? []),
    ],
    labels: {
      wanted: [...flagLabels(notices), ...exemptLabel(look)],
      ours: own.kept.flatMap(({ record }) => labelsOf(record.notice, policy)),
      perhapsOurs: own.kept.length === 0 ? [] : labelsOf('all', policy),
      lifted: look.isLifted ? [policy.report.labels.exempt] : [],
    },
    ...(move.closes || move.reopens ? { state: move.closes ? 'closed' : 'open' } : {}),
    ...(check === undefined ? {} : { check }),
    ...(thanks === undefined ? {} : { thanks }),
    ...(around.orders.fillBody && bodyWithTemplate !== undefined && around.life !== 'over'
      ? { body: bodyWithTemplate }
      : {}),
    answers: around.orders.answers.map(({ comment, reaction }) => ({
      do: 'react',
      comment,
      reaction: reactionFor(reaction, { isOpen, around }),
    })),
  };
}

function reactionFor(
  wanted: Answer['reaction'],
  { isOpen, around }: { isOpen: boolean; around: Look['around'] },
): (Change & { do: 'react' })['reaction'] {
  switch (wanted) {
    case 'if-open':
      return doneIf(isOpen);
    case 'if-not-over':
      return doneIf(around.life !== 'over');
    case 'if-not-waived':
      return doneIf(around.life !== 'over' && !isWhole(around.waiver));
    case 'done':
    case 'denied':
    case 'confused':
      return wanted;
  }
}

function doneIf(isSo: boolean): 'done' | 'denied' {
  return isSo ? 'done' : 'denied';
}

function flagLabels(notices: readonly Noticed[]): Raised['labels'] {
  return notices
    .filter(({ record: { phase } }) => ['flagged', 'paused', 'closed'].includes(phase))
    .flatMap(({ place }) => place.raised.labels);
}

/** The label makes a waiver visible, and keeps it where there is no notice. */
function exemptLabel({ around: { life, waiver }, input: { policy } }: Look): Raised['labels'] {
  return isWhole(waiver) && life !== 'over' ? [policy.report.labels.exempt] : [];
}

function wasFixed({ place, record }: Noticed): boolean {
  const before = place.previous?.phase;
  return (
    record.phase === 'resolved' &&
    (before === 'flagged' || before === 'paused' || before === 'closed')
  );
}

function isPending({ input, around, own, raised }: Look): boolean {
  const { reading, verdict, reason, now } = input;
  const { createdAt } = reading.subject;
  const errors = verdict.results
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'error');
  return (
    reason !== 'reread' &&
    around.life === 'open' &&
    !around.exempt &&
    around.waiver === undefined &&
    own.kept.length === 0 &&
    raised.some((one) => one.errors.length > 0) &&
    errors.length === 1 &&
    errors[0]?.problem.kind === 'no-issue' &&
    now - Math.max(createdAt, reading.editedAt ?? 0) < FRESH_FOR
  );
}

function earliest(notices: readonly Noticed[], look: Look, move: Move): number | undefined {
  const isOpen = (look.around.life === 'open' && !move.closes) || move.reopens;
  if (!isOpen) return undefined;
  const instants = notices.flatMap(({ place, record }) => {
    const { earliestClose } = look.situationOf(place);
    return nextLookAt(record, { grace: look.around.policy.grace, earliestClose }) ?? [];
  });
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function onlyCheck(look: Look): Decision['changes'] {
  const check = checkWanted(look, [], { closes: false, reopens: false });
  return difference(observed(look), {
    notices: [],
    superfluous: [],
    labels: { wanted: [], ours: [], perhapsOurs: [], lifted: [] },
    answers: [],
    ...(check === undefined ? {} : { check }),
  });
}

function observed({ input, around }: Look): Parameters<typeof difference>[0] {
  const { reading, lastCheck } = input;
  return {
    reading,
    self: around.self,
    ...(lastCheck === undefined ? {} : { check: lastCheck }),
  };
}
