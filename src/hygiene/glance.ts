import type { Change, Check, Subject } from '../forge/model.ts';
import { renderCheck } from '../text/check-summary.ts';
import { appearanceOf } from './appearance.ts';
import { configProblemLine } from '../text/config-problems.ts';
import { exemptionAtAGlance } from './exemption.ts';
import { fresh, referenceKey, subjectKey } from './memory.ts';
import { factsOf, needsChanges, referencesIn } from './observe.ts';
import type { World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { judge } from './rules/judge.ts';

/** What a webhook alone decides: what is left to write, at most the check, and what is known of the subject. */
export type Glance = { changes: readonly Change[]; hasNotice: boolean; nextLook?: number };

/**
 * A webhook already tells a subject's title, text, labels and state. Where these alone prove that there is nothing to
 * write, the read is spared. They may be late or doubled, so they only count when
 * - they are newer than everything that was looked at before, and either the last look found no notice of ours or only
 *   the commit is another one than it was then, or
 * - the subject is so young that nobody can have written a notice yet, and nobody has looked at it.
 * Whenever in doubt it is undefined: read the subject.
 */
export function judgeAtAGlance(
  subject: Subject,
  home: RepositoryPolicy,
  world: World,
): Glance | undefined {
  const pushed = afterPush(subject, home, world);
  if (pushed !== undefined) return pushed;
  const changes = withoutNotice(subject, home, world);
  return changes && { changes, hasNotice: false };
}

/** The same words as at the last look, on another commit: the same check belongs there. */
function afterPush(subject: Subject, home: RepositoryPolicy, world: World): Glance | undefined {
  const known = world.memory.subjects.get(subjectKey(subject));
  const { policy } = home;
  if (known?.hasNotice !== true || subject.updatedAt <= known.updatedAt) return undefined;
  const { appearance, head, check, nextLook } = known;
  // The same commit: something else has happened that a webhook does not show, such as a review.
  if (subject.branches?.headSha === head) return undefined;
  const isDue = nextLook !== undefined && nextLook <= world.clock.now();
  if (isDue || needsChanges(policy) || appearance !== appearanceOf(subject, home)) return undefined;
  const about = { hasNotice: true, ...(nextLook === undefined ? {} : { nextLook }) };
  if (!policy.report.check || subject.state === 'closed') return { changes: [], ...about };
  return check && { changes: checkChange(subject, check.check, world), ...about };
}

function withoutNotice(
  subject: Subject,
  home: RepositoryPolicy,
  world: World,
): readonly Change[] | undefined {
  const { policy } = home;
  if (!isTrusted(subject, world) || carriesOurLabels(subject, home)) return undefined;
  if (subject.state === 'closed') return [];
  if (subject.draft && policy.exempt.drafts === 'pause') return undefined;
  if (exemptionAtAGlance(subject, policy) !== undefined || needsChanges(policy)) return undefined;

  const named = referencesIn(subject, home, world.forge);
  const references = named.flatMap(
    (reference) =>
      fresh(world.memory.references.get(referenceKey(reference)), world.clock.now()) ?? [],
  );
  if (references.length < named.length) return undefined;
  const verdict = judge(factsOf(subject, home, world, { references }), policy);
  const isContent = verdict.results.every(({ findings }) => findings.length === 0);
  if (!isContent || verdict.failed !== undefined) return undefined;
  const check = renderCheck({
    results: verdict.results.map(({ rule, mode, findings }) => ({ rule, mode, findings })),
    configProblems: home.problems.map(configProblemLine),
    subject: subject.kind,
  });
  return policy.report.check ? checkChange(subject, check, world) : [];
}

/** A check belongs to a commit; the one that is known to stand there is not written again. */
function checkChange(subject: Subject, check: Check, { memory }: World): readonly Change[] {
  const sha = subject.branches?.headSha;
  if (sha === undefined) return [];
  const known = memory.subjects.get(subjectKey(subject))?.check;
  const isThere = known?.sha === sha && JSON.stringify(known.check) === JSON.stringify(check);
  return isThere ? [] : [{ do: 'set-check', sha, check }];
}

/** So long after its creation nobody but the author can have said anything about a subject. */
const YOUNG = 30_000;

function isTrusted(subject: Subject, { memory, clock }: World): boolean {
  const known = memory.subjects.get(subjectKey(subject));
  if (known === undefined) return clock.now() - subject.createdAt < YOUNG;
  return !known.hasNotice && subject.updatedAt > known.updatedAt;
}

function carriesOurLabels(subject: Subject, { policy }: RepositoryPolicy): boolean {
  const ours = Object.values(policy.report.labels).map(({ name }) => name.toLowerCase());
  return subject.labels.some((label) => ours.includes(label.toLowerCase()));
}

/** The subject as the queue keeps it. */
export function glanceAt(subject: Subject): { updatedAt: number; json: string } {
  return { updatedAt: subject.updatedAt, json: JSON.stringify(subject) };
}

/** Written by `glanceAt` of this or an older version: what does not look like a subject is no glance. */
export function subjectOf(glance: { json: string }): Subject | undefined {
  try {
    const subject = JSON.parse(glance.json) as Partial<Subject>;
    const isWhole =
      typeof subject.title === 'string' &&
      typeof subject.body === 'string' &&
      typeof subject.updatedAt === 'number' &&
      typeof subject.author?.login === 'string' &&
      Array.isArray(subject.labels);
    return isWhole ? (subject as Subject) : undefined;
  } catch {
    return undefined;
  }
}
