import { Refused } from '../forge/errors.ts';
import type { Subject, SubjectRef } from '../forge/model.ts';
import { answerBlankIssues } from './answer-blank-issues.ts';
import { applyAtOnce, applyOneByOne, type Apply, isReopened, type Refusal } from './apply.ts';
import { decisionInput, type Promises } from './decision-input.ts';
import { judgeAtAGlance } from './glance.ts';
import { observe } from './observe.ts';
import type { Observation, World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { demandAllRules } from './rules-failed.ts';
import type { Decision, DecisionInput, DecisionOutcome } from './state/input.ts';
import { decide } from './state/decide.ts';

export type { Promises } from './decision-input.ts';
export { RulesFailed } from './rules-failed.ts';

/** Why the subject is looked at, and what a webhook told of it. */
export type Look = {
  reason: DecisionInput['reason'];
  hint?: Subject;
};

export type Reconciled = {
  /** What became of the look; `spared` needed no read. */
  result: 'gone' | 'off' | 'spared' | 'looked';
  decision?: Decision;
  /** What the decision was made of. */
  observation?: Observation;
  outcomes: readonly DecisionOutcome[];
  /** When time alone asks for another look. */
  nextLook?: number;
  /** Writes that the forge refused for a reason of the subject, for the log; trying them again would not help. */
  refusals?: readonly Refusal[];
};

/**
 * Looks at one subject and makes it what the repository's policy says: read what the repository wants, read the subject,
 * judge it, decide, write the difference. Doing it twice writes nothing the second time; doing it again after a crash
 * completes what was begun; and nothing is ever closed but on what was read a moment ago.
 */
export async function reconcile(
  ref: SubjectRef,
  look: Look,
  world: World,
  promises: Promises = {},
): Promise<Reconciled> {
  const home = await world.policies.of(ref);
  if (home === undefined) return { result: 'gone', outcomes: [] };
  if (home.policy.mode === 'off') return { result: 'off', outcomes: [] };
  const spared = await spareRead(look, home, world);
  if (spared !== undefined) return spared;

  const subject = { ref, home, look, promises };
  const looked = await settle(subject, world);
  await answerAboutBlankIssues(looked, home, world);
  if (!hasEditedBody(looked)) return looked;
  // No webhook will ask for it: what the bot itself has put into the description is judged at once.
  const again = await settle(subject, world);
  return { ...again, outcomes: [...new Set([...looked.outcomes, ...again.outcomes])] };
}

async function settle(subject: Looked, world: World): Promise<Reconciled> {
  try {
    return await lookAt(subject, applyAtOnce, world);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The subject has changed since it was read, or it forbids one of the writes.
    const again = await lookAt(subject, applyOneByOne, world);
    return { ...again, refusals: [{ error }, ...(again.refusals ?? [])] };
  }
}

/** Last, when everything about the subject itself is written. */
async function answerAboutBlankIssues(
  { decision, observation }: Reconciled,
  home: RepositoryPolicy,
  world: World,
): Promise<void> {
  const asked = decision?.blankIssues ?? [];
  if (observation === undefined || asked.length === 0) return;
  await answerBlankIssues(asked, observation.reading.subject, home, world);
}

function hasEditedBody({ decision }: Reconciled): boolean {
  return decision?.changes.some((change) => change.do === 'edit-body') === true;
}

type Looked = { ref: SubjectRef; home: RepositoryPolicy; look: Look; promises: Promises };

/** What can be settled on the word of a webhook alone. */
async function spareRead(
  { reason, hint }: Look,
  home: RepositoryPolicy,
  world: World,
): Promise<Reconciled | undefined> {
  if (hint === undefined || (reason !== 'event' && reason !== 'missed')) return undefined;
  const glance = judgeAtAGlance(hint, home, world);
  if (glance === undefined) return undefined;
  const { changes, ...about } = glance;
  await applyAtOnce(hint, changes, { home, ...about }, world);
  return { result: 'spared', outcomes: [], ...nextLookOf(about) };
}

async function lookAt(
  { ref, home, look, promises }: Looked,
  apply: Apply,
  world: World,
): Promise<Reconciled> {
  const observation = await observe(ref, home, look.hint, world);
  if (observation === undefined) return { result: 'gone', outcomes: [] };
  demandAllRules(observation.verdict);

  const input = await decisionInput(observation, home, { reason: look.reason, promises }, world);
  const decision = await decideAndReopen(input, world);
  const { subject, ownNotices } = observation.reading;
  const nextLook = nextLookOf(decision);
  const refusals = await apply(
    subject,
    decision.changes.filter((change) => change.do !== 'reopen'),
    { home, hasNotice: ownNotices.length > 0, ...nextLook },
    world,
  );
  return {
    result: 'looked',
    decision,
    observation,
    outcomes: decision.outcomes,
    ...nextLook,
    ...(refusals.length === 0 ? {} : { refusals }),
  };
}

function nextLookOf({ nextLook }: { nextLook?: number }): { nextLook?: number } {
  return nextLook === undefined ? {} : { nextLook };
}

/** What is reopened is reopened before anything is said of it: the forge may refuse, and then other words are due. */
async function decideAndReopen(input: DecisionInput, world: World): Promise<Decision> {
  const decision = decide(input);
  if (decision.changes.every((change) => change.do !== 'reopen')) return decision;
  const succeeds = await isReopened(input.reading.subject, world);
  return succeeds ? decision : decide({ ...input, reopenRefused: true });
}
