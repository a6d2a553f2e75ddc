import { Refused } from '../forge/errors.ts';
import type { Change, Subject } from '../forge/model.ts';
import { appearanceOf, changed } from './appearance.ts';
import { subjectKey } from './memory.ts';
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
export const applyAtOnce: Apply = async (subject, changes, about, { forge, memory }) => {
  const { home, hasNotice, nextLook } = about;
  const key = subjectKey(subject);
  const check = memory.subjects.get(key)?.check;
  if (changes.length > 0) {
    memory.subjects.delete(key);
    await forge.write(subject, changes);
  }
  const written = changes.findLast((change) => change.do === 'set-check');
  const stands = written === undefined ? check : { sha: written.sha, check: written.check };
  memory.subjects.set(key, {
    updatedAt: subject.updatedAt,
    appearance: appearanceOf(changed(subject, changes), home),
    author: subject.author.login,
    ...(subject.branches === undefined ? {} : { head: subject.branches.headSha }),
    hasNotice: hasNotice || changes.some((change) => change.do === 'post-notice'),
    ...(nextLook === undefined ? {} : { nextLook }),
    ...(stands === undefined ? {} : { check: stands }),
  });
  return [];
};

/** Each write apart: one that is refused is left out and told, and so is what would make no sense without it. */
export const applyOneByOne: Apply = async (subject, changes, _about, { forge, memory }) => {
  memory.subjects.delete(subjectKey(subject));
  const refusals: Required<Refusal>[] = [];
  for (const change of changes) {
    const isMute = refusals.some(({ refused }) => NOTICES.includes(refused));
    if (isMute && !NEEDS_NO_NOTICE.includes(change.do)) continue;
    const error = await refusalOf(() => forge.write(subject, [change]));
    if (error !== undefined) refusals.push({ refused: change.do, error });
  }
  return refusals;
};

/** False when the forge refuses. */
export async function isReopened(subject: Subject, { forge, memory }: World): Promise<boolean> {
  memory.subjects.delete(subjectKey(subject));
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
