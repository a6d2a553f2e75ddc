import { Refused } from '../forge/errors.ts';
import type { Change, Subject } from '../forge/model.ts';
import { appearanceOf, changed } from './appearance.ts';
import { subjectKey, type SubjectMemory } from './memory.ts';
import type { World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';

/** A write that the forge refused for a reason of the subject; which one is not told where it was one of several. */
export type Refusal = { refused?: Change['do']; error: Refused };

/**
 * Writes the changes, and remembers what that spares the next look. After a failed write nothing is remembered: what the
 * forge holds has to be read again.
 */
export type Apply = (
  subject: Subject,
  changes: readonly Change[],
  about: AboutLook,
  world: World,
) => Promise<readonly Refusal[]>;

export type AboutLook = {
  home: RepositoryPolicy;
  /** There was a notice of ours before. */
  hasNotice: boolean;
  nextLook?: number;
};

/** In as few requests as the forge allows; rejects as soon as one write is refused. */
export const applyAtOnce: Apply = async (subject, changes, about, world) => {
  const before = knownCheck(subject, world);
  if (changes.length > 0) {
    world.memory.subjects.delete(subjectKey(subject));
    const error = await refusalOf(() => world.forge.write(subject, changes));
    if (error !== undefined) {
      // The check comes last: it stands as it did.
      remember(subject, [], { ...about, ...before, hasNotice: true }, world);
      throw error;
    }
  }
  remember(subject, changes, { ...about, ...before }, world);
  return [];
};

/** Each write apart: one that is refused is left out and told, and so is what would make no sense without it. */
export const applyOneByOne: Apply = async (subject, changes, about, world) => {
  const before = knownCheck(subject, world);
  world.memory.subjects.delete(subjectKey(subject));
  const refusals: Required<Refusal>[] = [];
  const done: Change[] = [];
  for (const change of changes) {
    const isMute = refusals.some(({ refused }) => NOTICES.includes(refused));
    if (isMute && !NEEDS_NO_NOTICE.includes(change.do)) continue;
    const error = await refusalOf(() => world.forge.write(subject, [change]));
    if (error === undefined) done.push(change);
    else refusals.push({ refused: change.do, error });
  }
  remember(subject, done, { ...about, ...before }, world);
  return refusals;
};

function knownCheck(subject: Subject, { memory }: World): { before?: SubjectMemory['check'] } {
  const check = memory.subjects.get(subjectKey(subject))?.check;
  return check === undefined ? {} : { before: check };
}

/** What spares the next look some requests; `before` is the check that stood there. */
function remember(
  subject: Subject,
  done: readonly Change[],
  { home, hasNotice, nextLook, before }: AboutLook & { before?: SubjectMemory['check'] },
  { memory }: World,
): void {
  const written = done.findLast((change) => change.do === 'set-check');
  const check = written === undefined ? before : { sha: written.sha, check: written.check };
  memory.subjects.set(subjectKey(subject), {
    updatedAt: subject.updatedAt,
    appearance: appearanceOf(changed(subject, done), home),
    author: subject.author.login,
    ...(subject.branches === undefined ? {} : { head: subject.branches.headSha }),
    hasNotice: hasNotice || done.some((change) => change.do === 'post-notice'),
    ...(nextLook === undefined ? {} : { nextLook }),
    ...(check === undefined ? {} : { check }),
  });
}

/** False when the forge refuses. */
export async function isReopened(subject: Subject, { forge }: World): Promise<boolean> {
  return (await refusalOf(() => forge.write(subject, [{ do: 'reopen' }]))) === undefined;
}

/** Nothing else is done to a subject whose author cannot be told of it. */
const NOTICES: readonly Change['do'][] = ['post-notice', 'edit-notice'];
const NEEDS_NO_NOTICE: readonly Change['do'][] = ['set-check'];

async function refusalOf(write: () => Promise<void>): Promise<Refused | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
