import { subjectKey } from './memory.ts';
import type { Observation, World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import type { DecisionInput } from './state/input.ts';
import { viewPartsOf } from './view-parts.ts';

/** How far the caller can keep what a notice promises; a server that is always there keeps everything. */
export type Promises = Pick<DecisionInput, 'sharesAccount' | 'promisesNoClose' | 'roundDeadline'>;

/** Everything that a decision is made of, in one value. */
export async function decisionInput(
  { reading, facts, verdict, permissions, exemption }: Observation,
  home: RepositoryPolicy,
  { reason, promises }: { reason: DecisionInput['reason']; promises: Promises },
  { forge, memory }: World,
): Promise<DecisionInput> {
  const { kind, host, abilities } = forge;
  const lastCheck = memory.subjects.get(subjectKey(reading.subject))?.check;
  return {
    now: facts.now,
    policy: home.policy,
    verdict,
    reading,
    forge: { kind, host, abilities, self: await forge.self() },
    permissions,
    exemption,
    reason,
    templates: home.notices,
    ...viewPartsOf(facts, verdict, home),
    configProblems: home.problems.map(({ message }) => message),
    ...(lastCheck === undefined ? {} : { lastCheck }),
    ...promises,
  };
}
