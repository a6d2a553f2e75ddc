import type { Change, Subject } from '../forge/model.ts';
import { subjectKey } from './memory.ts';
import type { World } from './observe.ts';

/**
 * Writes the changes, and remembers what that spares the next look. After a failed write nothing is remembered: what the
 * forge holds has to be read again.
 */
export async function applyChanges(
  subject: Subject,
  changes: readonly Change[],
  { hasNotice }: { hasNotice: boolean },
  { forge, memory }: World,
): Promise<void> {
  const key = subjectKey(subject);
  const before = memory.subjects.get(key);
  if (changes.length > 0) {
    memory.subjects.delete(key);
    await forge.write(subject, changes);
  }
  const written = changes.findLast((change) => change.do === 'set-check');
  const check = written === undefined ? before?.check : { sha: written.sha, check: written.check };
  memory.subjects.set(key, {
    updatedAt: subject.updatedAt,
    hasNotice: hasNotice || changes.some((change) => change.do === 'post-notice'),
    ...(check === undefined ? {} : { check }),
  });
}
