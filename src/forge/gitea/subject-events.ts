import type { SubjectEvent } from '../model.ts';
import { accountOf, isGhost, sameLogin } from './accounts.ts';
import { isDraftTitle } from './draft.ts';
import type { TimelineEntry } from './subject-shapes.ts';

/** Types that have nothing to tell but when and by whom. A merge is told instead of the closing that comes with it. */
const PLAIN = {
  close: 'closed',
  merge_pull: 'closed',
  reopen: 'reopened',
  lock: 'locked',
  unlock: 'unlocked',
  delete_branch: 'head-deleted',
} as const;

/** How the forge writes that labels were put on; taken off, the text is empty. */
const PUT_ON = '1';

/** The entries of a timeline that the model knows, oldest first. `author` wrote the subject; own reviews do not count. */
export function subjectEvents(
  entries: readonly TimelineEntry[],
  author: string,
  draftPrefixes?: readonly string[],
): SubjectEvent[] {
  return entries
    .flatMap((entry) => subjectEvent(entry, author, draftPrefixes) ?? [])
    .toSorted((one, other) => one.at - other.at);
}

function subjectEvent(
  entry: TimelineEntry,
  author: string,
  draftPrefixes?: readonly string[],
): SubjectEvent | undefined {
  const happened = {
    at: entry.created_at,
    ...(isGhost(entry.user) ? {} : { by: accountOf(entry.user) }),
  };
  const plain = Object.hasOwn(PLAIN, entry.type)
    ? PLAIN[entry.type as keyof typeof PLAIN]
    : undefined;
  if (plain !== undefined) return { ...happened, kind: plain };
  switch (entry.type) {
    case 'label':
      // Null for a label that was deleted since.
      if (entry.label === null || entry.label === undefined) return undefined;
      return {
        ...happened,
        kind: entry.body === PUT_ON ? 'labelled' : 'unlabelled',
        label: entry.label.name,
      };
    case 'assignees':
      // Null when it was a team.
      if (entry.removed_assignee || entry.assignee === null || entry.assignee === undefined) {
        return undefined;
      }
      return { ...happened, kind: 'assigned', to: accountOf(entry.assignee).login };
    case 'review':
      if (happened.by !== undefined && sameLogin(happened.by.login, author)) return undefined;
      return { ...happened, kind: 'reviewed' };
    case 'change_title': {
      const was = isDraftTitle(entry.old_title, draftPrefixes);
      const is = isDraftTitle(entry.new_title, draftPrefixes);
      return was === is ? undefined : { ...happened, kind: is ? 'drafted' : 'readied' };
    }
    case 'pull_push':
      return isForced(entry.body) ? { ...happened, kind: 'head-replaced' } : undefined;
    default:
      return undefined;
  }
}

/** The text of a push is JSON: `{"is_force_push":true,"commit_ids":["…"]}`. */
function isForced(body: string): boolean {
  try {
    const push = JSON.parse(body) as { is_force_push?: unknown } | null;
    return push?.is_force_push === true;
  } catch {
    return false;
  }
}
