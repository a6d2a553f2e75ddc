import type { SubjectReading } from '../forge/model.ts';
import { configProblemLine } from '../text/config-problems.ts';
import { lackingIn } from './lacking.ts';
import { subjectKey } from './memory.ts';
import type { Observation, World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import type { DecisionInput } from './state/input.ts';
import { insertSkeletons, type Skeleton } from './template/skeletons.ts';
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
  const lacking = lackingIn(facts, verdict, home.policy.rules);
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
    parts: viewPartsOf(facts, lacking, home),
    ...filledBody(reading, lacking.skeletons),
    configProblems: home.problems.map(configProblemLine),
    ...(lastCheck === undefined ? {} : { lastCheck }),
    ...promises,
  };
}

/** Only a command can ask for it: filling in parses the description several times over. */
function filledBody(
  { subject, commands }: SubjectReading,
  skeletons: readonly Skeleton[],
): Pick<DecisionInput, 'bodyWithTemplate'> {
  if (skeletons.length === 0 || commands.every(({ answered }) => answered)) return {};
  const body = insertSkeletons(subject.body, skeletons);
  return body === subject.body ? {} : { bodyWithTemplate: body };
}
