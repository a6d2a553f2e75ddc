import type { Subject, SubjectRef } from '../forge/model.ts';
import { applyChanges } from './apply.ts';
import { judgeAtAGlance } from './glance.ts';
import { subjectKey } from './memory.ts';
import { observe } from './observe.ts';
import type { Observation, World } from './observe.ts';
import type { Decision, DecisionInput, DecisionOutcome } from './state/input.ts';
import { decide } from './state/decide.ts';
import { viewPartsOf } from './view-parts.ts';

/** Why the subject is looked at, and what a webhook told of it. */
export type Look = {
  reason: DecisionInput['reason'];
  hint?: Subject;
};

/** How far the caller can keep what a notice promises; a server that is always there keeps everything. */
export type Promises = Pick<DecisionInput, 'sharesAccount' | 'promisesNoClose' | 'roundDeadline'>;

export type Reconciled = {
  /** What became of the look; `spared` needed no read. */
  result: 'gone' | 'off' | 'spared' | 'looked';
  decision?: Decision;
  /** What the decision was made of. */
  observation?: Observation;
  outcomes: readonly DecisionOutcome[];
  /** When time alone asks for another look. */
  nextLook?: number;
};

/** Raised when a rule broke down: as long as that is so, nobody may conclude that something is right or wrong. */
export class RulesFailed extends AggregateError {
  override readonly name = 'RulesFailed';
}

/**
 * Looks at one subject and makes it what the repository's policy says: read what the repository wants, read the subject,
 * judge it, decide, write the difference. Doing it twice writes nothing the second time; doing it again after a crash
 * completes what was begun; and nothing is ever closed but on what was read a moment ago.
 */
export async function reconcile(
  ref: SubjectRef,
  { reason, hint }: Look,
  world: World,
  promises: Promises = {},
): Promise<Reconciled> {
  const home = await world.policies.of(ref);
  if (home === undefined) return { result: 'gone', outcomes: [] };
  if (home.policy.mode === 'off') return { result: 'off', outcomes: [] };

  const atAGlance = hint === undefined ? undefined : judgeAtAGlance(hint, home, world);
  if (hint !== undefined && atAGlance !== undefined) {
    await applyChanges(hint, atAGlance, { hasNotice: false }, world);
    return { result: 'spared', outcomes: [] };
  }

  const observation = await observe(ref, home, hint, world);
  if (observation === undefined) return { result: 'gone', outcomes: [] };
  const { reading, facts, verdict, permissions, exemption } = observation;
  if (verdict.failed !== undefined) {
    const rules = verdict.failed.map(({ rule }) => rule).join(', ');
    throw new RulesFailed(
      verdict.failed.map(({ error }) => error),
      `Rules broke down and nothing was decided: ${rules}.`,
    );
  }
  const { forge, memory } = world;
  const known = memory.subjects.get(subjectKey(ref));
  const decision = decide({
    now: facts.now,
    policy: home.policy,
    verdict,
    reading,
    forge: {
      kind: forge.kind,
      host: forge.host,
      abilities: forge.abilities,
      self: await forge.self(),
    },
    permissions,
    exemption,
    reason,
    templates: home.notices,
    ...viewPartsOf(facts, verdict, home),
    configProblems: home.problems.map(({ message }) => message),
    ...(known?.check === undefined ? {} : { lastCheck: known.check }),
    ...promises,
  });
  const hasNotice = reading.ownNotices.length > 0;
  await applyChanges(reading.subject, decision.changes, { hasNotice }, world);
  return {
    result: 'looked',
    decision,
    observation,
    outcomes: decision.outcomes,
    ...(decision.nextLook === undefined ? {} : { nextLook: decision.nextLook }),
  };
}
